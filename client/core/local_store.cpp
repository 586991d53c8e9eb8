#include "client/core/local_store.h"

#include "client/core/household_rows.h"
#include "client/core/pending_rows.h"
#include "crypto/base/files.h"
#include "crypto/shared/codec.h"
#include "crypto/sqlcipher/connection.h"

#include <iterator>
#include <utility>

namespace voordeur::client::core {

using crypto::Bytes;
using crypto::Hash32;
using crypto::Reason;
using crypto::success;
using crypto::sqlcipher::Connection;
using crypto::sqlcipher::Query;
using crypto::sqlcipher::Statement;

namespace {

constexpr std::uint64_t kSchema = 4;
constexpr std::uint32_t kWalPagesMax = 1000;  // 4 MiB
constexpr std::uint64_t kHeadsKept = 256;     // some 150 distances up to a log of any length
constexpr std::size_t kBlobMax = crypto::limits::kMessageBytesMax;

constexpr const char* kCreate = R"(
CREATE TABLE head(one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL,
    root BLOB NOT NULL);
CREATE TABLE directory(position INTEGER PRIMARY KEY, line BLOB NOT NULL);
CREATE TABLE households(id BLOB PRIMARY KEY, state BLOB NOT NULL, count INTEGER NOT NULL,
    head BLOB NOT NULL, leads BLOB NOT NULL, all_count INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE pending(place INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, method INTEGER NOT NULL,
    request BLOB NOT NULL);
CREATE TABLE meta(name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
PRAGMA user_version = 1;
)";

constexpr const char* kAddKeys = R"(
CREATE TABLE epochs(household BLOB NOT NULL, compartment BLOB NOT NULL, epoch INTEGER NOT NULL,
    device BLOB NOT NULL, time INTEGER NOT NULL,
    PRIMARY KEY (household, compartment, epoch)) WITHOUT ROWID;
CREATE TABLE grants(household BLOB NOT NULL, compartment BLOB NOT NULL, epoch INTEGER NOT NULL,
    header BLOB NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (household, compartment, epoch)) WITHOUT ROWID;
PRAGMA user_version = 2;
)";

// Households are replayed once more, so that it is known who brought each record; what was known of
// them stays as an anchor, as of no place in the log that a restoration could leave.
constexpr const char* kAddWishes = R"(
ALTER TABLE pending ADD COLUMN state INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pending ADD COLUMN reason INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pending ADD COLUMN wish BLOB NOT NULL DEFAULT x'';
ALTER TABLE pending ADD COLUMN kept BLOB NOT NULL DEFAULT x'';
CREATE INDEX pending_wish ON pending(wish);
CREATE TABLE records(household BLOB NOT NULL, compartment BLOB NOT NULL, record BLOB NOT NULL,
    version INTEGER NOT NULL, device BLOB NOT NULL,
    PRIMARY KEY (household, compartment, record)) WITHOUT ROWID;
CREATE TABLE anchors(household BLOB NOT NULL, count INTEGER NOT NULL, head BLOB NOT NULL,
    all_count INTEGER NOT NULL, sequence INTEGER NOT NULL,
    PRIMARY KEY (household, count)) WITHOUT ROWID;
INSERT INTO anchors SELECT id, count, head, all_count, 0x7fffffffffffffff FROM households;
DELETE FROM households;
CREATE TABLE heads(size INTEGER PRIMARY KEY, root BLOB NOT NULL);
INSERT INTO heads SELECT size, root FROM head WHERE size > 0;
PRAGMA user_version = 3;
)";

constexpr const char* kAddSights = R"(
CREATE TABLE sights(household BLOB PRIMARY KEY, count INTEGER NOT NULL, head BLOB NOT NULL,
    sequence INTEGER NOT NULL) WITHOUT ROWID;
PRAGMA user_version = 4;
)";

/// Never edit an entry; add one. The first makes version 1.
constexpr const char* kMigrations[] = {kCreate, kAddKeys, kAddWishes, kAddSights};
static_assert(std::size(kMigrations) == kSchema);

Bytes encodeLine(const ChainLine& line) {
    crypto::Writer w;
    w.bytes(line.entry).bytes(line.payload).bytes(line.answer);
    return w.take();
}

Result<ChainLine> decodeLine(ByteView bytes) {
    crypto::Reader r(bytes);
    ChainLine line;
    line.entry = crypto::toBytes(r.bytes(kBlobMax));
    line.payload = crypto::toBytes(r.bytes(kBlobMax));
    line.answer = crypto::toBytes(r.bytes(kBlobMax));
    VD_REQUIRE(r.finish().ok(), Reason::StorageFailed);
    return line;
}

class SqlcipherLocalStore final : public LocalStore {
public:
    SqlcipherLocalStore() : m_faults([](Reason) {}) {}

    Status open(const std::string& path, const crypto::SecretBytes& key);

    Result<crypto::LogHead> head() override;
    Status raiseHead(const crypto::LogHead& head) override;
    Result<std::optional<crypto::LogHead>> headBefore(std::uint64_t size) override;
    Status letGo(const LostPart& lost) override;
    Result<std::vector<ChainLine>> directoryLines() override;
    Status addDirectoryLines(std::uint64_t position, const std::vector<ChainLine>& lines) override;
    Result<std::optional<KnownHousehold>> household(const crypto::HouseholdId& id) override {
        return households().household(id);
    }
    Result<std::vector<std::pair<crypto::HouseholdId, std::uint64_t>>> knownCounts() override {
        return households().counts();
    }
    Status putHousehold(const KnownHousehold& household, const HouseholdSight& sight) override {
        return inTransaction([&] { return households().put(household, sight); });
    }
    Result<std::optional<HouseholdSight>> lastSight(const crypto::HouseholdId& id) override {
        return households().lastSight(id);
    }
    Status raiseSight(const crypto::HouseholdId& id, const HouseholdSight& sight) override {
        return households().raiseSight(id, sight);
    }
    Result<std::vector<HouseholdAnchor>> anchors(const crypto::HouseholdId& id) override {
        return households().anchors(id);
    }
    Result<std::optional<EpochMade>> epochMade(const crypto::HouseholdId& household,
                                               const crypto::CompartmentId& compartment,
                                               std::uint32_t epoch) override {
        return households().epochMade(household, compartment, epoch);
    }
    Result<std::optional<RecordMade>> recordMade(const crypto::HouseholdId& household,
                                                 const crypto::CompartmentId& compartment,
                                                 const crypto::RecordId& record) override {
        return households().recordMade(household, compartment, record);
    }
    Status keepGrant(const KeptGrant& grant) override;
    Result<std::optional<KeptGrant>> keptGrant(const crypto::HouseholdId& household,
                                               const crypto::CompartmentId& compartment,
                                               std::uint32_t epoch) override;
    Status putPending(const PendingRequest& request) override { return rows().put(request); }
    Result<std::vector<PendingRequest>> pending() override { return rows().waiting(); }
    Result<std::vector<PendingRequest>> unsettled() override { return rows().all(); }
    Result<std::uint64_t> othersVersion() override {
        return m_connection->numberOf("PRAGMA data_version");
    }
    Result<std::vector<crypto::RequestId>> refusedOnce() override { return rows().refusedOnce(); }
    Result<std::optional<PendingRequest>> pendingWish(const Hash32& wish) override {
        return rows().wished(wish);
    }
    Status markPending(const crypto::RequestId& id,
                       PendingState state,
                       std::optional<Reason> reason) override {
        return rows().mark(id, state, reason);
    }
    Status removePending(const crypto::RequestId& id) override { return rows().remove(id); }
    Result<std::optional<Bytes>> value(const std::string& name) override;
    Status putValue(const std::string& name, ByteView value) override;
    Status removeValue(const std::string& name) override;

private:
    [[nodiscard]] HouseholdRows households() const { return HouseholdRows(*m_connection); }
    [[nodiscard]] PendingRows rows() const { return PendingRows(*m_connection); }
    Status migrate();
    Status setHead(const crypto::LogHead& head);
    Status rememberHead(const crypto::LogHead& head);
    Status insertLines(std::uint64_t position, const std::vector<ChainLine>& lines);
    Status forgetLost(const LostPart& lost);
    /// Runs `work` in one transaction of its own.
    template <class Work>
    Status inTransaction(Work work);

    crypto::sqlcipher::Faults m_faults;
    std::unique_ptr<Connection> m_connection;
};

Status SqlcipherLocalStore::open(const std::string& path, const crypto::SecretBytes& key) {
    // A wrong path must not become an empty store by itself: the file is made here, for us alone.
    const Status made = crypto::writeNewFile(path, {});
    VD_REQUIRE(made.ok() || made.reason() == Reason::FileExists, made.reason());
    crypto::sqlcipher::ConnectionOptions options;
    options.path = path;
    options.access = crypto::sqlcipher::ConnectionOptions::Access::Write;
    VD_ASSIGN(m_connection, Connection::open(options, key, m_faults));
    return migrate();
}

Status SqlcipherLocalStore::migrate() {
    VD_ASSIGN(const auto version, m_connection->numberOf("PRAGMA user_version"));
    VD_REQUIRE(version <= kSchema, Reason::SchemaNewer);
    for (auto step = version; step < kSchema; ++step) {
        VD_RETURN_IF_ERROR(inTransaction([&] { return m_connection->execute(kMigrations[step]); }));
    }
    return success();
}

template <class Work>
Status SqlcipherLocalStore::inTransaction(Work work) {
    VD_RETURN_IF_ERROR(m_connection->execute("BEGIN IMMEDIATE"));
    const Status done = work();
    if (done.ok()) return m_connection->execute("COMMIT");
    // What failed is reported; a failing rollback would say the same.
    const Status undone = m_connection->execute("ROLLBACK");
    static_cast<void>(undone.ok());
    return done;
}

Result<crypto::LogHead> SqlcipherLocalStore::head() {
    VD_ASSIGN(auto sql, m_connection->prepare("SELECT size, root FROM head"));
    Query query(sql);
    VD_ASSIGN(const bool there, query.next());
    if (!there) return crypto::LogHead{};
    const auto root = query.arrayAt<32>(1);
    VD_REQUIRE(root.has_value(), Reason::StorageFailed);
    return crypto::LogHead{query.numberAt(0), *root};
}

Status SqlcipherLocalStore::raiseHead(const crypto::LogHead& head) {
    const Status raised = inTransaction([&]() -> Status {
        VD_ASSIGN(auto sql,
                  m_connection->prepare(
                      "INSERT INTO head(one, size, root) VALUES (1, ?, ?) ON CONFLICT(one) DO "
                      "UPDATE SET size = excluded.size, root = excluded.root WHERE excluded.size "
                      "> size"));
        VD_RETURN_IF_ERROR(Query(sql).number(head.size).bytes(head.root).run());
        return m_connection->changedRows() == 0 ? success() : rememberHead(head);
    });
    VD_RETURN_IF_ERROR(raised);
    // Every call raises the head: the place to keep the WAL of a long day small.
    if (m_connection->walPages() < kWalPagesMax) return success();
    // While nobody else writes: until 3.51.2 SQLite may lose pages when one program begins to move
    // them while another, on the same device, makes the WAL start over ("WAL-reset bug").
    return m_connection->checkpoint(true);
}

Status SqlcipherLocalStore::rememberHead(const crypto::LogHead& head) {
    if (head.size == 0) return success();
    VD_ASSIGN(auto add,
              m_connection->prepare("INSERT OR REPLACE INTO heads(size, root) VALUES (?, ?)"));
    VD_RETURN_IF_ERROR(Query(add).number(head.size).bytes(head.root).run());
    VD_ASSIGN(const auto count, m_connection->numberOf("SELECT count(*) FROM heads"));
    if (count <= kHeadsKept) return success();
    std::vector<std::uint64_t> sizes;
    {
        VD_ASSIGN(auto sql, m_connection->prepare("SELECT size FROM heads ORDER BY size DESC"));
        Query query(sql);
        for (;;) {
            VD_ASSIGN(const bool there, query.next());
            if (!there) break;
            sizes.push_back(query.numberAt(0));
        }
    }
    VD_ASSIGN(auto drop, m_connection->prepare("DELETE FROM heads WHERE size = ?"));
    for (const auto size : thinnedOut(sizes, kHeadsKept))
        VD_RETURN_IF_ERROR(Query(drop).number(size).run());
    return success();
}

Result<std::optional<crypto::LogHead>> SqlcipherLocalStore::headBefore(std::uint64_t size) {
    VD_ASSIGN(auto sql,
              m_connection->prepare("SELECT size, root FROM heads WHERE size <= ? "
                                    "ORDER BY size DESC LIMIT 1"));
    Query query(sql);
    query.number(size);
    VD_ASSIGN(const bool there, query.next());
    if (!there) return std::optional<crypto::LogHead>{};
    const auto root = query.arrayAt<32>(1);
    VD_REQUIRE(root.has_value(), Reason::StorageFailed);
    return std::optional{crypto::LogHead{query.numberAt(0), *root}};
}

Result<std::vector<ChainLine>> SqlcipherLocalStore::directoryLines() {
    VD_ASSIGN(auto sql, m_connection->prepare("SELECT line FROM directory ORDER BY position"));
    Query query(sql);
    std::vector<ChainLine> lines;
    for (;;) {
        VD_ASSIGN(const bool there, query.next());
        if (!there) return lines;
        VD_ASSIGN(auto line, decodeLine(query.viewAt(0)));
        lines.push_back(std::move(line));
    }
}

Status SqlcipherLocalStore::addDirectoryLines(std::uint64_t position,
                                              const std::vector<ChainLine>& lines) {
    return inTransaction([&] { return insertLines(position, lines); });
}

Status SqlcipherLocalStore::insertLines(std::uint64_t position,
                                        const std::vector<ChainLine>& lines) {
    // Another process of this device may have added the same confirmed lines already.
    VD_ASSIGN(
        auto sql,
        m_connection->prepare("INSERT OR IGNORE INTO directory(position, line) VALUES (?, ?)"));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Bytes line = encodeLine(lines[i]);
        VD_RETURN_IF_ERROR(Query(sql).number(position + i).bytes(line).run());
    }
    return success();
}

Status SqlcipherLocalStore::letGo(const LostPart& lost) {
    return inTransaction([&]() -> Status {
        VD_RETURN_IF_ERROR(setHead(lost.head));
        VD_RETURN_IF_ERROR(forgetLost(lost));
        VD_RETURN_IF_ERROR(rememberHead(lost.head));
        return insertLines(lost.linesLeft, lost.lines);
    });
}

Status SqlcipherLocalStore::setHead(const crypto::LogHead& head) {
    VD_ASSIGN(
        auto sql,
        m_connection->prepare("INSERT OR REPLACE INTO head(one, size, root) VALUES (1, ?, ?)"));
    return Query(sql).number(head.size).bytes(head.root).run();
}

Status SqlcipherLocalStore::forgetLost(const LostPart& lost) {
    VD_ASSIGN(auto lines, m_connection->prepare("DELETE FROM directory WHERE position >= ?"));
    VD_RETURN_IF_ERROR(Query(lines).number(lost.linesLeft).run());
    // Which of them reached into the lost part is not known; replaying all costs one reading each,
    // and has to come by what was seen of them before.
    VD_RETURN_IF_ERROR(m_connection->execute("DELETE FROM households"));
    VD_RETURN_IF_ERROR(m_connection->execute("DELETE FROM records"));
    VD_ASSIGN(auto anchors, m_connection->prepare("DELETE FROM anchors WHERE sequence >= ?"));
    VD_RETURN_IF_ERROR(Query(anchors).number(lost.restoration.restored.size).run());
    VD_ASSIGN(auto sights, m_connection->prepare("DELETE FROM sights WHERE sequence >= ?"));
    VD_RETURN_IF_ERROR(Query(sights).number(lost.restoration.restored.size).run());
    VD_ASSIGN(auto heads, m_connection->prepare("DELETE FROM heads WHERE size > ?"));
    VD_RETURN_IF_ERROR(Query(heads).number(lost.restoration.restored.size).run());
    VD_ASSIGN(auto epochs, m_connection->prepare("DELETE FROM epochs WHERE time >= ?"));
    VD_RETURN_IF_ERROR(Query(epochs).number(lost.restoration.lastTime).run());
    VD_RETURN_IF_ERROR(m_connection->execute(
        "DELETE FROM grants WHERE NOT EXISTS (SELECT 1 FROM epochs WHERE epochs.household = "
        "grants.household AND epochs.compartment = grants.compartment AND epochs.epoch = "
        "grants.epoch)"));
    // Team keys that were handed on in the lost part are handed on again.
    return m_connection->execute("DELETE FROM meta WHERE name LIKE 'shared/%'");
}

Status SqlcipherLocalStore::keepGrant(const KeptGrant& grant) {
    VD_ASSIGN(auto sql,
              m_connection->prepare(
                  "INSERT OR IGNORE INTO grants(household, compartment, epoch, header, body) "
                  "VALUES (?, ?, ?, ?, ?)"));
    const Bytes header = grant.header.encode();
    return Query(sql)
        .bytes(grant.header.household.bytes)
        .bytes(grant.header.compartment.bytes)
        .number(grant.header.epoch)
        .bytes(header)
        .bytes(grant.body)
        .run();
}

Result<std::optional<KeptGrant>> SqlcipherLocalStore::keptGrant(
    const crypto::HouseholdId& household,
    const crypto::CompartmentId& compartment,
    std::uint32_t epoch) {
    VD_ASSIGN(auto sql,
              m_connection->prepare("SELECT header, body FROM grants WHERE household = ? AND "
                                    "compartment = ? AND epoch = ?"));
    Query query(sql);
    query.bytes(household.bytes).bytes(compartment.bytes).number(epoch);
    VD_ASSIGN(const bool there, query.next());
    if (!there) return std::optional<KeptGrant>{};
    const auto header = crypto::GrantHeader::decode(query.viewAt(0));
    VD_REQUIRE(header.ok(), Reason::StorageFailed);
    return std::optional{KeptGrant{header.value(), query.bytesAt(1)}};
}

Result<std::optional<Bytes>> SqlcipherLocalStore::value(const std::string& name) {
    VD_ASSIGN(auto sql, m_connection->prepare("SELECT value FROM meta WHERE name = ?"));
    Query query(sql);
    query.text(name);
    VD_ASSIGN(const bool there, query.next());
    if (!there) return std::optional<Bytes>{};
    return std::optional{query.bytesAt(0)};
}

Status SqlcipherLocalStore::putValue(const std::string& name, ByteView value) {
    VD_ASSIGN(auto sql,
              m_connection->prepare("INSERT OR REPLACE INTO meta(name, value) VALUES (?, ?)"));
    return Query(sql).text(name).bytes(value).run();
}

Status SqlcipherLocalStore::removeValue(const std::string& name) {
    VD_ASSIGN(auto sql, m_connection->prepare("DELETE FROM meta WHERE name = ?"));
    return Query(sql).text(name).run();
}

}  // namespace

Result<std::unique_ptr<LocalStore>> openLocalStore(const std::string& path,
                                                   const crypto::SecretBytes& key) {
    auto store = std::make_unique<SqlcipherLocalStore>();
    VD_RETURN_IF_ERROR(store->open(path, key));
    return std::unique_ptr<LocalStore>(std::move(store));
}

}  // namespace voordeur::client::core
