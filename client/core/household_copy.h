#pragma once

#include "client/core/local_store.h"
#include "client/core/transport.h"
#include "crypto/shared/directory_state.h"
#include "crypto/shared/entry.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace voordeur::client::core {

/// Replays lines of one household's state chain on what this device knew. Every line's signature is
/// checked against the directory as of its place.
///
/// Errors: HouseholdChainWrong (order, hashes, a line that cannot follow, or one that does not lead
/// to what this device saw once), SignatureBroken, GrantBroken (a grant of another device than the
/// line's), RuleBroken (a signer who could not speak any more). Thread: any.
class HouseholdCopy {
public:
    /// `anchors`: rising; what the chain has to come by.
    HouseholdCopy(const crypto::HouseholdId& id,
                  std::optional<KnownHousehold> known,
                  std::vector<HouseholdAnchor> anchors,
                  const crypto::Directory& directory);

    Status add(const ChainLine& line);
    /// The state chain now.
    [[nodiscard]] const crypto::ChainHead& chain() const { return m_chain; }
    [[nodiscard]] const std::optional<crypto::HouseholdState>& state() const { return m_state; }
    [[nodiscard]] const std::vector<crypto::Lead>& leads() const { return m_leads; }
    /// Are both chains at least as long as this device saw them once?
    [[nodiscard]] bool reaches(std::uint64_t allCount) const;
    /// What to keep once an own entry confirmed it. `allCount`: of the chain of all entries.
    [[nodiscard]] KnownHousehold known(std::uint64_t allCount) const;

private:
    void noteEpochs(const crypto::Statement& statement, crypto::UnixMillis time);
    Status noteAuthors(const crypto::Statement& statement, ByteView payload);

    const crypto::HouseholdId m_id;
    const crypto::Directory& m_directory;
    std::optional<crypto::HouseholdState> m_state;
    crypto::ChainHead m_chain;
    std::vector<crypto::Lead> m_leads;
    std::map<crypto::CompartmentId, std::uint32_t> m_newest;
    std::vector<EpochMade> m_epochs;
    std::map<std::pair<crypto::CompartmentId, crypto::RecordId>, RecordMade> m_records;
    const std::vector<HouseholdAnchor> m_anchors;
};

/// Is the state chain, as far as it goes by now, the one that was seen?
bool comesByAnchors(const std::vector<HouseholdAnchor>& anchors,
                    const crypto::ChainHead& stateChain);
/// Are both chains at least as long as they were seen?
bool reachesAnchors(const std::vector<HouseholdAnchor>& anchors,
                    const crypto::ChainHead& stateChain,
                    std::uint64_t allCount);

/// Is this chain line the word of a device that was admitted and not yet revoked at that place?
/// Shared by household chains and by "who looked". Errors: as above.
Result<crypto::Statement> checkSigner(const crypto::Directory& directory,
                                      const crypto::Entry& entry);

}  // namespace voordeur::client::core
