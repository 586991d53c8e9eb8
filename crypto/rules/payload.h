#pragma once

#include "crypto/shared/directory.h"
#include "crypto/shared/payloads.h"

#include <variant>
#include <vector>

// Any method's payload, parsed. Internal to crypto/rules.
namespace voordeur::crypto {

using AnyPayload = std::variant<FoundPayload,
                                DirectoryPayload,
                                ShareTeamKeyPayload,
                                QuotaPayload,
                                EvaluatePayload,
                                CheckPayload,
                                RegisterPayload,
                                ChangeInvolvementPayload,
                                AnswerMatchPayload,
                                ListInvolvementsPayload,
                                IntakePayload,
                                OpenPayload,
                                CommitPayload,
                                GrantPayload,
                                EndAccessPayload,
                                OfferPayload,
                                OfferAnswerPayload,
                                ReadLogPayload>;

/// Errors: those of the payload's `decode`.
Result<AnyPayload> parsePayload(Method method, ByteView bytes);

/// The households that a statement with this payload has to name, rising. None for ListHouseholds:
/// what it lists follows from the grants.
std::vector<HouseholdId> householdsNamedBy(Method method, const AnyPayload& payload);

/// The names of the objects that come with the payload, in order.
std::vector<Hash32> attachmentsNamedBy(const AnyPayload& payload);

}  // namespace voordeur::crypto
