#pragma once

#include "crypto/rules/judge.h"

#include <map>

// What everybody who asks or registers by identifiers has to satisfy. Internal to crypto/rules.
namespace voordeur::crypto {

/// How many identifiers of each kind a call is about.
using KindCounts = std::map<IdentifierKind, std::uint32_t>;

/// The roles that help people. Officers, admins and founders ask after nobody.
bool isHelper(const Judge& j);
/// May the agency use these kinds? Refuses KindForbidden.
Status judgeKinds(Judge& j, const KindCounts& counts);
/// Counts the call against the bulk quota of the day, or against every rule of the policy. Refuses
/// QuotaExceeded.
Status chargeQuotas(Judge& j, const KindCounts& counts);
/// Was the token made from an element that this device had evaluated, lately? Refuses
/// EvaluationMissing.
Status judgeCitation(Judge& j, const Citation& citation, IdentifierKind kind);
/// Is what a household was registered by still true? (An involvement's own end counts, not that of
/// the entries by which it was registered.) `until` 0: no end is known.
bool isCurrent(const IndexEntry& entry, UnixMillis now);

}  // namespace voordeur::crypto
