#include "client/core/offers.h"

#include <algorithm>

namespace voordeur::client::core {

using crypto::Reason;

std::vector<HouseholdOffer> offersIn(const std::vector<HouseholdFile>& files) {
    std::vector<HouseholdOffer> offers;
    for (const auto& file : files) {
        if (file.state.offer) offers.push_back({file.state.id, *file.state.offer});
    }
    return offers;
}

Result<crypto::OpenOffer> offerToAnswer(Session& session,
                                        const crypto::HouseholdId& id,
                                        std::uint16_t purpose) {
    VD_ASSIGN(const auto files, listFiles(session, purpose));
    const auto file = std::find_if(
        files.begin(), files.end(), [&](const auto& one) { return one.state.id == id; });
    VD_REQUIRE(file != files.end(), Reason::NotFound);
    VD_REQUIRE(file->state.offer.has_value(), Reason::OfferClosed);
    return *file->state.offer;
}

Result<crypto::OpenOffer> offerToWithdraw(Session& session,
                                          const crypto::HouseholdId& id,
                                          std::uint16_t purpose) {
    VD_ASSIGN(const auto file, openFile(session, id, purpose));
    VD_REQUIRE(file.state.offer.has_value(), Reason::OfferClosed);
    return *file.state.offer;
}

}  // namespace voordeur::client::core
