#include "client/core/household_rows.h"

#include "crypto/shared/codec.h"
#include "crypto/sqlcipher/connection.h"

#include <bit>
#include <utility>

namespace voordeur::client::core {

using crypto::Reason;
using crypto::success;
using crypto::sqlcipher::Query;

namespace {

// Some 50 distances up to a chain of any length, see thinnedOut.
constexpr std::size_t kAnchorsKept = 64;

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

/// Distances in steps of at most a quarter: 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, …
std::uint64_t stepOf(std::uint64_t distance) {
    if (distance < 4) return distance;
    const auto width = static_cast<std::uint64_t>(std::bit_width(distance));
    return width * 4 + ((distance >> (width - 3)) & 3U);
}

}  // namespace

std::vector<std::uint64_t> thinnedOut(const std::vector<std::uint64_t>& sizes, std::size_t most) {
    std::vector<std::uint64_t> out;
    if (sizes.size() <= most) return out;
    for (std::size_t i = 1; i + 1 < sizes.size(); ++i) {
        const auto own = stepOf(sizes.front() - sizes[i]);
        if (own == stepOf(sizes.front() - sizes[i + 1])) out.push_back(sizes[i]);
    }
    return out;
}

Result<std::optional<KnownHousehold>> HouseholdRows::household(const crypto::HouseholdId& id) {
    VD_ASSIGN(auto sql,
              m_connection.prepare("SELECT state, count, head, all_count, leads FROM households "
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

Result<std::vector<std::pair<crypto::HouseholdId, std::uint64_t>>> HouseholdRows::counts() {
    VD_ASSIGN(auto sql, m_connection.prepare("SELECT id, count FROM households ORDER BY id"));
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

Status HouseholdRows::put(const KnownHousehold& household, const HouseholdSight& sight) {
    VD_RETURN_IF_ERROR(putState(household));
    VD_RETURN_IF_ERROR(raiseSight(household.state.id, sight));
    VD_RETURN_IF_ERROR(putAnchor(household, sight.sequence));
    VD_RETURN_IF_ERROR(putEpochs(household));
    return putRecords(household);
}

Result<std::optional<HouseholdSight>> HouseholdRows::lastSight(const crypto::HouseholdId& id) {
    VD_ASSIGN(auto sql,
              m_connection.prepare("SELECT count, head, sequence FROM sights WHERE household = ?"));
    Query query(sql);
    query.bytes(id.bytes);
    VD_ASSIGN(const bool there, query.next());
    if (!there) return std::optional<HouseholdSight>{};
    const auto head = query.arrayAt<32>(1);
    VD_REQUIRE(head.has_value(), Reason::StorageFailed);
    return std::optional{HouseholdSight{{query.numberAt(0), *head}, query.numberAt(2)}};
}

Status HouseholdRows::raiseSight(const crypto::HouseholdId& id, const HouseholdSight& sight) {
    VD_ASSIGN(auto sql,
              m_connection.prepare(
                  "INSERT INTO sights(household, count, head, sequence) VALUES (?, ?, ?, ?) "
                  "ON CONFLICT(household) DO UPDATE SET count = excluded.count, "
                  "head = excluded.head, sequence = excluded.sequence "
                  "WHERE excluded.count > count"));
    return Query(sql)
        .bytes(id.bytes)
        .number(sight.all.count)
        .bytes(sight.all.head)
        .number(sight.sequence)
        .run();
}

Status HouseholdRows::putAnchor(const KnownHousehold& household, std::uint64_t sequence) {
    // The oldest sight of one length is the one that a restoration leaves longest.
    VD_ASSIGN(auto sql,
              m_connection.prepare(
                  "INSERT OR IGNORE INTO anchors(household, count, head, all_count, sequence) "
                  "VALUES (?, ?, ?, ?, ?)"));
    const auto& id = household.state.id;
    VD_RETURN_IF_ERROR(Query(sql)
                           .bytes(id.bytes)
                           .number(household.stateChain.count)
                           .bytes(household.stateChain.head)
                           .number(household.allCount)
                           .number(sequence)
                           .run());
    if (m_connection.changedRows() == 0) return success();
    VD_ASSIGN(auto counts,
              m_connection.prepare("SELECT count FROM anchors WHERE household = ? "
                                   "ORDER BY count DESC"));
    std::vector<std::uint64_t> kept;
    Query query(counts);
    query.bytes(id.bytes);
    for (;;) {
        VD_ASSIGN(const bool there, query.next());
        if (!there) break;
        kept.push_back(query.numberAt(0));
    }
    VD_ASSIGN(auto drop,
              m_connection.prepare("DELETE FROM anchors WHERE household = ? AND count = ?"));
    for (const auto count : thinnedOut(kept, kAnchorsKept))
        VD_RETURN_IF_ERROR(Query(drop).bytes(id.bytes).number(count).run());
    return success();
}

Result<std::vector<HouseholdAnchor>> HouseholdRows::anchors(const crypto::HouseholdId& id) {
    VD_ASSIGN(auto sql,
              m_connection.prepare("SELECT count, head, all_count FROM anchors WHERE "
                                   "household = ? ORDER BY count"));
    Query query(sql);
    query.bytes(id.bytes);
    std::vector<HouseholdAnchor> out;
    for (;;) {
        VD_ASSIGN(const bool there, query.next());
        if (!there) return out;
        const auto head = query.arrayAt<32>(1);
        VD_REQUIRE(head.has_value(), Reason::StorageFailed);
        out.push_back({{query.numberAt(0), *head}, query.numberAt(2)});
    }
}

Status HouseholdRows::putEpochs(const KnownHousehold& household) {
    VD_ASSIGN(auto sql,
              m_connection.prepare(
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

Status HouseholdRows::putRecords(const KnownHousehold& household) {
    // Another process of this device may have followed the chain further.
    VD_ASSIGN(auto sql,
              m_connection.prepare(
                  "INSERT INTO records(household, compartment, record, version, device) "
                  "VALUES (?, ?, ?, ?, ?) ON CONFLICT(household, compartment, record) DO UPDATE "
                  "SET version = excluded.version, device = excluded.device "
                  "WHERE excluded.version > version"));
    for (const auto& made : household.records) {
        VD_RETURN_IF_ERROR(Query(sql)
                               .bytes(household.state.id.bytes)
                               .bytes(made.compartment.bytes)
                               .bytes(made.record.bytes)
                               .number(made.version)
                               .bytes(made.device.bytes)
                               .run());
    }
    return success();
}

Result<std::optional<RecordMade>> HouseholdRows::recordMade(
    const crypto::HouseholdId& household,
    const crypto::CompartmentId& compartment,
    const crypto::RecordId& record) {
    VD_ASSIGN(auto sql,
              m_connection.prepare("SELECT version, device FROM records WHERE household = ? AND "
                                   "compartment = ? AND record = ?"));
    Query query(sql);
    query.bytes(household.bytes).bytes(compartment.bytes).bytes(record.bytes);
    VD_ASSIGN(const bool there, query.next());
    if (!there) return std::optional<RecordMade>{};
    const auto device = crypto::DeviceId::fromBytes(query.viewAt(1));
    VD_REQUIRE(device.has_value(), Reason::StorageFailed);
    return std::optional{RecordMade{compartment, record, query.numberAt(0), *device}};
}

Status HouseholdRows::putState(const KnownHousehold& household) {
    // Never back: another process of this device may have seen more.
    VD_ASSIGN(auto sql,
              m_connection.prepare(
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

Result<std::optional<EpochMade>> HouseholdRows::epochMade(const crypto::HouseholdId& household,
                                                          const crypto::CompartmentId& compartment,
                                                          std::uint32_t epoch) {
    VD_ASSIGN(auto sql,
              m_connection.prepare("SELECT device, time FROM epochs WHERE household = ? AND "
                                   "compartment = ? AND epoch = ?"));
    Query query(sql);
    query.bytes(household.bytes).bytes(compartment.bytes).number(epoch);
    VD_ASSIGN(const bool there, query.next());
    if (!there) return std::optional<EpochMade>{};
    const auto device = crypto::DeviceId::fromBytes(query.viewAt(0));
    VD_REQUIRE(device.has_value(), Reason::StorageFailed);
    return std::optional{EpochMade{compartment, epoch, *device, query.numberAt(1)}};
}

}  // namespace voordeur::client::core
