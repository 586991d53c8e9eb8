#pragma once

#include "tests/integration/hostile_server/cases.h"

#include <string>

namespace voordeur::test {

/// "Ok", or the name of the reason.
std::string told(const crypto::Status& status);
std::string told(crypto::Reason reason);

/// Plays one case, in the town of the case before where that left it usable: honestly, with the
/// lie, and as its `After` says. What does not hold is a failure of GoogleTest. Returns what the
/// client said to the lie.
crypto::Status play(const Case& one);
/// Closes the town that the last case left; before `main` ends, because gRPC ends with it.
void endPlays();

}  // namespace voordeur::test
