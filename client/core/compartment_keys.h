#pragma once

#include "client/core/session.h"
#include "client/core/views.h"
#include "crypto/rules/household_state.h"
#include "crypto/vault/compartment.h"

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace voordeur::client::core {

/// A key that somebody made and signed, and that does not do what it should. The server cannot see
/// that; every reader can.
struct KeyFault {
    crypto::CompartmentId compartment;
    std::uint32_t epoch = 1;
    KeyFaultKind kind = KeyFaultKind::Older;
    /// Who made it, by the household's chain; of a grant, by its signature.
    std::optional<crypto::DeviceId> madeBy;
    std::optional<UnixMillis> at;
};

/// The keys of one compartment that this device can reach: the current one through its team's
/// verified grant, older ones through what each key hands on, and, where somebody handed on
/// something else, through grants to the own team that this device kept.
///
/// A client never uses a key that did not come through a verified grant, nor one whose commitment
/// is not that of the epoch in the household's chain (docs/protocol.md §7.3).
/// Thread: one at a time. Ownership: borrows session, state and objects.
class CompartmentKeys {
public:
    /// `objects`: grant bodies and wrapped keys that came with an answer. Keeps the grant when it
    /// opens. Errors: KeyMissing (no grant for the team, or its key is not on this device),
    /// GrantBroken (signature, signer, or what it names: the server's doing), those of the store.
    static Result<CompartmentKeys> open(const Session& session,
                                        const crypto::HouseholdState& state,
                                        const crypto::CompartmentId& compartment,
                                        const std::map<crypto::Hash32, Bytes>& objects);

    /// nullptr: the own team's grant does not open; see `faults`.
    [[nodiscard]] const crypto::CompartmentKey* current() const;
    /// The key of an epoch up to the current one. Errors: EpochWrong; KeyMissing (no way leads to
    /// it, see `faults`); RecordMissing (a wrapped key did not come along); those of the store.
    Result<const crypto::CompartmentKey*> at(std::uint32_t epoch);

    /// Would a new epoch by this device open more to the others than the current one does?
    /// Errors: as `at`.
    Result<bool> worthMending();
    /// What a new epoch has to hand on so that everything this device reaches stays reachable.
    /// Errors: as `at`.
    Result<std::vector<crypto::EarlierKey>> forNextEpoch();

    /// What was found wrong so far; older epochs are looked at only when they are needed.
    [[nodiscard]] const std::vector<KeyFault>& faults() const { return m_faults; }

private:
    CompartmentKeys(const Session& session,
                    const crypto::HouseholdState& state,
                    const crypto::CompartmentState& part,
                    const std::map<crypto::Hash32, Bytes>& objects);
    [[nodiscard]] const crypto::EpochRecord* record(std::uint32_t epoch) const;
    Status takeCurrent(const crypto::GrantRef& grant);
    /// Looks at the newest epoch that was not looked at yet.
    Status step();
    Status stepThroughAll();
    Status takeKept(std::uint32_t epoch);
    Status unwrap(std::uint32_t epoch);
    Status note(KeyFaultKind kind, std::uint32_t epoch);
    /// The epochs whose keys follow from that of `epoch`, itself among them.
    [[nodiscard]] std::set<std::uint32_t> reachedFrom(std::uint32_t epoch) const;

    const Session* m_session;
    crypto::HouseholdId m_household;
    const crypto::CompartmentState* m_part;
    const std::map<crypto::Hash32, Bytes>* m_objects;
    std::map<std::uint32_t, crypto::CompartmentKey> m_keys;
    /// Which epochs' keys each key hands on.
    std::map<std::uint32_t, std::set<std::uint32_t>> m_handsOn;
    std::vector<KeyFault> m_faults;
    std::uint32_t m_next;  // the epoch to look at next; 0: all were
};

}  // namespace voordeur::client::core
