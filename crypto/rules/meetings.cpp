#include "crypto/rules/meetings.h"

#include "crypto/base/limits.h"
#include "crypto/rules/asking.h"
#include "crypto/rules/transitions.h"

#include <algorithm>
#include <deque>
#include <set>

namespace voordeur::crypto {
namespace {

/// A citizen number is certain. Names and addresses are shared by strangers.
Certainty certaintyOf(IdentifierKind kind) {
    return kind == IdentifierKind::Bsn ? Certainty::Certain : Certainty::Maybe;
}

template <class Key>
void note(std::map<Key, Certainty>& hits, const Key& key, Certainty certainty) {
    const auto [at, isNew] = hits.emplace(key, certainty);
    if (!isNew && certainty == Certainty::Certain) at->second = certainty;
}

/// A chain is as certain as its weakest link; a person's word is weaker than a number.
Certainty weaker(Certainty one, Certainty other) {
    return one == Certainty::Certain && other == Certainty::Certain ? Certainty::Certain
                                                                    : Certainty::Confirmed;
}

AttachState stateFor(Certainty certainty) {
    return certainty == Certainty::Maybe ? AttachState::Proposed : AttachState::Attached;
}

Status noteHit(Judge& j, TokenHits& hits, const IndexEntry& entry, Certainty certainty) {
    switch (entry.target.kind) {
        case TargetKind::Household: {
            const HouseholdId id{entry.target.id};
            VD_ASSIGN(const HouseholdState* const state, j.household(id));
            if (state != nullptr && isCurrent(entry, j.now())) {
                note(hits.households, id, certainty);
            }
            return success();
        }
        case TargetKind::Involvement: {
            const InvolvementId id{entry.target.id};
            VD_ASSIGN(const InvolvementState* const state, j.involvement(id));
            if (state != nullptr && state->running(j.now())) {
                note(hits.involvements, id, certainty);
            }
            return success();
        }
    }
    return success();
}

bool says(const IndexEntry& entry, const Judge& j, const IndexRef& ref, const IndexTerms& terms) {
    const bool own = entry.device == j.statement().device && entry.agency == j.agency().id;
    const bool same = entry.kind == ref.kind && entry.target == terms.target;
    if (terms.from == 0 && terms.until == 0) {
        return own && same && isCurrent(entry, j.now()) &&
               (entry.until == 0 || entry.from < entry.until);
    }
    return own && same && entry.from == terms.from && entry.until == terms.until;
}

}  // namespace

Target targetOf(const HouseholdId& household) {
    return {TargetKind::Household, household.bytes};
}

Target targetOf(const InvolvementId& involvement) {
    return {TargetKind::Involvement, involvement.bytes};
}

Result<TokenHits> hitsOf(Judge& j, std::span<const IndexEntry> entries) {
    TokenHits hits;
    for (const IndexEntry& entry : entries) {
        VD_ASSIGN(const auto found, j.lookUp(entry));
        for (const IndexedToken& token : found) {
            VD_RETURN_IF_ERROR(noteHit(j, hits, token.entry, certaintyOf(entry.kind)));
        }
    }
    return hits;
}

Result<std::vector<IndexEntry>> judgeIndex(Judge& j,
                                           std::span<const IndexRef> refs,
                                           std::size_t first,
                                           const IndexTerms& terms) {
    KindCounts counts;
    for (const IndexRef& ref : refs) {
        ++counts[ref.kind];
    }
    VD_RETURN_IF_ERROR(judgeKinds(j, counts));
    for (const IndexRef& ref : refs) {
        VD_RETURN_IF_ERROR(judgeCitation(j, ref.citation, ref.kind));
    }
    VD_RETURN_IF_ERROR(chargeQuotas(j, counts));

    j.by(Rule::Sealing);
    std::vector<IndexEntry> entries;
    std::set<Hash32> names;
    for (std::size_t i = 0; i < refs.size(); ++i) {
        auto entry = IndexEntry::decode(j.call().attachments[first + i]);
        VD_REQUIRE(entry.ok() && says(entry.value(), j, refs[i], terms), Reason::IndexEntryBroken);
        VD_REQUIRE(names.insert(refs[i].entryHash).second, Reason::IndexEntryBroken);
        VD_REQUIRE(j.signedByDevice(kIndexSignature,
                                    entry.value().signedBytes(),
                                    entry.value().signature,
                                    Reason::IndexEntryBroken),
                   Reason::IndexEntryBroken);
        j.changes.tokens.push_back({entry.value(), refs[i].entryHash});
        entries.push_back(std::move(entry).value());
    }
    return entries;
}

/// Leaves out one meeting with help that is over, where the list is full.
Status makeRoom(Judge& j, std::vector<Meeting>& meetings) {
    if (meetings.size() < kMeetingsPerInvolvementMax) return success();
    for (auto at = meetings.begin(); at != meetings.end(); ++at) {
        if (at->other.kind != TargetKind::Involvement) continue;
        VD_ASSIGN(const InvolvementState* const other, j.involvement(InvolvementId{at->other.id}));
        if (other != nullptr && other->running(j.now())) continue;
        meetings.erase(at);
        return success();
    }
    return j.refuse(Rule::Limits, Reason::LimitReached);
}

Status setMeeting(Judge& j, InvolvementState& involvement, const Meeting& meeting) {
    auto& meetings = involvement.meetings;
    const auto place = [&] {
        return std::ranges::lower_bound(meetings, meeting.other, {}, &Meeting::other);
    };
    if (const auto at = place(); at != meetings.end() && at->other == meeting.other) {
        *at = meeting;
    } else {
        VD_RETURN_IF_ERROR(makeRoom(j, meetings));
        meetings.insert(place(), meeting);
    }
    j.change(involvement);
    return success();
}

Status Meetings::link(InvolvementState& one, InvolvementState& other, Certainty certainty) {
    const AttachState state = stateFor(certainty);
    VD_RETURN_IF_ERROR(setMeeting(m_j, one, {targetOf(other.id), certainty, state}));
    VD_RETURN_IF_ERROR(setMeeting(m_j, other, {targetOf(one.id), certainty, state}));
    m_met[{targetOf(other.id), one.id}] = Met{.target = targetOf(other.id),
                                              .involvement = one.id,
                                              .agency = other.agency,
                                              .team = other.team,
                                              .until = other.until,
                                              .certainty = certainty};
    return success();
}

Status Meetings::record(InvolvementState& involvement,
                        HouseholdState& household,
                        Certainty certainty) {
    VD_REQUIRE(household.involvement(involvement.id) != nullptr ||
                   transitions::hasRoom(household, m_j.now()),
               m_j.refuse(Rule::Limits, Reason::LimitReached));
    const Target target = targetOf(household.id);
    const Met met{.target = target,
                  .involvement = involvement.id,
                  .agency = involvement.agency,
                  .team = involvement.team,
                  .until = involvement.until,
                  .certainty = certainty};
    VD_RETURN_IF_ERROR(transitions::meet(household, {&met, 1}, m_j.now()));
    m_j.change(household);
    m_met[{target, involvement.id}] = met;
    return setMeeting(m_j, involvement, {target, certainty, stateFor(certainty)});
}

Status Meetings::attach(const InvolvementId& involvement,
                        HouseholdState& household,
                        Certainty certainty) {
    std::deque<std::pair<InvolvementId, Certainty>> waiting{{involvement, certainty}};
    // Ends: every round attaches one, of which a household has a limited number, or only shortens
    // the queue.
    while (!waiting.empty()) {
        const auto [id, sure] = waiting.front();
        waiting.pop_front();
        VD_ASSIGN(InvolvementState* const state, m_j.involvement(id));
        if (state == nullptr || !state->running(m_j.now())) continue;
        const AttachedInvolvement* known = household.involvement(id);
        if (known != nullptr && known->state != AttachState::Proposed) continue;
        VD_RETURN_IF_ERROR(record(*state, household, sure));
        for (const Meeting& meeting : state->meetings) {
            if (meeting.other.kind != TargetKind::Involvement) continue;
            if (meeting.state != AttachState::Attached) continue;
            waiting.emplace_back(InvolvementId{meeting.other.id}, weaker(sure, meeting.certainty));
        }
    }
    return success();
}

Status Meetings::attachWhere(const InvolvementState& one,
                             const InvolvementState& other,
                             Certainty certainty) {
    // A copy: attaching adds to the lists it came from.
    const std::vector<Meeting> meetings = other.meetings;
    for (const Meeting& meeting : meetings) {
        if (meeting.other.kind != TargetKind::Household) continue;
        if (meeting.state != AttachState::Attached) continue;
        VD_ASSIGN(HouseholdState* const household, m_j.household(HouseholdId{meeting.other.id}));
        if (household == nullptr) continue;
        VD_RETURN_IF_ERROR(attach(one.id, *household, weaker(certainty, meeting.certainty)));
    }
    return success();
}

Status Meetings::propose(InvolvementState& involvement, HouseholdState& household) {
    if (household.involvement(involvement.id) != nullptr) return success();
    return record(involvement, household, Certainty::Maybe);
}

Result<Bytes> Meetings::answer() const {
    VD_REQUIRE(m_met.size() <= kMetMax, m_j.refuse(Rule::Limits, Reason::LimitReached));
    MetAnswer answer;
    answer.met.reserve(m_met.size());
    for (const auto& [key, met] : m_met) {
        answer.met.push_back(met);
    }
    return answer.encode();
}

}  // namespace voordeur::crypto
