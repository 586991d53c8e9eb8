#pragma once

#include "client/core/session.h"
#include "crypto/rules/household_state.h"
#include "crypto/vault/compartment.h"

#include <map>

namespace voordeur::client::core {

/// The keys of one compartment that this device can reach: the current one through its team's
/// verified grant, older ones by unwrapping from it.
///
/// A client never uses a key that did not come through a verified grant (docs/protocol.md).
/// Thread: one at a time. Ownership: borrows session and state.
class CompartmentKeys {
public:
    /// `objects`: grant bodies and wrapped keys that came with an answer.
    /// Errors: KeyMissing (no grant for the team, or its key is not on this device), GrantBroken
    /// (signature, signer, or what it names), CommitmentWrong, SealBroken, EpochWrong.
    static Result<CompartmentKeys> open(const Session& session,
                                        const crypto::HouseholdState& state,
                                        const crypto::CompartmentId& compartment,
                                        const std::map<crypto::Hash32, Bytes>& objects);

    [[nodiscard]] const crypto::CompartmentKey& current() const;
    /// The key of an epoch up to the current one. Errors: EpochWrong, SealBroken, CommitmentWrong,
    /// RecordMissing (a wrapped key did not come along).
    Result<const crypto::CompartmentKey*> at(std::uint32_t epoch);

private:
    CompartmentKeys(const crypto::CompartmentState& state,
                    const std::map<crypto::Hash32, Bytes>& objects);
    [[nodiscard]] const crypto::EpochRecord* record(std::uint32_t epoch) const;

    const crypto::CompartmentState* m_state;
    const std::map<crypto::Hash32, Bytes>* m_objects;
    std::map<std::uint32_t, crypto::CompartmentKey> m_keys;  // the newest first opened
};

}  // namespace voordeur::client::core
