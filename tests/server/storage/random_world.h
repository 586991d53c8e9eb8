#pragma once

#include "crypto/rules/memory_world.h"
#include "tests/server/storage/store_under_test.h"

#include <vector>

namespace voordeur::server::storage::test {

/// A small set of ids, and changes over them, so that everything is changed more than once. The
/// changes need not make sense to the rules: a store does not know the rules.
class RandomWorld {
public:
    explicit RandomWorld(std::uint64_t seed);

    crypto::HouseholdState household(const crypto::HouseholdId& id);
    crypto::InvolvementState involvement(const crypto::InvolvementId& id);
    crypto::IndexedToken token();
    crypto::Changes changes();
    crypto::QuotaKey quotaKey();

    SeededRandom random;
    std::vector<crypto::HouseholdId> households;
    std::vector<crypto::TeamId> teams;
    std::vector<crypto::InvolvementId> involvements;
    std::vector<crypto::CompartmentId> compartments;  // rising, the shared core first
    std::vector<crypto::RecordId> records;
    std::vector<crypto::AgencyId> agencies;
    std::vector<crypto::ByteArray<32>> tokens;

private:
    template <class T>
    const T& oneOf(const std::vector<T>& values) {
        return values[random.below(values.size())];
    }
    crypto::CompartmentState compartment(const crypto::CompartmentId& id);
    std::vector<crypto::GrantRef> grants();
    crypto::IdentifierKind kind();
};

/// Does every getter of both worlds say the same of every id there is? `sequences`: of entries.
void expectSameWorlds(crypto::World& found,
                      crypto::World& model,
                      RandomWorld& ids,
                      std::uint64_t sequences);

}  // namespace voordeur::server::storage::test
