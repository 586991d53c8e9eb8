#include "server/ops/backup_file.h"

#include "crypto/base/check.h"
#include "crypto/internal/seal_only.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>

namespace voordeur::server::ops {

using crypto::ByteView;
using crypto::Reason;
using crypto::Result;
using crypto::Status;
using crypto::success;

namespace {

Reason reasonOfErrno() {
    if (errno == EEXIST) return Reason::FileExists;
    if (errno == ENOSPC || errno == EDQUOT) return Reason::StorageFull;
    return Reason::StorageFailed;
}

Status syncFolderOf(const std::string& path) {
    const auto parent = std::filesystem::path(path).parent_path();
    const std::string folder = parent.empty() ? "." : parent.string();
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    VD_REQUIRE(fd >= 0, Reason::StorageFailed);
    const bool synced = ::fsync(fd) == 0;
    ::close(fd);
    return synced ? success() : Status(Reason::StorageFailed);
}

Result<crypto::Bytes> readExactly(std::istream& in, std::size_t size) {
    crypto::Bytes out(size);
    in.read(reinterpret_cast<char*>(out.data()), static_cast<std::streamsize>(size));
    VD_REQUIRE(in.gcount() == static_cast<std::streamsize>(size), Reason::BackupBroken);
    return out;
}

/// The header has no size of its own in front: as much as there is, up to the longest.
Result<crypto::BackupHeader> readHeader(std::istream& in, crypto::Sha256& seen) {
    crypto::Bytes front(crypto::kBackupHeaderBytesMax);
    in.read(reinterpret_cast<char*>(front.data()), static_cast<std::streamsize>(front.size()));
    front.resize(static_cast<std::size_t>(in.gcount()));
    in.clear();
    std::size_t size = 0;
    VD_ASSIGN(auto header, crypto::BackupHeader::decode(front, size));
    in.seekg(static_cast<std::streamoff>(size));
    VD_REQUIRE(in.good(), Reason::BackupBroken);
    seen.update(ByteView(front).first(size));
    return header;
}

}  // namespace

Result<std::unique_ptr<BackupFileWriter>> BackupFileWriter::create(
    const std::string& path, const crypto::BackupManifest& manifest, crypto::RandomSource& random) {
    VD_REQUIRE(!std::filesystem::exists(path), Reason::FileExists);
    std::unique_ptr<BackupFileWriter> out(new BackupFileWriter(path, manifest));
    VD_RETURN_IF_ERROR(out->begin(random));
    return out;
}

BackupFileWriter::~BackupFileWriter() {
    crypto::wipe(m_plain);
    if (m_file < 0) return;
    ::close(m_file);
    ::unlink(draft().c_str());
}

Status BackupFileWriter::begin(crypto::RandomSource& random) {
    random.fill(m_key.span());
    crypto::BackupHeader header;
    header.manifestBytes = m_manifest.encode();
    VD_ASSIGN(
        const auto sealed,
        crypto::internal::sealKeyTo(
            m_manifest.recipient, crypto::backupInfo(header.manifestBytes), m_key.span(), random));
    header.enc = sealed.enc;
    header.sealedKey = sealed.ciphertext;
    ::unlink(draft().c_str());  // left over from a crash
    m_file = ::open(draft().c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (m_file < 0) return reasonOfErrno();
    m_plain.reserve(crypto::kBackupChunkBytes);
    return write(header.encode());
}

Status BackupFileWriter::add(ByteView content) {
    while (!content.empty()) {
        VD_CHECK(m_next < m_manifest.chunkCount());
        const std::size_t room = m_manifest.chunkBytes(m_next) - m_plain.size();
        const std::size_t taken = std::min(room, content.size());
        crypto::append(m_plain, content.first(taken));
        content = content.subspan(taken);
        if (taken == room) VD_RETURN_IF_ERROR(sealChunk());
    }
    return success();
}

Status BackupFileWriter::sealChunk() {
    const bool last = m_next + 1 == m_manifest.chunkCount();
    crypto::Bytes sealed(m_plain.size() + crypto::kBackupTagBytes);
    VD_RETURN_IF_ERROR(crypto::internal::sealBytes(
        m_key.span(), crypto::backupNonce(m_next, last), m_plain, sealed));
    crypto::wipe(m_plain);
    m_plain.clear();
    ++m_next;
    return write(sealed);
}

Status BackupFileWriter::write(ByteView bytes) {
    m_written.update(bytes);
    while (!bytes.empty()) {
        const ssize_t written = ::write(m_file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return reasonOfErrno();
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return success();
}

Status BackupFileWriter::finish(const crypto::SigningKey& logKey) {
    // The store shrank while it was read, or could not be read to its end.
    VD_REQUIRE(m_next == m_manifest.chunkCount(), Reason::StorageFailed);
    const auto signature =
        logKey.sign(crypto::kBackupSignature, m_manifest.instance, m_written.finish());
    ByteView rest = signature;
    while (!rest.empty()) {
        const ssize_t written = ::write(m_file, rest.data(), rest.size());
        if (written <= 0) return reasonOfErrno();
        rest = rest.subspan(static_cast<std::size_t>(written));
    }
    if (::fsync(m_file) != 0) return reasonOfErrno();
    VD_REQUIRE(!std::filesystem::exists(m_path), Reason::FileExists);
    if (::rename(draft().c_str(), m_path.c_str()) != 0) return reasonOfErrno();
    ::close(m_file);
    m_file = -1;
    return syncFolderOf(m_path);
}

Result<crypto::BackupManifest> checkBackupFile(const std::string& path,
                                               const crypto::PublicKey32& logKey) {
    std::ifstream in(path, std::ios::binary);
    VD_REQUIRE(in.good(), Reason::FileUnreadable);
    crypto::Sha256 seen;
    VD_ASSIGN(const auto header, readHeader(in, seen));
    VD_ASSIGN(auto manifest, crypto::BackupManifest::decode(header.manifestBytes));
    for (std::uint64_t number = 0; number < manifest.chunkCount(); ++number) {
        const std::size_t size = manifest.chunkBytes(number) + crypto::kBackupTagBytes;
        VD_ASSIGN(const auto chunk, readExactly(in, size));
        seen.update(chunk);
    }
    VD_ASSIGN(const auto end, readExactly(in, crypto::kBackupSignatureBytes));
    VD_REQUIRE(in.peek() == std::ifstream::traits_type::eof(), Reason::BackupBroken);
    const auto signature = crypto::toArray<64>(end);
    const auto all = seen.finish();
    VD_REQUIRE(
        signature &&
            crypto::verify(logKey, crypto::kBackupSignature, manifest.instance, all, *signature),
        Reason::BackupBroken);
    return manifest;
}

}  // namespace voordeur::server::ops
