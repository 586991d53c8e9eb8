#pragma once

#include "crypto/rules/judge.h"

namespace voordeur::crypto {

/// May this person be asked to lead, in that team? An active coach or manager of a team that may
/// lead. Refuses NotFound, TeamMayNotLead. Internal to crypto/rules.
Status judgeAddressee(Judge& j, const OfferBody& offer);

}  // namespace voordeur::crypto
