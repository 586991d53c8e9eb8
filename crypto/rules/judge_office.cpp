#include "crypto/rules/cosigners.h"
#include "crypto/rules/judge.h"

#include <algorithm>

// What is done around the work: keys of a team, quotas, and looking at the log.
namespace voordeur::crypto {
namespace {

constexpr std::uint64_t kDayMillis = 24ULL * 3600 * 1000;

/// The officers of the municipality, by their team and not only by their title.
bool isOfficer(const Judge& j) {
    return j.hasRole({Role::PrivacyOfficer}) && j.team().has(Team::kOfficers);
}

/// A privacy manager of an agency that has officers.
bool isPrivacyManager(const Judge& j) {
    return j.hasRole({Role::PrivacyManager}) &&
           std::ranges::any_of(j.directory().teams(), [&](const auto& row) {
               return row.second.agency == j.agency().id && row.second.has(Team::kOfficers);
           });
}

bool mayProposeQuota(const Judge& j, const AgencyId& agency) {
    if (j.hasRole({Role::AgencyAdmin})) return j.agency().id == agency;
    return j.hasRole({Role::Founder}) || isOfficer(j) || isPrivacyManager(j);
}

}  // namespace

Status judgeShareTeamKey(Judge& j, const ShareTeamKeyPayload& payload) {
    VD_REQUIRE(payload.team == j.team().id, j.refuse(Rule::TeamMember, Reason::Denied));
    const Directory::KnownTeamKey* key = j.directory().teamKey(payload.team);
    VD_REQUIRE(key != nullptr, j.refuse(Rule::Sealing, Reason::TeamKeyMissing));
    VD_REQUIRE(payload.epoch == key->key.epoch, j.refuse(Rule::Freshness, Reason::EpochStale));
    for (const ShareTeamKeyPayload::Share& share : payload.shares) {
        VD_REQUIRE(j.directory().active(share.device), j.refuse(Rule::Existence, Reason::NotFound));
        const PersonId& person = j.directory().device(share.device)->device.person;
        VD_REQUIRE(j.directory().role(person, payload.team).has_value(),
                   j.refuse(Rule::TeamMember, Reason::Denied));
    }
    j.by(Rule::TeamMember);
    return success();
}

Status judgeOpenQuota(Judge& j, const QuotaPayload& payload) {
    const Agency* agency = j.directory().agency(payload.agency);
    VD_REQUIRE(mayProposeQuota(j, payload.agency), j.refuse(Rule::RoleTable, Reason::Denied));
    VD_REQUIRE(agency != nullptr, j.refuse(Rule::Existence, Reason::NotFound));
    VD_REQUIRE(agency->mayUse(payload.kind), j.refuse(Rule::AgencyKind, Reason::KindForbidden));
    VD_REQUIRE(payload.max >= 1 && payload.max <= j.policy().bulkMax,
               j.refuse(Rule::BulkQuota, Reason::LimitReached));
    const std::uint64_t today = j.now() / kDayMillis;
    VD_REQUIRE(payload.day == today || payload.day == today + 1,
               j.refuse(Rule::Freshness, Reason::InvalidArgument));
    VD_ASSIGN(const auto open,
              j.ask(j.world().bulkQuota(payload.agency, payload.kind, payload.day)));
    VD_REQUIRE(!open, j.refuse(Rule::BulkQuota, Reason::AlreadyExists));

    VD_ASSIGN(const Cosigners cosigners,
              Cosigners::of(j, payload.cosignatures, payload.cosigned(cosigningOf(j))));
    VD_REQUIRE(cosigners.haveOfficerOrFounder() || cosigners.haveSecondAdmin(payload.agency),
               j.refuse(Rule::SecondPerson, Reason::SecondPersonNeeded));
    j.by(Rule::SecondPerson);
    j.changes.bulk = Changes::Bulk{payload.agency, payload.kind, payload.day, payload.max};
    return success();
}

Status judgeWhoLooked(Judge& j, const OpenPayload& payload) {
    VD_REQUIRE(payload.known.size() == 1, j.refuse(Rule::Form, Reason::Malformed));
    VD_ASSIGN(const HouseholdState* const state, j.household(payload.known.front().household));
    VD_REQUIRE(state != nullptr, j.refuse(Rule::Existence, Reason::NotFound));
    if (isOfficer(j)) {
        j.by(Rule::PrivacyOfficerRole);
    } else if (isLead(*state, j.statement())) {
        j.by(Rule::LeadPerson);
    } else if (isKeeperManager(*state, j.statement())) {
        j.by(Rule::KeeperManager);
    } else {
        const bool knows = mayKnow(*state, j.team().id, j.directory(), j.now());
        return knows ? j.refuse(Rule::LeadPerson, Reason::Denied)
                     : j.refuse(Rule::Existence, Reason::NotFound);
    }
    j.concern(state->id);
    return success();
}

Status judgeReadLog(Judge& j) {
    if (isOfficer(j)) {
        j.by(Rule::PrivacyOfficerRole);
    } else if (isPrivacyManager(j)) {
        j.by(Rule::PrivacyManagerRole);
    } else if (j.hasRole({Role::Founder})) {
        j.by(Rule::FounderRole);
    } else {
        return j.refuse(Rule::RoleTable, Reason::Denied);
    }
    return success();
}

}  // namespace voordeur::crypto
