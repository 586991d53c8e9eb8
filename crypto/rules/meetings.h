#pragma once

#include "crypto/rules/judge.h"

#include <map>
#include <span>
#include <utility>

// Who meets whom (domain.md §2, certainty and match): the same for an involvement that is new, a
// household that is new, and a person who says that two are the same. Internal to crypto/rules.
namespace voordeur::crypto {

/// What the tokens of one registration led to; of several, a certain one wins.
struct TokenHits {
    std::map<HouseholdId, Certainty> households;
    std::map<InvolvementId, Certainty> involvements;  // running ones
};
Result<TokenHits> hitsOf(Judge& j, std::span<const IndexEntry> entries);

/// What the index entries of one registration must say.
struct IndexTerms {
    Target target;
    /// Both zero: the entries say it themselves.
    UnixMillis from = 0;
    UnixMillis until = 0;
};
/// Reads the index entries among the attachments, from `first` on: kinds, quotas, citations,
/// contents and signatures; puts them into the index. Refuses KindForbidden, QuotaExceeded,
/// EvaluationMissing, IndexEntryBroken.
Result<std::vector<IndexEntry>> judgeIndex(Judge& j,
                                           std::span<const IndexRef> refs,
                                           std::size_t first,
                                           const IndexTerms& terms);

/// Collects what meets, on both sides. Involvements that belong to one household because they are
/// surely the same as one that does are attached along with it, whatever the order in which they
/// came: by citizen number, or because a person said so. What was parted is never brought together
/// again.
class Meetings {
public:
    explicit Meetings(Judge& j) : m_j(j) {}

    /// Two involvements. Maybe: proposed to a person; otherwise taken as the same.
    Status link(InvolvementState& one, InvolvementState& other, Certainty certainty);
    /// Attaches an involvement, and all that are surely the same, to a household.
    Status attach(const InvolvementId& involvement, HouseholdState& household, Certainty certainty);
    /// Attaches one involvement to all households of another one that is surely the same.
    Status attachWhere(const InvolvementState& one,
                       const InvolvementState& other,
                       Certainty certainty);
    /// Proposes, where nothing is known about the two yet.
    Status propose(InvolvementState& involvement, HouseholdState& household);

    /// The answer, for MetAnswer. Refuses LimitReached.
    Result<Bytes> answer() const;

private:
    Status record(InvolvementState& involvement, HouseholdState& household, Certainty certainty);

    Judge& m_j;
    std::map<std::pair<Target, InvolvementId>, Met> m_met;
};

Target targetOf(const HouseholdId& household);
Target targetOf(const InvolvementId& involvement);
/// Sets how an involvement stands to something. Refuses LimitReached.
Status setMeeting(Judge& j, InvolvementState& involvement, const Meeting& meeting);

}  // namespace voordeur::crypto
