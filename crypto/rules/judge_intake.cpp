#include "crypto/rules/lead_rules.h"
#include "crypto/rules/meetings.h"
#include "crypto/rules/sealing.h"
#include "crypto/rules/transitions.h"

#include <algorithm>

// A household's file is opened.
namespace voordeur::crypto {
namespace {

Status judgeTeam(Judge& j, const IntakePayload& payload) {
    VD_REQUIRE(j.hasRole({Role::Coach, Role::Manager}), j.refuse(Rule::RoleTable, Reason::Denied));
    VD_REQUIRE(j.team().has(Team::kMayIntake | Team::kMayLead),
               j.refuse(Rule::IntakeTeam, Reason::TeamMayNotLead));
    if (payload.offer) {
        VD_RETURN_IF_ERROR(judgeAddressee(j, *payload.offer));
        j.by(Rule::IntakeTeam);
        return success();
    }
    // Whoever opens the file without asking anybody leads from now on.
    VD_REQUIRE(j.hasRole({Role::Coach}), j.refuse(Rule::IntakeCoach, Reason::Denied));
    VD_REQUIRE(j.team().has(Team::kMayLead), j.refuse(Rule::IntakeCoach, Reason::TeamMayNotLead));
    j.by(Rule::IntakeCoach);
    return success();
}

/// The shared core begins, and perhaps the own agency's part; nothing else.
Status judgeParts(Judge& j, const CommitPayload& commit) {
    const CompartmentId own = compartmentOf(j.agency().id);
    bool core = false;
    for (const EpochRecord& epoch : commit.epochs) {
        core = core || epoch.compartment == kSharedCore;
        VD_REQUIRE(epoch.compartment == kSharedCore || epoch.compartment == own,
                   j.refuse(Rule::OwnCompartment, Reason::Denied));
    }
    VD_REQUIRE(core, j.refuse(Rule::Form, Reason::Malformed));
    return success();
}

Status meetAll(Judge& j, HouseholdState& household, const TokenHits& hits, Meetings& meetings) {
    for (const auto& [id, certainty] : hits.involvements) {
        if (certainty != Certainty::Certain) continue;
        VD_RETURN_IF_ERROR(meetings.attach(id, household, certainty));
    }
    for (const auto& [id, certainty] : hits.involvements) {
        VD_ASSIGN(InvolvementState* const involvement, j.involvement(id));
        if (involvement != nullptr) {
            VD_RETURN_IF_ERROR(meetings.propose(*involvement, household));
        }
    }
    return success();
}

}  // namespace

Status judgeIntake(Judge& j, const IntakePayload& payload) {
    VD_RETURN_IF_ERROR(judgeTeam(j, payload));
    const Rule allowedBy = j.rule();
    VD_ASSIGN(const HouseholdState* const known, j.household(payload.commit.household));
    VD_REQUIRE(known == nullptr, j.refuse(Rule::Existence, Reason::AlreadyExists));
    VD_RETURN_IF_ERROR(judgeParts(j, payload.commit));

    HouseholdState opened = transitions::opened(payload, {j.statement(), j.call().at});
    AttachmentCursor attachments(j);
    VD_RETURN_IF_ERROR(judgeSealed(j, opened, payload.commit, attachments));
    VD_ASSIGN(const std::vector<IndexEntry> entries,
              judgeIndex(j, payload.index, attachments.position(), {targetOf(opened.id), 0, 0}));
    VD_ASSIGN(const TokenHits hits, hitsOf(j, entries));
    HouseholdState& household = j.add(std::move(opened));
    j.change(household);
    Meetings meetings(j);
    VD_RETURN_IF_ERROR(meetAll(j, household, hits, meetings));
    VD_ASSIGN(j.answer, meetings.answer());
    j.by(allowedBy);
    return success();
}

}  // namespace voordeur::crypto
