#include "client/core/local_store.h"

#include "crypto/base/files.h"
#include "crypto/shared/codec.h"
#include "crypto/sqlcipher/connection.h"

#include <iterator>
#include <utility>

namespace voordeur::client::core {

using crypto::Bytes;
using crypto::Reason;
using crypto::success;
using crypto::sqlcipher::Connection;
using crypto::sqlcipher::Query;
using crypto::sqlcipher::Statement;

namespace {

constexpr std::uint64_t kSchema = 2;
constexpr std::uint32_t kWalPagesMax = 1000;  // 4 MiB
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

/// Never edit an entry; add one. The first makes version 1.
constexpr const char* kMigrations[] = {kCreate, kAddKeys};
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

Bytes encodeRequest(const SignedRequest& request) {
    crypto::Writer w;
    w.bytes(request.statement).fixed(request.signature).bytes(request.payload);
    w.u32(static_cast<std::uint32_t>(request.attachments.size()));
    for (const auto& attachment : request.attachments)
        w.bytes(attachment);
    w.bytes(request.detail);
    return w.take();
}

Result<SignedRequest> decodeRequest(ByteView bytes) {
    crypto::Reader r(bytes);
    SignedRequest out;
    out.statement = crypto::toBytes(r.bytes(kBlobMax));
    out.signature = r.fixed<64>();
    out.payload = crypto::toBytes(r.bytes(kBlobMax));
    const std::size_t count = r.count(crypto::limits::kAttachmentsPerCallMax, 4);
    for (std::size_t i = 0; i < count; ++i) {
        out.attachments.push_back(crypto::toBytes(r.bytes(kBlobMax)));
    }
    out.detail = crypto::toBytes(r.bytes(kBlobMax));
    VD_REQUIRE(r.finish().ok(), Reason::StorageFailed);
    return out;
}

Bytes encodeLeads(const std::vector<crypto::Lead>& leads) {
    crypto::Writer w;
    w.u32(static_cast<std::uint32_t>(leads.size()));
    for (const auto& lead : leads) {
        w.fixed(lead.person.bytes).fixed(lead.team.bytes).u64(lead.since).u64(lead.sequence);
    }
    return w.take();
}

Result<std::vector<crypto::Lead>> decodeLeads(ByteView bytes) {
    crypto::Reader r(bytes);
    std::vector<crypto::Lead> out;
    const std::size_t count = r.count(1000, 48);
    for (std::size_t i = 0; i < count; ++i) {
        crypto::Lead lead;
        lead.person = {r.fixed<16>()};
        lead.team = {r.fixed<16>()};
        lead.since = r.u64();
        lead.sequence = r.u64();
        out.push_back(lead);
    }
    VD_REQUIRE(r.finish().ok(), Reason::StorageFailed);
    return out;
}

class SqlcipherLocalStore final : public LocalStore {
public:
    SqlcipherLocalStore() : m_faults([](Reason) {}) {}

    Status open(const std::string& path, const crypto::SecretBytes& key);

    Result<crypto::LogHead> head() override;
    Status raiseHead(const crypto::LogHead& head) override;
    Status letGo(const LostPart& lost) override;
    Result<std::vector<ChainLine>> directoryLines() override;
    Status addDirectoryLines(std::uint64_t position, const std::vector<ChainLine>& lines) override;
    Result<std::optional<KnownHousehold>> household(const crypto::HouseholdId& id) override;
    Result<std::vector<std::pair<crypto::HouseholdId, std::uint64_t>>> knownCounts() override;
    Status putHousehold(const KnownHousehold& household) override;
    Result<std::optional<EpochMade>> epochMade(const crypto::HouseholdId& household,
                                               const crypto::CompartmentId& compartment,
                                               std::uint32_t epoch) override;
    Status keepGrant(const KeptGrant& grant) override;
    Result<std::optional<KeptGrant>> keptGrant(const crypto::HouseholdId& household,
                                               const crypto::CompartmentId& compartment,
                                               std::uint32_t epoch) override;
    Status putPending(const PendingRequest& request) override;
    Status removePending(const crypto::RequestId& id) override;
    Result<std::vector<PendingRequest>> pending() override;
    Result<std::optional<Bytes>> value(const std::string& name) override;
    Status putValue(const std::string& name, ByteView value) override;
    Status removeValue(const std::string& name) override;

private:
    Status migrate();
    Status setHead(const crypto::LogHead& head);
    Status insertLines(std::uint64_t position, const std::vector<ChainLine>& lines);
    Status forgetLost(const LostPart& lost);
    Status putState(const KnownHousehold& household);
    Status putEpochs(const KnownHousehold& household);
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
    VD_ASSIGN(auto sql,
              m_connection->prepare(
                  "INSERT INTO head(one, size, root) VALUES (1, ?, ?) ON CONFLICT(one) DO UPDATE "
                  "SET size = excluded.size, root = excluded.root WHERE excluded.size > size"));
    VD_RETURN_IF_ERROR(Query(sql).number(head.size).bytes(head.root).run());
    // Every call raises the head: the place to keep the WAL of a long day small.
    if (m_connection->walPages() < kWalPagesMax) return success();
    return m_connection->checkpoint(false);
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
    // Which of them reached into the lost part is not known; replaying all costs one reading each.
    VD_RETURN_IF_ERROR(m_connection->execute("DELETE FROM households"));
    VD_ASSIGN(auto epochs, m_connection->prepare("DELETE FROM epochs WHERE time > ?"));
    VD_RETURN_IF_ERROR(Query(epochs).number(lost.restoration.lastTime).run());
    VD_RETURN_IF_ERROR(m_connection->execute(
        "DELETE FROM grants WHERE NOT EXISTS (SELECT 1 FROM epochs WHERE epochs.household = "
        "grants.household AND epochs.compartment = grants.compartment AND epochs.epoch = "
        "grants.epoch)"));
    // Team keys that were handed on in the lost part are handed on again.
    return m_connection->execute("DELETE FROM meta WHERE name LIKE 'shared/%'");
}

Result<std::optional<KnownHousehold>> SqlcipherLocalStore::household(
    const crypto::HouseholdId& id) {
    VD_ASSIGN(auto sql,
              m_connection->prepare("SELECT state, count, head, all_count, leads FROM households "
                                    "WHERE id = ?"));
    Query query(sql);
    query.bytes(id.bytes);
    VD_ASSIGN(const bool there, query.next());
    if (!there) return std::optional<KnownHousehold>{};
    KnownHousehold out;
    VD_ASSIGN(out.state, crypto::HouseholdState::decode(query.viewAt(0)));
    out.stateChain.count = query.numberAt(1);
    const auto chain = query.arrayAt<32>(2);
    VD_REQUIRE(chain.has_value(), Reason::StorageFailed);
    out.stateChain.head = *chain;
    out.allCount = query.numberAt(3);
    VD_ASSIGN(out.leads, decodeLeads(query.viewAt(4)));
    return std::optional{std::move(out)};
}

Result<std::vector<std::pair<crypto::HouseholdId, std::uint64_t>>>
SqlcipherLocalStore::knownCounts() {
    VD_ASSIGN(auto sql, m_connection->prepare("SELECT id, count FROM households ORDER BY id"));
    Query query(sql);
    std::vector<std::pair<crypto::HouseholdId, std::uint64_t>> out;
    for (;;) {
        VD_ASSIGN(const bool there, query.next());
        if (!there) return out;
        const auto id = crypto::HouseholdId::fromBytes(query.viewAt(0));
        VD_REQUIRE(id.has_value(), Reason::StorageFailed);
        out.emplace_back(*id, query.numberAt(1));
    }
}

Status SqlcipherLocalStore::putHousehold(const KnownHousehold& household) {
    if (household.epochs.empty()) return putState(household);
    return inTransaction([&]() -> Status {
        VD_RETURN_IF_ERROR(putState(household));
        return putEpochs(household);
    });
}

Status SqlcipherLocalStore::putEpochs(const KnownHousehold& household) {
    VD_ASSIGN(auto sql,
              m_connection->prepare(
                  "INSERT OR IGNORE INTO epochs(household, compartment, epoch, device, time) "
                  "VALUES (?, ?, ?, ?, ?)"));
    for (const auto& made : household.epochs) {
        VD_RETURN_IF_ERROR(Query(sql)
                               .bytes(household.state.id.bytes)
                               .bytes(made.compartment.bytes)
                               .number(made.epoch)
                               .bytes(made.device.bytes)
                               .number(made.time)
                               .run());
    }
    return success();
}

Status SqlcipherLocalStore::putState(const KnownHousehold& household) {
    // Never back: another process of this device may have seen more.
    VD_ASSIGN(auto sql,
              m_connection->prepare(
                  "INSERT INTO households(id, state, count, head, leads, all_count) "
                  "VALUES (?, ?, ?, ?, ?, ?) "
                  "ON CONFLICT(id) DO UPDATE SET state = excluded.state, count = excluded.count, "
                  "head = excluded.head, leads = excluded.leads, all_count = max(all_count, "
                  "excluded.all_count) "
                  "WHERE excluded.count >= count"));
    const Bytes state = household.state.encode();
    const Bytes leads = encodeLeads(household.leads);
    return Query(sql)
        .bytes(household.state.id.bytes)
        .bytes(state)
        .number(household.stateChain.count)
        .bytes(household.stateChain.head)
        .bytes(leads)
        .number(household.allCount)
        .run();
}

Result<std::optional<EpochMade>> SqlcipherLocalStore::epochMade(
    const crypto::HouseholdId& household,
    const crypto::CompartmentId& compartment,
    std::uint32_t epoch) {
    VD_ASSIGN(auto sql,
              m_connection->prepare("SELECT device, time FROM epochs WHERE household = ? AND "
                                    "compartment = ? AND epoch = ?"));
    Query query(sql);
    query.bytes(household.bytes).bytes(compartment.bytes).number(epoch);
    VD_ASSIGN(const bool there, query.next());
    if (!there) return std::optional<EpochMade>{};
    const auto device = crypto::DeviceId::fromBytes(query.viewAt(0));
    VD_REQUIRE(device.has_value(), Reason::StorageFailed);
    return std::optional{EpochMade{compartment, epoch, *device, query.numberAt(1)}};
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

Status SqlcipherLocalStore::putPending(const PendingRequest& request) {
    VD_ASSIGN(auto sql,
              m_connection->prepare(
                  "INSERT OR REPLACE INTO pending(id, method, request) VALUES (?, ?, ?)"));
    const Bytes bytes = encodeRequest(request.request);
    return Query(sql)
        .bytes(request.id.bytes)
        .number(static_cast<std::uint16_t>(request.method))
        .bytes(bytes)
        .run();
}

Status SqlcipherLocalStore::removePending(const crypto::RequestId& id) {
    VD_ASSIGN(auto sql, m_connection->prepare("DELETE FROM pending WHERE id = ?"));
    return Query(sql).bytes(id.bytes).run();
}

Result<std::vector<PendingRequest>> SqlcipherLocalStore::pending() {
    VD_ASSIGN(auto sql,
              m_connection->prepare("SELECT id, method, request FROM pending ORDER BY place"));
    Query query(sql);
    std::vector<PendingRequest> out;
    for (;;) {
        VD_ASSIGN(const bool there, query.next());
        if (!there) return out;
        const auto id = crypto::RequestId::fromBytes(query.viewAt(0));
        const auto method = crypto::methodFromNumber(static_cast<std::uint16_t>(query.numberAt(1)));
        VD_REQUIRE(id && method, Reason::StorageFailed);
        VD_ASSIGN(auto request, decodeRequest(query.viewAt(2)));
        out.push_back({*id, *method, std::move(request)});
    }
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
