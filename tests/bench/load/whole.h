#pragma once

#include "tests/bench/measure.h"
#include "tests/bench/scene.h"

#include <string>

namespace voordeur::test::bench {

/// One person at work with the client's own core, one call after the other: signed, proven,
/// replayed, kept and decrypted. Kinds: open, check, lead (offered and withdrawn), list, import (a
/// household by a row of a register). Throws for another.
Sample wholeOf(Scene& scene, const std::string& kind, std::size_t calls);

}  // namespace voordeur::test::bench
