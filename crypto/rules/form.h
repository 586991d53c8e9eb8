#pragma once

#include "crypto/rules/decide.h"
#include "crypto/rules/payload.h"

// The two halves of `checkForm`. Internal to crypto/rules.
namespace voordeur::crypto {

/// Sizes, and the hash of the payload.
Status checkEnvelope(const Call& call);
/// What the payload names: households and attachments.
Status checkNamed(const Call& call, const AnyPayload& payload);

}  // namespace voordeur::crypto
