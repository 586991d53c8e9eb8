#include "tests/integration/restore/restore_scene.h"

#include "crypto/base/files.h"

namespace voordeur::test {

RestoreScene::RestoreScene()
    : transports(server),
      town(server, transports),
      m_key(crypto::SealKeyPair::generate(server.random())) {
    const std::string text = crypto::backupKeyText(m_key.publicKey());
    need(crypto::writeNewFile(server.keyFile(server::ops::kBackupKeyFile), crypto::viewOf(text)),
         "the offline key's public half");
}

server::ops::MadeBackup RestoreScene::makeBackup() {
    const auto config = server.config();
    const std::string target = m_folder.path() + "/kopie-" + std::to_string(++m_count);
    return need(server::ops::createBackup(
                    {config, server.keys(), server.clock(), server.random(), "test"}, target),
                "a backup");
}

crypto::BackupServer RestoreScene::whose() const {
    return {server.instance(), server.keys().log.publicKey()};
}

crypto::RestoreSheet RestoreScene::putBack(const server::ops::MadeBackup& backup) {
    const std::string folder = m_folder.path() + "/nieuw-" + std::to_string(++m_count);
    const auto unpacked =
        need(client::restore::unpack(backup.path, m_key, folder, whose(), server.clock()),
             "opening the backup");
    server.putBack(folder + "/store/voordeur.db");
    return unpacked.sheet;
}

crypto::Status RestoreScene::sayRestored(const crypto::RestoreSheet& sheet,
                                         const std::optional<crypto::LogHead>& lost) {
    auto& founder = town.founder();
    founder.restart();
    VD_ASSIGN(const auto plan, client::core::planRestoration(founder.session(), sheet, lost));
    const auto request = client::core::beginRestoration(founder.session(), plan);
    return client::core::finishRestoration(founder.session(), sheet, request);
}

crypto::Status RestoreScene::reopen(Member& member) {
    member.restart();
    return member.session().sync();
}

}  // namespace voordeur::test
