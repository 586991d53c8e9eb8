#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/random.h"
#include "crypto/base/result.h"
#include "crypto/base/secret_bytes.h"
#include "crypto/shared/oprf.h"

#include <span>
#include <vector>

// The client's side of RFC 9497, mode VOPRF: blind, send, verify, unblind.
// Thread: any, for everything in this file.
namespace voordeur::crypto {

/// An input made unreadable for the server.
struct OprfBlinded {
    SecretBytes blind;      ///< keep until the answer is there; goes into the sealed detail
    OprfElement element{};  ///< goes to the server
};

/// Blind of RFC 9497 §3.3.2 under a fresh blind. Errors: ElementInvalid (the input maps to the
/// identity; never seen), MessageTooLarge (above kOprfInputBytesMax).
Result<OprfBlinded> oprfBlind(ByteView input, RandomSource& random);

/// The blinded element that this input and this blind give: how an officer checks that a sealed
/// detail belongs to what was sent. Errors: as `oprfBlind`, and WeakKey (not a usable blind).
Result<OprfElement> oprfBlindWith(ByteView input, const SecretBytes& blind);

/// A server's answer whose proof holds under the pinned public key. Outputs come only from here, so
/// nobody can forget to verify.
class OprfVerified {
public:
    /// VerifyProof of RFC 9497 §2.2.2 over the whole batch: every element was made from the blinded
    /// one at the same place, with the key that belongs to `publicKey`.
    /// Errors: InvalidArgument (`blinded` is empty), LimitReached (above
    /// limits::kEvaluationsPerCallMax), ElementInvalid (an element or the public key is not
    /// canonical, not of the group, or the identity), ProofBroken (everything else, also another
    /// number of elements).
    static Result<OprfVerified> verify(const OprfElement& publicKey,
                                       std::span<const OprfElement> blinded,
                                       const OprfEvaluation& evaluation);

    [[nodiscard]] std::size_t count() const { return m_evaluated.size(); }

    /// Finalize of RFC 9497 §3.3.2 for element `index` < count(): the 64 bytes y. `input` and
    /// `blind` are those that gave the blinded element at this place; others give other bytes.
    /// Errors: WeakKey (not a usable blind), MessageTooLarge.
    [[nodiscard]] Result<SecretBytes> output(std::size_t index,
                                             ByteView input,
                                             const SecretBytes& blind) const;

private:
    explicit OprfVerified(std::vector<OprfElement> evaluated) : m_evaluated(std::move(evaluated)) {}

    std::vector<OprfElement> m_evaluated;
};

}  // namespace voordeur::crypto
