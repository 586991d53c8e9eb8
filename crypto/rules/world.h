#pragma once

#include "crypto/rules/involvement_state.h"

#include <optional>
#include <vector>

namespace voordeur::crypto {

/// What an Evaluate entry allows to be cited.
struct EvaluationFact {
    DeviceId device;
    IdentifierKind kind = IdentifierKind::Bsn;
    std::uint32_t count = 0;
    UnixMillis time = 0;
    friend bool operator==(const EvaluationFact&, const EvaluationFact&) = default;
};

/// One counter of questions. `window` is time / length of the window.
struct QuotaKey {
    QuotaScope scope = QuotaScope::Person;
    QuotaWindow window = QuotaWindow::Hour;
    IdentifierKind kind = IdentifierKind::Bsn;
    ByteArray<16> who{};
    std::uint64_t windowNumber = 0;
    friend auto operator<=>(const QuotaKey&, const QuotaKey&) = default;
};

/// An index entry as the index holds it.
struct IndexedToken {
    IndexEntry entry;
    Hash32 entryHash{};
};

/// The most index entries that one look-up brings.
inline constexpr std::size_t kLookUpMax = 64;

/// Everything a decision may look at, as of just before the entry that is being decided. The server
/// answers from its store inside the transaction, the verifier from memory.
///
/// Errors of every call: StorageFailed (and others of a store), never a judgement.
/// Thread: one at a time.
class World {
public:
    World() = default;
    World(const World&) = delete;
    World& operator=(const World&) = delete;
    World(World&&) = delete;
    World& operator=(World&&) = delete;
    virtual ~World() = default;

    [[nodiscard]] virtual const Directory& directory() const = 0;
    virtual Result<std::optional<HouseholdState>> household(const HouseholdId& id) = 0;
    virtual Result<std::optional<InvolvementState>> involvement(const InvolvementId& id) = 0;
    /// Index entries under one token that count at `now`: to a household that are not over, and to
    /// an involvement that runs. At most kLookUpMax, as IndexChoice chooses and orders them: with
    /// that many there may be more.
    virtual Result<std::vector<IndexedToken>> lookUp(IdentifierKind kind,
                                                     std::uint32_t epoch,
                                                     const ByteArray<32>& token,
                                                     UnixMillis now) = 0;
    virtual Result<std::optional<EvaluationFact>> evaluation(std::uint64_t sequence) = 0;
    /// All rows of a compartment's manifest, sorted by record.
    virtual Result<std::vector<ManifestRow>> rows(const HouseholdId& household,
                                                  const CompartmentId& compartment) = 0;
    virtual Result<std::uint32_t> quotaUsed(const QuotaKey& key) = 0;
    /// The bulk quota opened for that agency, kind and day, if any.
    virtual Result<std::optional<std::uint32_t>> bulkQuota(const AgencyId& agency,
                                                           IdentifierKind kind,
                                                           std::uint32_t day) = 0;
    /// Households above `after` among whose `listedTeamsOf` the team is, rising.
    virtual Result<std::vector<HouseholdId>> householdsOf(const TeamId& team,
                                                          const HouseholdId& after,
                                                          std::uint32_t most) = 0;
    /// Involvements of the team with ids above `after`, rising.
    virtual Result<std::vector<InvolvementId>> involvementsOf(const TeamId& team,
                                                              const InvolvementId& after,
                                                              std::uint32_t most) = 0;
};

/// What a decided call changes. Applied as a whole in the entry's transaction.
struct Changes {
    struct Rows {
        HouseholdId household;
        CompartmentId compartment;
        std::vector<ManifestRow> rows;
    };
    struct Charge {
        QuotaKey key;
        std::uint32_t count = 0;
    };
    struct Bulk {
        AgencyId agency;
        IdentifierKind kind = IdentifierKind::Bsn;
        std::uint32_t day = 0;
        std::uint32_t max = 0;
    };
    std::vector<HouseholdState> households;      // new values
    std::vector<InvolvementState> involvements;  // new values
    std::vector<IndexedToken> tokens;            // added
    std::vector<Rows> rows;                      // replaced or added rows
    std::vector<Charge> charges;                 // added to the counters
    std::optional<EvaluationFact> evaluation;    // under this entry's sequence
    std::optional<Bulk> bulk;
    bool directory = false;  // the payload is to be followed by the directory
};

}  // namespace voordeur::crypto
