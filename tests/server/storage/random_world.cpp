#include "tests/server/storage/random_world.h"

#include <algorithm>

namespace voordeur::server::storage::test {
namespace {

using crypto::CompartmentState;
using crypto::GrantRef;
using crypto::HouseholdState;
using crypto::IdentifierKind;
using crypto::InvolvementState;

constexpr std::uint64_t kWindows = 3;
constexpr std::uint32_t kDays = 3;

template <class Id>
std::vector<Id> idsOf(SeededRandom& random, int count) {
    std::vector<Id> ids;
    for (int i = 0; i < count; ++i)
        ids.push_back(random.id<Id>());
    std::ranges::sort(ids);
    return ids;
}

}  // namespace

RandomWorld::RandomWorld(std::uint64_t seed)
    : random(seed),
      households(idsOf<crypto::HouseholdId>(random, 12)),
      teams(idsOf<crypto::TeamId>(random, 5)),
      involvements(idsOf<crypto::InvolvementId>(random, 12)),
      compartments(idsOf<crypto::CompartmentId>(random, 2)),
      records(idsOf<crypto::RecordId>(random, 20)),
      agencies(idsOf<crypto::AgencyId>(random, 2)) {
    compartments.insert(compartments.begin(), crypto::kSharedCore);
    for (int i = 0; i < 3; ++i)
        tokens.push_back(random.array<32>());
}

IdentifierKind RandomWorld::kind() {
    return crypto::kIdentifierKinds[random.below(crypto::kIdentifierKinds.size())];
}

std::vector<GrantRef> RandomWorld::grants() {
    std::vector<GrantRef> out;
    for (const auto& team : teams) {
        if (random.below(3) != 0) continue;
        GrantRef grant;
        grant.header.team = team;
        grant.header.granter = random.id<crypto::DeviceId>();
        grant.header.commitment = random.array<32>();
        grant.bodyHash = random.array<32>();
        out.push_back(grant);
    }
    return out;
}

CompartmentState RandomWorld::compartment(const crypto::CompartmentId& id) {
    CompartmentState state;
    state.id = id;
    state.epoch.compartment = id;
    state.epoch.commitment = random.array<32>();
    state.epochSequence = random.below(100);
    state.grants = grants();
    state.version = random.below(5);
    state.etag = random.array<32>();
    return state;
}

HouseholdState RandomWorld::household(const crypto::HouseholdId& id) {
    HouseholdState state;
    state.id = id;
    state.openedAt = random.below(1'000'000);
    state.keeper = oneOf(teams);
    if (random.below(2) == 0) {
        state.lead = crypto::Lead{random.id<crypto::PersonId>(), oneOf(teams), 5, 6};
    }
    if (random.below(3) == 0) {
        crypto::OpenOffer offer;
        offer.body = {random.id<crypto::OfferId>(), random.id<crypto::PersonId>(), oneOf(teams)};
        offer.held = grants();
        state.offer = offer;
    }
    for (const auto& one : compartments)
        if (random.below(2) == 0) state.compartments.push_back(compartment(one));
    return state;
}

InvolvementState RandomWorld::involvement(const crypto::InvolvementId& id) {
    InvolvementState state;
    state.id = id;
    state.agency = oneOf(agencies);
    // Its team stays its team.
    state.team = teams[id.bytes[0] % teams.size()];
    state.from = random.below(1000);
    state.until = random.below(1'000'000);
    state.sealedHash = random.array<32>();
    return state;
}

crypto::IndexedToken RandomWorld::token() {
    crypto::IndexedToken token;
    token.entry.kind = kind();
    token.entry.epoch = static_cast<std::uint32_t>(1 + random.below(2));
    token.entry.token = oneOf(tokens);
    token.entry.target = {crypto::TargetKind::Household, oneOf(households).bytes};
    if (random.below(2) == 0) {
        token.entry.target = {crypto::TargetKind::Involvement, oneOf(involvements).bytes};
    }
    if (random.below(2) == 0) token.entry.until = random.below(1'000'000);
    token.entry.agency = oneOf(agencies);
    token.entry.device = random.id<crypto::DeviceId>();
    token.entryHash = random.array<32>();
    return token;
}

crypto::QuotaKey RandomWorld::quotaKey() {
    crypto::QuotaKey key;
    key.scope = static_cast<crypto::QuotaScope>(1 + random.below(3));
    key.window = static_cast<crypto::QuotaWindow>(1 + random.below(2));
    key.kind = kind();
    key.who = oneOf(agencies).bytes;
    key.windowNumber = 100 + random.below(kWindows);
    return key;
}

crypto::Changes RandomWorld::changes() {
    crypto::Changes out;
    for (auto n = random.below(3); n > 0; --n)
        out.households.push_back(household(oneOf(households)));
    for (auto n = random.below(3); n > 0; --n)
        out.involvements.push_back(involvement(oneOf(involvements)));
    for (auto n = random.below(4); n > 0; --n)
        out.tokens.push_back(token());
    if (!out.tokens.empty() && random.below(4) == 0) out.tokens.push_back(out.tokens.front());
    for (auto n = random.below(3); n > 0; --n) {
        crypto::Changes::Rows rows{oneOf(households), oneOf(compartments), {}};
        for (const auto& record : records) {
            if (random.below(4) != 0) continue;
            const std::uint64_t version = random.below(50) == 0 ? UINT64_MAX : random.below(9);
            rows.rows.push_back({record, version, random.array<32>()});
        }
        out.rows.push_back(rows);
    }
    for (auto n = random.below(4); n > 0; --n)
        out.charges.push_back({quotaKey(), static_cast<std::uint32_t>(1 + random.below(9))});
    if (random.below(3) == 0) {
        const auto count = static_cast<std::uint32_t>(random.below(128));
        out.evaluation = {random.id<crypto::DeviceId>(), kind(), count, random.below(1'000'000)};
    }
    if (random.below(4) == 0) {
        const auto day = static_cast<std::uint32_t>(random.below(kDays));
        const auto most = static_cast<std::uint32_t>(random.below(1000));
        out.bulk = {oneOf(agencies), kind(), day, most};
    }
    return out;
}

namespace {

bool same(const crypto::IndexedToken& a, const crypto::IndexedToken& b) {
    return a.entryHash == b.entryHash && a.entry.encode() == b.entry.encode();
}

void expectSameIndex(crypto::World& found, crypto::World& model, const RandomWorld& ids) {
    for (const IdentifierKind kind : crypto::kIdentifierKinds) {
        for (std::uint32_t epoch = 0; epoch < 4; ++epoch) {
            for (const auto& token : ids.tokens) {
                for (const crypto::UnixMillis now : {0U, 255U, 256U, 400'000U, 900'000U}) {
                    const auto a = found.lookUp(kind, epoch, token, now).value();
                    const auto b = model.lookUp(kind, epoch, token, now).value();
                    ASSERT_TRUE(std::ranges::equal(a, b, same));
                }
            }
        }
        for (const auto& agency : ids.agencies) {
            for (std::uint32_t day = 0; day <= kDays; ++day) {
                ASSERT_EQ(found.bulkQuota(agency, kind, day).value(),
                          model.bulkQuota(agency, kind, day).value());
            }
        }
    }
}

}  // namespace

void expectSameWorlds(crypto::World& found,
                      crypto::World& model,
                      RandomWorld& ids,
                      std::uint64_t sequences) {
    for (const auto& team : ids.teams) {
        for (const std::uint32_t most : {0U, 2U, 1000U}) {
            const auto& from = ids.households[ids.random.below(ids.households.size())];
            ASSERT_EQ(found.householdsOf(team, from, most).value(),
                      model.householdsOf(team, from, most).value());
            ASSERT_EQ(found.householdsOf(team, {}, most).value(),
                      model.householdsOf(team, {}, most).value());
        }
        const auto after = ids.involvements[ids.random.below(ids.involvements.size())];
        for (const std::uint32_t most : {0U, 2U, 1001U}) {
            ASSERT_EQ(found.involvementsOf(team, after, most).value(),
                      model.involvementsOf(team, after, most).value());
            ASSERT_EQ(found.involvementsOf(team, {}, most).value(),
                      model.involvementsOf(team, {}, most).value());
        }
    }
    for (const auto& id : ids.households) {
        ASSERT_EQ(found.household(id).value(), model.household(id).value());
        for (const auto& compartment : ids.compartments)
            ASSERT_EQ(found.rows(id, compartment).value(), model.rows(id, compartment).value());
    }
    for (const auto& id : ids.involvements)
        ASSERT_EQ(found.involvement(id).value(), model.involvement(id).value());
    for (std::uint64_t i = 0; i <= sequences; ++i)
        ASSERT_EQ(found.evaluation(i).value(), model.evaluation(i).value());
    for (int i = 0; i < 60; ++i) {
        const auto key = ids.quotaKey();
        ASSERT_EQ(found.quotaUsed(key).value(), model.quotaUsed(key).value());
    }
    expectSameIndex(found, model, ids);
}

}  // namespace voordeur::server::storage::test
