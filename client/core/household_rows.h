#pragma once

#include "client/core/local_store.h"

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace voordeur::crypto::sqlcipher {
class Connection;
}

namespace voordeur::client::core {

/// The tables of households in the local store.
///
/// Errors, Thread: as LocalStore; `put` wants a transaction. Ownership: borrows the connection.
class HouseholdRows {
public:
    explicit HouseholdRows(crypto::sqlcipher::Connection& connection) : m_connection(connection) {}

    Result<std::optional<KnownHousehold>> household(const crypto::HouseholdId& id);
    Result<std::vector<std::pair<crypto::HouseholdId, std::uint64_t>>> counts();
    Status put(const KnownHousehold& household, const HouseholdSight& sight);
    Result<std::optional<HouseholdSight>> lastSight(const crypto::HouseholdId& id);
    Status raiseSight(const crypto::HouseholdId& id, const HouseholdSight& sight);
    Result<std::vector<HouseholdAnchor>> anchors(const crypto::HouseholdId& id);
    Result<std::optional<EpochMade>> epochMade(const crypto::HouseholdId& household,
                                               const crypto::CompartmentId& compartment,
                                               std::uint32_t epoch);
    Result<std::optional<RecordMade>> recordMade(const crypto::HouseholdId& household,
                                                 const crypto::CompartmentId& compartment,
                                                 const crypto::RecordId& record);

private:
    Status putState(const KnownHousehold& household);
    Status putAnchor(const KnownHousehold& household, std::uint64_t sequence);
    Status putEpochs(const KnownHousehold& household);
    Status putRecords(const KnownHousehold& household);

    crypto::sqlcipher::Connection& m_connection;
};

/// Which of `sizes` (falling) to forget when there are more than `most`: of those about equally far
/// behind the first, all but the smallest. So the last hour is remembered densely, and last year
/// by a few.
std::vector<std::uint64_t> thinnedOut(const std::vector<std::uint64_t>& sizes, std::size_t most);

}  // namespace voordeur::client::core
