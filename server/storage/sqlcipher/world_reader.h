#pragma once

#include "crypto/rules/world.h"
#include "server/storage/sqlcipher/chain_link.h"
#include "server/storage/sqlcipher/lru.h"
#include "server/storage/sqlcipher/prepare.h"

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace voordeur::server::storage::sqlcipher {

/// What decisions look at, read on the writing connection, with what its transaction changed.
///
/// Keeps states of households decoded between transactions (`changed` and `forgetAll` keep them
/// true). A caseload costs the same few statements, however many households it has: after
/// `householdsOf`, the first question after one of them reads them all.
///
/// Thread: the writer's. Errors: StorageFailed.
class WorldReader {
public:
    static Result<std::unique_ptr<WorldReader>> prepare(Connection& connection);

    Result<std::optional<crypto::HouseholdState>> household(const crypto::HouseholdId& id);
    Result<std::optional<crypto::InvolvementState>> involvement(const crypto::InvolvementId& id);
    Result<std::vector<crypto::IndexedToken>> lookUp(crypto::IdentifierKind kind,
                                                     std::uint32_t epoch,
                                                     const crypto::ByteArray<32>& token,
                                                     crypto::UnixMillis now);
    Result<std::optional<crypto::EvaluationFact>> evaluation(std::uint64_t sequence);
    Result<std::vector<crypto::ManifestRow>> rows(const crypto::HouseholdId& household,
                                                  const crypto::CompartmentId& compartment);
    Result<std::uint32_t> quotaUsed(const crypto::QuotaKey& key);
    Result<std::optional<std::uint32_t>> bulkQuota(const crypto::AgencyId& agency,
                                                   crypto::IdentifierKind kind,
                                                   std::uint32_t day);
    Result<std::vector<crypto::HouseholdId>> householdsOf(const crypto::TeamId& team,
                                                          const crypto::HouseholdId& after,
                                                          std::uint32_t most);
    Result<std::vector<crypto::InvolvementId>> involvementsOf(const crypto::TeamId& team,
                                                              const crypto::InvolvementId& after,
                                                              std::uint32_t most);

    /// The households of the page of a caseload that was asked for last, if this one is among them:
    /// whoever needs something of one of them will need it of all. Otherwise nullptr.
    [[nodiscard]] const std::vector<crypto::HouseholdId>* caseloadWith(
        const crypto::HouseholdId& id) const;

    /// A state was written.
    void changed(const crypto::HouseholdState& state) { m_states.put(state.id, state); }
    /// Rows were written.
    void rowsChanged() { m_caseload.reset(); }
    /// The transaction was rolled back: what is kept may not be true.
    void forgetAll();

private:
    using RowsKey = std::pair<crypto::HouseholdId, crypto::CompartmentId>;
    using RowsOf = std::map<RowsKey, std::vector<crypto::ManifestRow>>;
    struct Caseload {
        crypto::TeamId team;
        crypto::HouseholdId after;
        std::vector<crypto::HouseholdId> households;  // rising
        bool statesAsked = false;
        bool rowsAsked = false;
        std::optional<RowsOf> rows;  // empty when there are too many
    };

    WorldReader();
    Status loadStates(Caseload& caseload);
    Status loadRows(Caseload& caseload);

    Lru<crypto::HouseholdId, crypto::HouseholdState> m_states;
    std::optional<Caseload> m_caseload;

    Statement m_household;
    Statement m_householdsOf;
    Statement m_statesOf;
    Statement m_rowsOf;
    Statement m_rows;
    Statement m_involvement;
    Statement m_involvementsOf;
    Statement m_tokens;
    Statement m_evaluation;
    Statement m_quota;
    Statement m_bulkQuota;
};

}  // namespace voordeur::server::storage::sqlcipher
