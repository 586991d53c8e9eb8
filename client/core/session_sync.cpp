// What a session fetches without asking about people: the directory, and keys sealed to the device.
#include "client/core/patience.h"
#include "client/core/session_impl.h"
#include "crypto/vault/sealed_blob.h"

#include <algorithm>
#include <utility>

namespace voordeur::client::core {

using crypto::Reason;
using crypto::success;

Status Session::Impl::sync() {
    VD_REQUIRE(!m_stopped, Reason::LogFork);
    const Status done = syncOnce();
    if (done.ok() || !looksRestored(done.reason())) return done;
    // What was found wrong is what is said, unless founders explain it.
    if (const Status followed = followRestoration(); !followed.ok()) return done;
    return syncOnce();
}

Status Session::Impl::syncOnce() {
    VD_RETURN_IF_ERROR(syncDirectory());
    VD_RETURN_IF_ERROR(refreshHead());
    return fetchKeys();
}

Result<DirectoryPage> Session::Impl::directoryPage() {
    return askPatiently(m_parts.transport,
                        [&] { return m_parts.transport.syncDirectory(m_directory.count()); });
}

Status Session::Impl::syncDirectory() {
    for (;;) {
        VD_ASSIGN(const auto page, directoryPage());
        VD_REQUIRE(page.totalCount >= m_confirmed, Reason::DirectoryChainWrong);
        if (page.lines.empty()) return success();
        VD_RETURN_IF_ERROR(m_directory.add(page.lines));
        if (m_directory.count() >= page.totalCount) return success();
    }
}

Status Session::Impl::refreshHead() {
    VD_ASSIGN(const auto answer, askPatiently(m_parts.transport, [&] {
                  return m_parts.transport.checkpoint(m_head.size);
              }));
    const auto head = verifyHead(m_secrets.instance,
                                 directory().policy().logKey,
                                 m_head,
                                 answer.checkpoint,
                                 answer.consistency);
    if (!head.ok()) {
        stopIfForked(head.reason());
        return head.error();
    }
    m_head = head.value();
    return m_parts.store.raiseHead(m_head);
}

Status Session::Impl::fetchKeys() {
    VD_ASSIGN(const auto keys,
              askPatiently(m_parts.transport, [&] { return m_parts.transport.fetchKeys(); }));
    for (const auto& key : keys) {
        // A key that cannot be opened, or is not the certified one, is not ours: the others count.
        const Status taken = takeKey(key);
        if (!taken.ok() && taken.reason() != Reason::SealBroken &&
            taken.reason() != Reason::KeyMissing && taken.reason() != Reason::WeakKey) {
            return taken;
        }
    }
    return success();
}

Status Session::Impl::takeKey(ByteView sealed) {
    auto decoded = crypto::SealedBlob::decode(sealed);
    VD_REQUIRE(decoded.ok(), Reason::SealBroken);
    const auto& blob = decoded.value();
    // The network key comes with the invitation's secret and is taken at enrolment.
    if (blob.header.kind != crypto::SealKind::TeamKey) return success();
    const crypto::TeamId team{blob.header.subject};
    const std::uint32_t epoch = blob.header.subjectEpoch;
    if (m_secrets.teamKey(team, epoch) != nullptr) return success();
    const auto* network = m_secrets.network(blob.header.networkEpoch);
    VD_REQUIRE(network != nullptr, Reason::KeyMissing);
    VD_ASSIGN(auto secret, crypto::openBlob(blob, m_secrets.sealing, *network));
    VD_ASSIGN(auto pair, crypto::SealKeyPair::fromSecret(std::move(secret)));
    const auto* certified = directory().teamKey(team, epoch);
    const bool real = certified != nullptr && certified->key.key == pair.publicKey();
    VD_REQUIRE(real, Reason::WeakKey);
    m_secrets.teamKeys.push_back({team, epoch, std::move(pair)});
    m_keysChanged = true;
    return success();
}

}  // namespace voordeur::client::core
