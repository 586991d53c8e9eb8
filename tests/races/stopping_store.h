#pragma once

#include "tests/races/desk.h"

namespace voordeur::test::races {

/// The store it was given, with a stop before and after what matters. Of readings only a worker's
/// stop, not the writer's own. `forgetful`: see Desk::Options.
std::unique_ptr<server::storage::Store> stopping(std::unique_ptr<server::storage::Store> store,
                                                 AtStop atStop,
                                                 bool forgetful);

}  // namespace voordeur::test::races
