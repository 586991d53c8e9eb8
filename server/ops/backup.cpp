#include "server/ops/backup.h"

#include "crypto/base/files.h"
#include "crypto/shared/proof_bundle.h"
#include "server/ops/backup_file.h"
#include "server/ops/store_facts.h"
#include "server/storage/sql/migrations.h"
#include "server/storage/sqlcipher/backup.h"
#include "server/storage/sqlcipher/open.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>

namespace voordeur::server::ops {

using crypto::Reason;
using crypto::Result;
using crypto::Status;
using crypto::success;

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kReadBytes = std::size_t{1024} * 1024;
constexpr const char* kStoreName = "store/voordeur.db";
constexpr const char* kConfigName = "voordeur.toml";

constexpr std::array kKeyFiles{kBackupKeyFile,
                               key_files::kDeviceCaKey,
                               key_files::kDeviceCa,
                               key_files::kOprf,
                               key_files::kLog,
                               key_files::kServerCaKey,
                               key_files::kServerCa,
                               key_files::kServerKey,
                               key_files::kServerCertificate,
                               key_files::kStore};

/// The store's copy while it is sealed: still encrypted with the store's key, and gone afterwards.
/// One at a time.
class StoreCopy {
public:
    static Result<std::unique_ptr<StoreCopy>> make(const Config& config,
                                                   const crypto::SecretBytes& key) {
        std::unique_ptr<StoreCopy> out(new StoreCopy(config.storeFile + "-backup"));
        const std::string lock = out->m_path + "-one";
        out->m_lock = ::open(lock.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
        VD_REQUIRE(out->m_lock >= 0, Reason::StorageFailed);
        if (::flock(out->m_lock, LOCK_EX | LOCK_NB) != 0) return Reason::Busy;
        out->m_ours = true;
        out->remove();  // left over from a crash
        VD_RETURN_IF_ERROR(storage::backupSqlcipherStore(config.storeFile, key, out->m_path));
        return out;
    }
    StoreCopy(const StoreCopy&) = delete;
    StoreCopy& operator=(const StoreCopy&) = delete;
    StoreCopy(StoreCopy&&) = delete;
    StoreCopy& operator=(StoreCopy&&) = delete;
    ~StoreCopy() {
        if (m_ours) remove();
        if (m_lock >= 0) ::close(m_lock);
    }
    [[nodiscard]] const std::string& path() const { return m_path; }

private:
    explicit StoreCopy(std::string path) : m_path(std::move(path)) {}
    void remove() const {
        for (const char* suffix : {"", "-wal", "-shm", "-lock"})
            ::unlink((m_path + suffix).c_str());
    }

    const std::string m_path;
    int m_lock = -1;
    bool m_ours = false;
};

Result<crypto::PublicKey32> recipientOf(const Config& config) {
    const auto text = crypto::readFile(config.keysDirectory + "/" + kBackupKeyFile);
    VD_REQUIRE(text.ok(), Reason::KeyMissing);
    return crypto::backupKeyFrom(crypto::textOf(text.value()));
}

/// 20261122-051500
std::string stampOf(crypto::UnixMillis time) {
    using namespace std::chrono;
    const sys_seconds at{seconds(time / 1000)};
    const auto day = floor<days>(at);
    const year_month_day date{day};
    const hh_mm_ss clock{at - day};
    std::array<char, 64> text{};
    const int size = std::snprintf(text.data(),
                                   text.size(),
                                   "%04d%02u%02u-%02d%02d%02d",
                                   static_cast<int>(date.year()),
                                   static_cast<unsigned>(date.month()),
                                   static_cast<unsigned>(date.day()),
                                   static_cast<int>(clock.hours().count()),
                                   static_cast<int>(clock.minutes().count()),
                                   static_cast<int>(clock.seconds().count()));
    return {text.data(), static_cast<std::size_t>(size)};
}

std::string fileFor(const std::string& target, crypto::UnixMillis now) {
    std::error_code unknown;  // then writing says what is wrong
    if (!fs::is_directory(target, unknown)) return target;
    return (fs::path(target) / ("voordeur-" + stampOf(now) + ".vdbk")).string();
}

/// As the copy will lie in its new folder, wherever that is.
std::string movedConfig(Config config) {
    config.keysDirectory = "keys";
    config.storeFile = kStoreName;
    return config.toml();
}

Result<std::uint64_t> sizeOf(const std::string& path) {
    std::error_code failed;
    const auto size = fs::file_size(path, failed);
    VD_REQUIRE(!failed, Reason::FileUnreadable);
    return size;
}

/// What goes into a backup, in its order: secrets by value, the store by its path.
struct Content {
    std::vector<std::pair<std::string, crypto::SecretBytes>> keys;
    std::string store;
    std::string toml;
};

Result<Content> gather(const BackupParts& parts, const std::string& copy) {
    Content out;
    for (const char* name : kKeyFiles) {
        // Certificates are no secrets, but lie among them, just as private.
        VD_ASSIGN(auto bytes, crypto::readSecretFile(parts.config.keysDirectory + "/" + name));
        out.keys.emplace_back(std::string("keys/") + name, std::move(bytes));
    }
    out.store = copy;
    out.toml = movedConfig(parts.config);
    return out;
}

Result<crypto::BackupManifest> describe(const BackupParts& parts,
                                        const Content& content,
                                        crypto::UnixMillis now) {
    crypto::BackupManifest out;
    storage::SqlcipherOptions look;
    look.readOnly = true;
    VD_ASSIGN(auto store, storage::openSqlcipherStore(content.store, parts.keys.store, look));
    VD_ASSIGN(auto facts, readStoreFacts(*store, parts.keys.log.publicKey()));
    out.instance = facts.instance;
    out.made = now;
    out.head = facts.head;
    out.lastTime = facts.lastTime;
    out.schema = storage::sql::kSchemaVersion;
    out.version = parts.version;
    out.checkpoint = std::move(facts.checkpoint);
    VD_ASSIGN(out.recipient, recipientOf(parts.config));
    for (const auto& [name, bytes] : content.keys)
        out.files.push_back({name, bytes.size()});
    VD_ASSIGN(const auto size, sizeOf(content.store));
    out.files.push_back({kStoreName, size});
    out.files.push_back({kConfigName, content.toml.size()});
    return out;
}

Status addStore(BackupFileWriter& writer, const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    VD_REQUIRE(in.good(), Reason::FileUnreadable);
    crypto::Bytes buffer(kReadBytes);
    while (in) {
        in.read(reinterpret_cast<char*>(buffer.data()), static_cast<std::streamsize>(kReadBytes));
        const auto got = static_cast<std::size_t>(in.gcount());
        VD_RETURN_IF_ERROR(writer.add(crypto::ByteView(buffer).first(got)));
    }
    return in.eof() ? success() : Status(Reason::StorageFailed);
}

Status writeAll(BackupFileWriter& writer, const Content& content) {
    for (const auto& [name, bytes] : content.keys)
        VD_RETURN_IF_ERROR(writer.add(bytes.reveal(crypto::openKeyAccess())));
    VD_RETURN_IF_ERROR(addStore(writer, content.store));
    return writer.add(crypto::viewOf(content.toml));
}

std::string lastBackupPath(const Config& config) {
    return (fs::path(config.storeFile).parent_path() / kLastBackupFile).string();
}

Status remember(const Config& config, const crypto::BackupManifest& manifest) {
    const std::string text = std::to_string(manifest.made) + " " +
                             std::to_string(manifest.head.size) + ":" +
                             crypto::toHex(manifest.head.root) + "\n";
    return crypto::replaceFile(lastBackupPath(config), crypto::viewOf(text));
}

}  // namespace

Result<MadeBackup> createBackup(const BackupParts& parts, const std::string& target) {
    VD_RETURN_IF_ERROR(recipientOf(parts.config));  // before the long work
    const auto now = parts.clock.now();
    const std::string path = fileFor(target, now);
    std::error_code unknown;
    VD_REQUIRE(!fs::exists(path, unknown), Reason::FileExists);
    VD_ASSIGN(const auto copy, StoreCopy::make(parts.config, parts.keys.store));
    VD_RETURN_IF_ERROR(storage::checkSqlcipherStore(copy->path(), parts.keys.store));
    VD_ASSIGN(const auto content, gather(parts, copy->path()));
    VD_ASSIGN(const auto manifest, describe(parts, content, now));
    VD_ASSIGN(const auto writer, BackupFileWriter::create(path, manifest, parts.random));
    VD_RETURN_IF_ERROR(writeAll(*writer, content));
    VD_RETURN_IF_ERROR(writer->finish(parts.keys.log));
    VD_RETURN_IF_ERROR(remember(parts.config, manifest));
    return MadeBackup{path, manifest};
}

std::optional<LastBackup> lastBackup(const Config& config) {
    const auto bytes = crypto::readFile(lastBackupPath(config));
    if (!bytes.ok()) return std::nullopt;
    std::string_view text = crypto::textOf(bytes.value());
    while (text.ends_with('\n'))
        text.remove_suffix(1);
    const auto space = text.find(' ');
    if (space == std::string_view::npos) return std::nullopt;
    LastBackup out;
    const auto number = text.substr(0, space);
    const auto read = std::from_chars(number.data(), number.data() + number.size(), out.made);
    const auto head = crypto::keptHeadFrom(text.substr(space + 1));
    if (read.ec != std::errc() || !head.ok()) return std::nullopt;
    out.head = head.value();
    return out;
}

bool hasBackupKey(const Config& config) {
    return recipientOf(config).ok();
}

}  // namespace voordeur::server::ops
