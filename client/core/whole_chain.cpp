#include "client/core/whole_chain.h"

#include "client/core/household_copy.h"

#include <utility>

namespace voordeur::client::core {

using crypto::Entry;
using crypto::Reason;
using crypto::success;

WholeChain::WholeChain(const crypto::HouseholdId& id,
                       std::vector<HouseholdAnchor> anchors,
                       std::optional<HouseholdSight> sight,
                       const crypto::Directory& directory)
    : m_anchors(std::move(anchors)),
      m_sight(sight),
      m_directory(directory),
      m_all(crypto::emptyHouseholdChain(id)),
      m_state(crypto::emptyStateChain(id)) {}

Status WholeChain::add(const ChainLine& line) {
    auto entry = Entry::decode(line.entry);
    VD_REQUIRE(entry.ok(), Reason::HouseholdChainWrong);
    VD_ASSIGN(const auto statement, checkSigner(m_directory, entry.value()));
    const bool rising = m_entries.empty() || m_entries.back().sequence < entry.value().sequence;
    VD_REQUIRE(rising, Reason::HouseholdChainWrong);
    m_all = crypto::extended(m_all, crypto::leafOf(line.entry));
    VD_REQUIRE(comesBySight(), Reason::HouseholdChainWrong);
    if (entry.value().done() && crypto::changesHousehold(statement.method)) {
        m_state = crypto::extended(m_state, crypto::leafOf(line.entry));
        VD_REQUIRE(comesByAnchors(m_anchors, m_state), Reason::HouseholdChainWrong);
    }
    m_entries.push_back(std::move(entry).value());
    return success();
}

bool WholeChain::comesBySight() const {
    return !m_sight || m_sight->all.count != m_all.count || m_sight->all == m_all;
}

Status WholeChain::isAll(const crypto::HouseholdHeads& heads) const {
    VD_REQUIRE(m_all == heads.all && m_state == heads.state, Reason::HouseholdChainWrong);
    VD_REQUIRE(!m_sight || m_all.count >= m_sight->all.count, Reason::HouseholdChainWrong);
    VD_REQUIRE(reachesAnchors(m_anchors, m_state, m_all.count), Reason::HouseholdChainWrong);
    return success();
}

}  // namespace voordeur::client::core
