#include "crypto/base/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>

namespace voordeur::crypto {

namespace {

constexpr std::size_t kFileBytesMax = std::size_t{1024} * 1024;

/// Closes on every way out.
class Descriptor {
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    ~Descriptor() {
        if (m_fd >= 0) ::close(m_fd);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor(Descriptor&&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;
    [[nodiscard]] int get() const { return m_fd; }

private:
    int m_fd;
};

Reason reasonOfErrno() {
    if (errno == EEXIST) return Reason::FileExists;
    if (errno == ENOSPC || errno == EDQUOT) return Reason::StorageFull;
    return Reason::StorageFailed;
}

Status writeAll(int fd, ByteView content) {
    while (!content.empty()) {
        const ssize_t written = ::write(fd, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return reasonOfErrno();
        content = content.subspan(static_cast<std::size_t>(written));
    }
    if (::fsync(fd) != 0) return Reason::StorageFailed;
    return success();
}

std::string parentOf(const std::string& path) {
    const auto slash = path.rfind('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

/// The directory entry too must survive a power cut.
Status syncDirectory(const std::string& path) {
    const Descriptor directory(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.get() < 0 || ::fsync(directory.get()) != 0) return Reason::StorageFailed;
    return success();
}

}  // namespace

Status writeNewFile(const std::string& path, ByteView content) {
    const Descriptor file(
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (file.get() < 0) return reasonOfErrno();
    if (const Status status = writeAll(file.get(), content); !status.ok()) {
        ::unlink(path.c_str());
        return status;
    }
    return syncDirectory(parentOf(path));
}

Status replaceFile(const std::string& path, ByteView content) {
    const std::string draft = path + ".new";
    ::unlink(draft.c_str());  // left over from a crash
    VD_RETURN_IF_ERROR(writeNewFile(draft, content));
    if (::rename(draft.c_str(), path.c_str()) != 0) return Reason::StorageFailed;
    return syncDirectory(parentOf(path));
}

Result<Bytes> readFile(const std::string& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    VD_REQUIRE(file.get() >= 0, Reason::FileUnreadable);
    Bytes out;
    for (;;) {
        std::uint8_t buffer[4096];
        const ssize_t got = ::read(file.get(), buffer, sizeof buffer);
        if (got < 0 && errno == EINTR) continue;
        VD_REQUIRE(got >= 0, Reason::FileUnreadable);
        if (got == 0) return out;
        append(out, ByteView(buffer, static_cast<std::size_t>(got)));
        wipe(buffer);
        VD_REQUIRE(out.size() <= kFileBytesMax, Reason::FileUnreadable);
    }
}

Result<SecretBytes> readSecretFile(const std::string& path) {
    VD_REQUIRE(isPrivate(path), Reason::FileUnreadable);
    VD_ASSIGN(Bytes plain, readFile(path));
    SecretBytes out = SecretBytes::copyOf(plain);
    wipe(plain);
    return out;
}

bool isPrivate(const std::string& path) {
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0) return false;
    return (facts.st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

Status makePrivateDirectory(const std::string& path) {
    if (::mkdir(path.c_str(), 0700) == 0) return syncDirectory(parentOf(path));
    VD_REQUIRE(errno == EEXIST, Reason::StorageFailed);
    VD_REQUIRE(isPrivate(path), Reason::FileUnreadable);
    return success();
}

}  // namespace voordeur::crypto
