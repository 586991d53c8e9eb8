#include "server/storage/sqlcipher/file_guard.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace voordeur::server::storage::sqlcipher {
namespace {

using crypto::Reason;
using crypto::Result;
using crypto::Status;

constexpr mode_t kOwnerOnly = S_IRUSR | S_IWUSR;
constexpr mode_t kOthers = S_IRWXG | S_IRWXO;

std::string directoryOf(const std::string& path) {
    const auto slash = path.rfind('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

bool isPrivate(const struct stat& facts) {
    return facts.st_uid == ::geteuid() && (facts.st_mode & kOthers) == 0;
}

Status checkDirectory(const std::string& directory) {
    struct stat facts {};
    VD_REQUIRE(::stat(directory.c_str(), &facts) == 0, Reason::ConfigInvalid);
    VD_REQUIRE(S_ISDIR(facts.st_mode) && isPrivate(facts), Reason::ConfigInvalid);
    return crypto::success();
}

/// A descriptor that is closed at the end of the scope.
class Descriptor {
public:
    explicit Descriptor(int number) : m_number(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor(Descriptor&&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() {
        if (m_number >= 0) ::close(m_number);
    }
    [[nodiscard]] bool open() const { return m_number >= 0; }
    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] int release() { return std::exchange(m_number, -1); }

private:
    int m_number;
};

Status syncDirectory(const std::string& directory) {
    const Descriptor opened(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    VD_REQUIRE(opened.open() && ::fsync(opened.number()) == 0, Reason::StorageFailed);
    return crypto::success();
}

}  // namespace

Status FileGuard::makeFile(const std::string& path) {
    const std::string directory = directoryOf(path);
    VD_RETURN_IF_ERROR(checkDirectory(directory));
    // Closed before SQLite opens it: closing any descriptor of the file later would drop SQLite's
    // own locks on it.
    const Descriptor made(
        ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kOwnerOnly));
    if (!made.open()) {
        VD_REQUIRE(errno != EEXIST, Reason::FileExists);
        return errno == ENOSPC || errno == EDQUOT ? Reason::StorageFull : Reason::StorageFailed;
    }
    return syncDirectory(directory);
}

Result<FileGuard> FileGuard::take(const std::string& path, bool exclusive) {
    struct stat facts {};
    VD_REQUIRE(::lstat(path.c_str(), &facts) == 0, Reason::FileUnreadable);
    VD_REQUIRE(S_ISREG(facts.st_mode) && isPrivate(facts), Reason::ConfigInvalid);
    VD_RETURN_IF_ERROR(checkDirectory(directoryOf(path)));
    FileGuard guard(path);
    if (!exclusive) return guard;
    const std::string lockPath = path + "-lock";
    Descriptor lock(
        ::open(lockPath.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, kOwnerOnly));
    VD_REQUIRE(lock.open(), Reason::StorageFailed);
    VD_REQUIRE(::flock(lock.number(), LOCK_EX | LOCK_NB) == 0, Reason::Busy);
    guard.m_lock = lock.release();
    return guard;
}

FileGuard::FileGuard(FileGuard&& other) noexcept
    : m_path(std::move(other.m_path)),
      m_lock(std::exchange(other.m_lock, -1)),
      m_file(other.m_file),
      m_wal(other.m_wal) {}

FileGuard& FileGuard::operator=(FileGuard&& other) noexcept {
    std::swap(m_path, other.m_path);
    std::swap(m_lock, other.m_lock);
    m_file = other.m_file;
    m_wal = other.m_wal;
    return *this;
}

FileGuard::~FileGuard() {
    if (m_lock >= 0) ::close(m_lock);
}

Result<FileGuard::FileId> FileGuard::identify(const std::string& path) {
    struct stat facts {};
    VD_REQUIRE(::lstat(path.c_str(), &facts) == 0, Reason::StorageFailed);
    return FileId{facts.st_dev, facts.st_ino};
}

Status FileGuard::remember() {
    VD_ASSIGN(m_file, identify(m_path));
    VD_ASSIGN(m_wal, identify(m_path + "-wal"));
    return crypto::success();
}

bool FileGuard::stillThere() const {
    const auto is = [](const std::string& path, const FileId& known) {
        struct stat facts {};
        // A disk that cannot even tell (EIO) has not lost the file: what is written next fails by
        // itself, and ends the process. Only a file that is gone is worth staying alive for.
        if (::lstat(path.c_str(), &facts) != 0) return errno != ENOENT && errno != ENOTDIR;
        return FileId{facts.st_dev, facts.st_ino} == known;
    };
    return is(m_path, m_file) && is(m_path + "-wal", m_wal);
}

}  // namespace voordeur::server::storage::sqlcipher
