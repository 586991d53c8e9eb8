#include "crypto/vault/backup_opener.h"

#include "crypto/internal/aead.h"

#include <algorithm>

namespace voordeur::crypto {
namespace {

Status readExactly(std::istream& in, std::span<std::uint8_t> out) {
    in.read(reinterpret_cast<char*>(out.data()), static_cast<std::streamsize>(out.size()));
    const bool all = in.gcount() == static_cast<std::streamsize>(out.size());
    return all ? success() : Status(Reason::BackupBroken);
}

/// The header has no size of its own in front: as much as there is, up to the longest.
Result<Bytes> readFront(std::istream& in) {
    Bytes front(kBackupHeaderBytesMax);
    in.read(reinterpret_cast<char*>(front.data()), static_cast<std::streamsize>(front.size()));
    front.resize(static_cast<std::size_t>(in.gcount()));
    in.clear();
    return front;
}

}  // namespace

Result<BackupOpener> BackupOpener::open(std::istream& in, const SealKeyPair& key) {
    VD_ASSIGN(const Bytes front, readFront(in));
    std::size_t size = 0;
    VD_ASSIGN(const BackupHeader header, BackupHeader::decode(front, size));
    in.seekg(static_cast<std::streamoff>(size));
    VD_REQUIRE(in.good(), Reason::BackupBroken);
    VD_ASSIGN(BackupManifest manifest, BackupManifest::decode(header.manifestBytes));
    VD_REQUIRE(manifest.recipient == key.publicKey(), Reason::BackupKeyWrong);
    const Sealed sealed{header.enc, toBytes(header.sealedKey)};
    auto opened = unseal(key, backupInfo(header.manifestBytes), nullptr, sealed);
    VD_REQUIRE(opened.ok() && opened.value().size() == 32, Reason::BackupBroken);
    BackupOpener out(in, std::move(manifest), std::move(opened).value());
    out.m_seen.update(ByteView(front).first(size));
    return out;
}

Result<SecretBytes> BackupOpener::next() {
    VD_REQUIRE(!done(), Reason::BackupBroken);
    const std::size_t size = m_manifest.chunkBytes(m_next);
    Bytes sealed(size + kBackupTagBytes);
    VD_RETURN_IF_ERROR(readExactly(*m_in, sealed));
    m_seen.update(sealed);
    const bool last = m_next + 1 == m_manifest.chunkCount();
    SecretBytes out(size);
    const KeyAccess access = openKeyAccess();
    const std::span<const std::uint8_t, 32> key(m_key.reveal(access));
    const Status opened = internal::chachaOpen(
        {key, {}, sealed}, backupNonce(m_next, last), out.revealForWriting(access));
    VD_REQUIRE(opened.ok(), Reason::BackupBroken);
    ++m_next;
    return out;
}

Status BackupOpener::finish(const PublicKey32& logKey) {
    VD_REQUIRE(done(), Reason::BackupBroken);
    Signature64 signature{};
    VD_RETURN_IF_ERROR(readExactly(*m_in, signature));
    VD_REQUIRE(m_in->peek() == std::istream::traits_type::eof(), Reason::BackupBroken);
    const Hash32 all = m_seen.finish();
    VD_REQUIRE(verify(logKey, kBackupSignature, m_manifest.instance, all, signature),
               Reason::BackupBroken);
    return success();
}

}  // namespace voordeur::crypto
