#pragma once

#include "crypto/rules/decide.h"

#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace voordeur::crypto {

/// The world in maps: what the verifier and the officer's client replay into, and the model that
/// the server's store is tested against. Thread: one at a time.
class MemoryWorld final : public World {
public:
    [[nodiscard]] const Directory& directory() const override { return m_directory; }
    Result<std::optional<HouseholdState>> household(const HouseholdId& id) override;
    Result<std::optional<InvolvementState>> involvement(const InvolvementId& id) override;
    Result<std::vector<IndexedToken>> lookUp(IdentifierKind kind,
                                             std::uint32_t epoch,
                                             const ByteArray<32>& token,
                                             UnixMillis now) override;
    Result<std::optional<EvaluationFact>> evaluation(std::uint64_t sequence) override;
    Result<std::vector<ManifestRow>> rows(const HouseholdId& household,
                                          const CompartmentId& compartment) override;
    Result<std::uint32_t> quotaUsed(const QuotaKey& key) override;
    Result<std::optional<std::uint32_t>> bulkQuota(const AgencyId& agency,
                                                   IdentifierKind kind,
                                                   std::uint32_t day) override;
    Result<std::vector<HouseholdId>> householdsOf(const TeamId& team,
                                                  const HouseholdId& after,
                                                  std::uint32_t most) override;
    Result<std::vector<InvolvementId>> involvementsOf(const TeamId& team,
                                                      const InvolvementId& after,
                                                      std::uint32_t most) override;

    /// Applies what was decided for the call, which was done. Errors: those of Directory::found and
    /// Directory::follow, and of the payloads' `decode`; then nothing has changed.
    Status apply(const Call& call, const Changes& changes);

    [[nodiscard]] std::size_t householdCount() const { return m_households.size(); }
    /// nullptr when there is none. Valid until the next `apply`.
    [[nodiscard]] const HouseholdState* find(const HouseholdId& id) const;
    [[nodiscard]] const InvolvementState* find(const InvolvementId& id) const;
    [[nodiscard]] const std::map<HouseholdId, HouseholdState>& households() const {
        return m_households;
    }

private:
    using TokenKey = std::tuple<IdentifierKind, std::uint32_t, ByteArray<32>>;

    [[nodiscard]] bool counts(const IndexEntry& entry, UnixMillis now) const;
    Status applyDirectory(const Call& call);
    void put(const HouseholdState& state);
    void put(const Changes::Rows& rows);
    void put(const IndexedToken& token);

    Directory m_directory;
    std::map<HouseholdId, HouseholdState> m_households;
    std::map<InvolvementId, InvolvementState> m_involvements;
    std::map<std::pair<HouseholdId, CompartmentId>, std::map<RecordId, ManifestRow>> m_rows;
    std::map<TokenKey, std::vector<IndexedToken>> m_tokens;  // sorted by entryHash
    std::map<std::uint64_t, EvaluationFact> m_evaluations;
    std::map<QuotaKey, std::uint32_t> m_quota;
    std::map<std::tuple<AgencyId, IdentifierKind, std::uint32_t>, std::uint32_t> m_bulk;
    std::map<TeamId, std::set<HouseholdId>> m_householdsOf;
    std::map<TeamId, std::set<InvolvementId>> m_involvementsOf;
};

}  // namespace voordeur::crypto
