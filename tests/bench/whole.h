#pragma once

#include "tests/bench/measure.h"
#include "tests/bench/scene.h"

// The product's calls over mutual TLS, client and server on the same cores.
namespace voordeur::test::bench {

/// A call that does nothing: what the network, TLS and gRPC take.
Sample noOp(Scene& scene, std::size_t callers, std::size_t calls);
/// Opening a household as a load generator sees it: the statement is signed beforehand, the server
/// verifies, decides, logs durably and proves; nobody looks at the answer.
Sample openingServed(Scene& scene, std::size_t callers, std::size_t calls);
/// The same as a person has it: signed, proven, replayed, decrypted.
Sample openingWhole(Scene& scene, std::size_t callers, std::size_t calls);
/// Is this citizen number known? Blind, evaluate, verify, look up: two logged calls.
Sample check(Scene& scene, std::size_t callers, std::size_t calls);
/// The lead offered and withdrawn: two logged changes, each after the reading it rests on.
Sample leadChange(Scene& scene, std::size_t callers, std::size_t calls);
/// A row of a coaches' register: tokens, intake and first note, sealed.
Sample importRow(Scene& scene, std::size_t calls);
/// The officer's check of the whole log, from the store: the rate is of entries.
Sample fullCheck(Scene& scene);

}  // namespace voordeur::test::bench
