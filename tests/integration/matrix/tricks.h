#pragma once

#include "tests/integration/matrix/asks.h"

#include <functional>
#include <string>
#include <vector>

namespace voordeur::test {

/// One way to cheat with a call that would otherwise be done: whose call, what is asked, and what
/// came of it. `name` heads a column, `what` explains it.
struct Trick {
    const char* name;
    const char* what;
    std::function<std::string(People&, const Actor&, const Ask&)> play;
    /// The call is done first, and the trick comes after it.
    bool afterIt = false;
};

const std::vector<Trick>& tricks();

}  // namespace voordeur::test
