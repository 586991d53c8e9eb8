#pragma once

#include "client/core/household_file.h"
#include "crypto/rules/household_state.h"

#include <vector>

// Open questions to somebody to take the lead, as the verified state chains say them.
namespace voordeur::client::core {

struct HouseholdOffer {
    crypto::HouseholdId household;
    crypto::OpenOffer offer;
};

/// All open offers in the team's caseload, those addressed to its people among them.
std::vector<HouseholdOffer> offersIn(const std::vector<HouseholdFile>& files);

/// The household's open offer, for whoever was asked: their team cannot open the file before they
/// accept, so it is found in the caseload (one logged list).
/// Errors: those of listFiles; NotFound (not in the caseload), OfferClosed (nobody is asked now).
Result<crypto::OpenOffer> offerToAnswer(Session& session,
                                        const crypto::HouseholdId& id,
                                        std::uint16_t purpose);

/// The same for whoever gave it and can open the file (one logged opening).
/// Errors: those of openFile; OfferClosed.
Result<crypto::OpenOffer> offerToWithdraw(Session& session,
                                          const crypto::HouseholdId& id,
                                          std::uint16_t purpose);

}  // namespace voordeur::client::core
