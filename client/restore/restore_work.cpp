#include "client/restore/restore_work.h"

#include "crypto/base/files.h"
#include "crypto/shared/checkpoint.h"
#include "crypto/vault/backup_opener.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <utility>

namespace voordeur::client::restore {

using crypto::ByteView;
using crypto::Reason;
using crypto::SecretBytes;
using crypto::success;

namespace {

namespace fs = std::filesystem;

constexpr const char* kLogKeyName = "keys/log.key";
constexpr std::size_t kLogKeyBytes = 32;  // an Ed25519 seed

Reason reasonOfErrno() {
    if (errno == EEXIST) return Reason::FileExists;
    if (errno == ENOSPC || errno == EDQUOT) return Reason::StorageFull;
    return Reason::StorageFailed;
}

Status syncFolder(const fs::path& folder) {
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    VD_REQUIRE(fd >= 0, Reason::StorageFailed);
    const bool synced = ::fsync(fd) == 0;
    ::close(fd);
    return synced ? success() : Status(Reason::StorageFailed);
}

/// "server/" is "server": its draft stands beside it, not in it.
std::string withoutSlash(std::string folder) {
    while (folder.size() > 1 && folder.ends_with('/'))
        folder.pop_back();
    return folder;
}

/// Takes the content of a backup apart into its files: on disk below a folder that has another name
/// until all is there, or nowhere. Keeps the log's key, to check the signature with.
class Splitter {
public:
    Splitter(const crypto::BackupManifest& manifest, const std::string& folder)
        : m_manifest(manifest),
          m_folder(withoutSlash(folder)),
          m_draft(m_folder.empty() ? "" : m_folder + ".part") {}
    Splitter(const Splitter&) = delete;
    Splitter& operator=(const Splitter&) = delete;
    Splitter(Splitter&&) = delete;
    Splitter& operator=(Splitter&&) = delete;
    ~Splitter() {
        if (m_fd >= 0) ::close(m_fd);
        if (m_draft.empty() || !m_begun) return;
        std::error_code ignored;
        fs::remove_all(m_draft, ignored);
    }

    Status begin() {
        if (m_folder.empty()) return success();
        std::error_code failed;
        const bool free = !fs::exists(m_folder, failed) || fs::is_empty(m_folder, failed);
        VD_REQUIRE(free && !failed, Reason::FileExists);
        // Left over from a crash, or somebody's own: a person looks.
        const bool beside = fs::exists(fs::symlink_status(m_draft, failed));
        VD_REQUIRE(!beside, Reason::FileExists);
        VD_RETURN_IF_ERROR(crypto::makePrivateDirectory(m_draft));
        m_begun = true;
        return success();
    }

    Status add(ByteView content) {
        while (!content.empty()) {
            VD_REQUIRE(m_file < m_manifest.files.size(), Reason::BackupBroken);
            if (m_written == 0) VD_RETURN_IF_ERROR(openFile());
            const std::uint64_t room = m_manifest.files[m_file].size - m_written;
            const auto taken = static_cast<std::size_t>(
                std::min<std::uint64_t>(room, static_cast<std::uint64_t>(content.size())));
            VD_RETURN_IF_ERROR(put(content.first(taken)));
            content = content.subspan(taken);
            m_written += taken;
            if (taken == room) VD_RETURN_IF_ERROR(closeFile());
        }
        return success();
    }

    /// The public half of the log's key that came along. Errors: BackupBroken.
    [[nodiscard]] Result<crypto::PublicKey32> logKey() const {
        VD_REQUIRE(m_logSeed.has_value(), Reason::BackupBroken);
        const auto key = crypto::SigningKey::fromSeed(*m_logSeed);
        VD_REQUIRE(key.ok(), Reason::BackupBroken);
        return key.value().publicKey();
    }

    /// Gives the folder its name.
    Status finish() {
        VD_REQUIRE(m_file == m_manifest.files.size(), Reason::BackupBroken);
        if (m_folder.empty()) return success();
        VD_RETURN_IF_ERROR(rememberBackup());
        for (const auto& entry : fs::recursive_directory_iterator(m_draft)) {
            if (entry.is_directory()) VD_RETURN_IF_ERROR(syncFolder(entry.path()));
        }
        VD_RETURN_IF_ERROR(syncFolder(m_draft));
        // Over an empty folder, or none; the system refuses a full one.
        if (::rename(m_draft.c_str(), m_folder.c_str()) != 0) return reasonOfErrno();
        m_begun = false;
        const fs::path parent = fs::absolute(m_folder).lexically_normal().parent_path();
        return syncFolder(parent);
    }

private:
    [[nodiscard]] const std::string& name() const { return m_manifest.files[m_file].name; }

    /// As `voordeurd backup create` leaves it: the doctor knows how old the last backup is.
    [[nodiscard]] Status rememberBackup() const {
        const std::string text = std::to_string(m_manifest.made) + " " +
                                 std::to_string(m_manifest.head.size) + ":" +
                                 crypto::toHex(m_manifest.head.root) + "\n";
        return crypto::writeNewFile(m_draft + "/store/last-backup", crypto::viewOf(text));
    }

    Status openFile() {
        if (name() == kLogKeyName) {
            VD_REQUIRE(m_manifest.files[m_file].size == kLogKeyBytes, Reason::BackupBroken);
            m_logSeed.emplace(kLogKeyBytes);
        }
        if (m_folder.empty()) return success();
        const fs::path path = fs::path(m_draft) / name();
        VD_RETURN_IF_ERROR(crypto::makePrivateDirectory(path.parent_path().string()));
        m_fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
        return m_fd >= 0 ? success() : Status(reasonOfErrno());
    }

    Status put(ByteView bytes) {
        if (name() == kLogKeyName) {
            const auto to = m_logSeed->revealForWriting(crypto::openKeyAccess());
            std::ranges::copy(bytes, to.begin() + static_cast<std::ptrdiff_t>(m_written));
        }
        while (m_fd >= 0 && !bytes.empty()) {
            const ssize_t written = ::write(m_fd, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) return reasonOfErrno();
            bytes = bytes.subspan(static_cast<std::size_t>(written));
        }
        return success();
    }

    Status closeFile() {
        ++m_file;
        m_written = 0;
        if (m_fd < 0) return success();
        const bool synced = ::fsync(m_fd) == 0;
        ::close(m_fd);
        m_fd = -1;
        return synced ? success() : Status(Reason::StorageFailed);
    }

    const crypto::BackupManifest& m_manifest;
    const std::string m_folder;
    const std::string m_draft;
    bool m_begun = false;
    std::size_t m_file = 0;
    std::uint64_t m_written = 0;
    int m_fd = -1;
    std::optional<SecretBytes> m_logSeed;
};

/// The log in the backup is at the head that the manifest names.
Status checkHead(const crypto::BackupManifest& manifest, const crypto::PublicKey32& logKey) {
    const std::string origin = crypto::logOrigin(manifest.instance);
    const auto head = crypto::openCheckpoint(manifest.checkpoint, origin, origin, logKey);
    const bool same = head.ok() && head.value().size == manifest.head.size &&
                      head.value().root == manifest.head.root;
    VD_REQUIRE(same, Reason::BackupBroken);
    return success();
}

crypto::RestoreSheet sheetOf(const crypto::BackupManifest& manifest, crypto::UnixMillis now) {
    return {manifest.instance,
            manifest.head,
            manifest.lastTime,
            std::max(now, manifest.lastTime),
            manifest.checkpoint};
}

}  // namespace

Result<MadeKey> makeKey(const std::string& privateFile,
                        const std::string& publicFile,
                        const SecretBytes& passphrase,
                        const crypto::KdfParameters& kdf,
                        crypto::RandomSource& random) {
    VD_REQUIRE(!fs::exists(privateFile) && !fs::exists(publicFile), Reason::FileExists);
    const auto pair = crypto::SealKeyPair::generate(random);
    const SecretBytes none;
    VD_ASSIGN(auto created,
              crypto::Keystore::create({passphrase, none}, pair.secret(), kdf, random));
    VD_RETURN_IF_ERROR(crypto::writeNewFile(privateFile, created.keystore.bytes()));
    const std::string text = crypto::backupKeyText(pair.publicKey());
    VD_RETURN_IF_ERROR(crypto::writeNewFile(publicFile, crypto::viewOf(text)));
    return MadeKey{pair.publicKey(), std::move(created.recoveryCode)};
}

Result<crypto::SealKeyPair> openKey(const std::string& privateFile, const SecretBytes& passphrase) {
    VD_ASSIGN(const auto bytes, crypto::readFile(privateFile));
    const SecretBytes none;
    VD_ASSIGN(const auto opened, crypto::Keystore::open(bytes, {passphrase, none}));
    return crypto::SealKeyPair::fromSecret(opened.payload().clone());
}

Result<crypto::BackupManifest> look(const std::string& backup) {
    std::ifstream in(backup, std::ios::binary);
    VD_REQUIRE(in.good(), Reason::FileUnreadable);
    crypto::Bytes front(crypto::kBackupHeaderBytesMax);
    in.read(reinterpret_cast<char*>(front.data()), static_cast<std::streamsize>(front.size()));
    front.resize(static_cast<std::size_t>(in.gcount()));
    std::size_t size = 0;
    VD_ASSIGN(const auto header, crypto::BackupHeader::decode(front, size));
    return crypto::BackupManifest::decode(header.manifestBytes);
}

Result<Unpacked> unpack(const std::string& backup,
                        const crypto::SealKeyPair& key,
                        const std::string& folder,
                        const std::optional<crypto::BackupServer>& expected,
                        const crypto::Clock& clock) {
    std::ifstream in(backup, std::ios::binary);
    VD_REQUIRE(in.good(), Reason::FileUnreadable);
    VD_ASSIGN(auto opener, crypto::BackupOpener::open(in, key));
    const auto& manifest = opener.manifest();
    const bool anyInstance = !expected || expected->instance == crypto::InstanceId{};
    VD_REQUIRE(anyInstance || manifest.instance == expected->instance, Reason::WrongInstance);
    Splitter splitter(manifest, folder);
    VD_RETURN_IF_ERROR(splitter.begin());
    while (!opener.done()) {
        VD_ASSIGN(const SecretBytes piece, opener.next());
        VD_RETURN_IF_ERROR(splitter.add(piece.reveal(crypto::openKeyAccess())));
    }
    VD_ASSIGN(const auto logKey, splitter.logKey());
    VD_REQUIRE(!expected || logKey == expected->logKey, Reason::WrongInstance);
    VD_RETURN_IF_ERROR(opener.finish(logKey));
    VD_RETURN_IF_ERROR(checkHead(manifest, logKey));
    VD_RETURN_IF_ERROR(splitter.finish());
    return Unpacked{manifest, sheetOf(manifest, clock.now())};
}

}  // namespace voordeur::client::restore
