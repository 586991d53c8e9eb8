#pragma once

#include "crypto/shared/founding_sheet.h"
#include "crypto/shared/policy.h"

#include <string>

namespace voordeur::client::core {

/// Codes of the default policy that other parts of the client name.
namespace purpose {
inline constexpr std::uint16_t kNewRequest = 10;    // nieuwe aanmelding
inline constexpr std::uint16_t kCoordination = 11;  // hulp op elkaar afstemmen
inline constexpr std::uint16_t kConcernChild = 12;  // zorg om een kind
inline constexpr std::uint16_t kArrearsHelp = 13;   // hulp bij huurachterstand
inline constexpr std::uint16_t kOwnCase = 14;       // eigen gezin in begeleiding
}  // namespace purpose

/// The root policy a municipality starts from: purposes with their legal bases and sources, life
/// domains, quotas and retention. Everything in it can be changed by the founders later.
crypto::RootPolicy defaultPolicy(const std::string& municipality,
                                 const crypto::FoundingSheet& sheet,
                                 const crypto::PublicKey32& founder,
                                 const crypto::Hash32& nonce);

}  // namespace voordeur::client::core
