#include "crypto/rules/asking.h"
#include "crypto/rules/meetings.h"
#include "crypto/rules/transitions.h"

#include <algorithm>

// That an agency helps: registering, prolonging, ending and listing it. All by the own team.
namespace voordeur::crypto {
namespace {

/// Of their encodings (docs/protocol.md §4.8).
constexpr std::size_t kListedBytes = 68;
constexpr std::size_t kMetBytes = 74;

Status judgeTerms(Judge& j, const RegisterPayload& payload) {
    const bool own = payload.agency == j.agency().id && payload.team == j.team().id;
    VD_REQUIRE(isHelper(j), j.refuse(Rule::RoleTable, Reason::Denied));
    VD_REQUIRE(own, j.refuse(Rule::OwnInvolvement, Reason::Denied));
    const bool lasts = payload.from < payload.until && j.now() < payload.until &&
                       payload.until - payload.from <= kInvolvementMillisMax;
    VD_REQUIRE(lasts, j.refuse(Rule::OwnInvolvement, Reason::DateOrderWrong));
    VD_ASSIGN(const InvolvementState* const known, j.involvement(payload.involvement));
    VD_REQUIRE(known == nullptr, j.refuse(Rule::Existence, Reason::AlreadyExists));
    return success();
}

InvolvementState newInvolvement(const Judge& j, const RegisterPayload& payload) {
    InvolvementState state;
    state.id = payload.involvement;
    state.agency = payload.agency;
    state.team = payload.team;
    state.from = payload.from;
    state.until = payload.until;
    state.sealedHash = payload.sealedHash;
    state.sequence = j.call().at.sequence;
    return state;
}

Status meetAll(Judge& j, InvolvementState& own, const TokenHits& hits, Meetings& meetings) {
    std::vector<const InvolvementState*> certain;
    for (const auto& [id, certainty] : hits.involvements) {
        VD_ASSIGN(InvolvementState* const other, j.involvement(id));
        // Two teams of one agency find each other in their own house.
        if (other == nullptr || other->agency == own.agency) continue;
        VD_RETURN_IF_ERROR(meetings.link(own, *other, certainty));
        if (certainty == Certainty::Certain) certain.push_back(other);
    }
    for (const auto& [id, certainty] : hits.households) {
        VD_ASSIGN(HouseholdState* const household, j.household(id));
        if (household == nullptr || certainty != Certainty::Certain) continue;
        VD_RETURN_IF_ERROR(meetings.attach(own.id, *household, certainty));
    }
    for (const InvolvementState* other : certain) {
        VD_RETURN_IF_ERROR(meetings.attachWhere(own, *other, Certainty::Certain));
    }
    // Last: what is surely attached by now need not be asked of a person.
    for (const auto& [id, certainty] : hits.households) {
        VD_ASSIGN(HouseholdState* const household, j.household(id));
        if (household != nullptr) VD_RETURN_IF_ERROR(meetings.propose(own, *household));
    }
    return success();
}

/// The own team's involvement. Others do not know that it exists.
Result<InvolvementState*> ownInvolvement(Judge& j, const InvolvementId& id) {
    VD_REQUIRE(isHelper(j), j.refuse(Rule::RoleTable, Reason::Denied));
    VD_ASSIGN(InvolvementState* const state, j.involvement(id));
    VD_REQUIRE(state != nullptr && state->team == j.team().id,
               j.refuse(Rule::Existence, Reason::NotFound));
    return state;
}

bool isOpen(const Meeting& meeting) {
    return meeting.state == AttachState::Proposed || meeting.state == AttachState::Attached;
}

/// nullopt for what is over or was parted.
Result<std::optional<Met>> metOf(Judge& j, const InvolvementState& own, const Meeting& meeting) {
    if (!isOpen(meeting)) return std::optional<Met>{};
    Met met{.target = meeting.other,
            .involvement = own.id,
            .agency = own.agency,
            .team = own.team,
            .until = own.until,
            .certainty = meeting.certainty};
    if (meeting.other.kind == TargetKind::Household) return std::optional<Met>{met};
    VD_ASSIGN(const InvolvementState* const other, j.involvement(InvolvementId{meeting.other.id}));
    if (other == nullptr || !other->running(j.now())) return std::optional<Met>{};
    met.agency = other->agency;
    met.team = other->team;
    met.until = other->until;
    return std::optional<Met>{met};
}

}  // namespace

Status judgeRegister(Judge& j, const RegisterPayload& payload) {
    VD_RETURN_IF_ERROR(judgeTerms(j, payload));
    const std::size_t first = payload.sealedHash == Hash32{} ? 0 : 1;
    VD_ASSIGN(
        const std::vector<IndexEntry> entries,
        judgeIndex(
            j, payload.index, first, {targetOf(payload.involvement), payload.from, payload.until}));
    VD_ASSIGN(const TokenHits hits, hitsOf(j, entries));
    InvolvementState& own = j.add(newInvolvement(j, payload));
    j.change(own);
    Meetings meetings(j);
    VD_RETURN_IF_ERROR(meetAll(j, own, hits, meetings));
    VD_ASSIGN(j.answer, meetings.answer());
    j.by(Rule::OwnInvolvement);
    return success();
}

Status judgeChangeInvolvement(Judge& j, const ChangeInvolvementPayload& payload) {
    VD_ASSIGN(InvolvementState* const state, ownInvolvement(j, payload.involvement));
    VD_REQUIRE(state->running(j.now()),
               j.refuse(Rule::OwnInvolvement, Reason::InvolvementNotActive));
    // Help that has not begun can be ended, too.
    const bool ends = payload.until <= j.now();
    const bool lasts =
        state->from < payload.until && payload.until <= j.now() + kInvolvementMillisMax;
    VD_REQUIRE(ends || lasts, j.refuse(Rule::OwnInvolvement, Reason::DateOrderWrong));
    state->until = payload.until;
    j.change(*state);
    for (Meeting& meeting : state->meetings) {
        if (!isOpen(meeting)) continue;
        if (ends) meeting.state = AttachState::Ended;
        if (meeting.other.kind != TargetKind::Household) continue;
        VD_ASSIGN(HouseholdState* const household, j.household(HouseholdId{meeting.other.id}));
        if (household == nullptr) continue;
        VD_RETURN_IF_ERROR(transitions::moveEnd(*household, payload, j.now()));
        j.change(*household);
    }
    j.by(Rule::OwnInvolvement);
    return success();
}

Status judgeListInvolvements(Judge& j, const ListInvolvementsPayload& payload) {
    VD_REQUIRE(isHelper(j), j.refuse(Rule::RoleTable, Reason::Denied));
    VD_ASSIGN(std::vector<InvolvementId> ids,
              j.ask(j.world().involvementsOf(j.team().id, payload.after, payload.most + 1)));
    ListInvolvementsAnswer answer;
    answer.more = ids.size() > payload.most;
    if (answer.more) ids.resize(payload.most);
    std::size_t bytes = 0;
    for (const InvolvementId& id : ids) {
        if (bytes >= kListPageBytes) {
            answer.more = true;
            break;
        }
        VD_ASSIGN(const InvolvementState* const state, j.involvement(id));
        if (state == nullptr) continue;
        ListedInvolvement listed{state->id, state->from, state->until, state->sealedHash, {}};
        for (const Meeting& meeting : state->meetings) {
            VD_ASSIGN(const std::optional<Met> met, metOf(j, *state, meeting));
            if (met) listed.met.push_back(*met);
        }
        bytes += kListedBytes + kMetBytes * listed.met.size();
        answer.involvements.push_back(std::move(listed));
    }
    j.answer = answer.encode();
    j.by(Rule::OwnInvolvement);
    return success();
}

}  // namespace voordeur::crypto
