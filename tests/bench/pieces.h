#pragma once

#include "tests/bench/measure.h"

#include <cstddef>

// The bare limits: one piece each, alone, with nothing of the product around it.
namespace voordeur::test::bench {

Sample bareSign(std::size_t callers);
Sample bareVerify(std::size_t callers);
/// One element evaluated and proven: what the server does for one identifier.
Sample bareEvaluate(std::size_t callers);
/// Blind, evaluate and prove, verify, unblind: what both sides do for one identifier.
Sample bareToken(std::size_t callers);
/// The proof of one evaluated element verified: what a checker does for one identifier.
Sample bareProof(std::size_t callers);
/// A detail of 200 bytes sealed to a team's key (HPKE), and opened again.
Sample bareSeal(std::size_t callers);
Sample bareUnseal(std::size_t callers);
/// A Merkle leaf hash of 600 bytes.
Sample bareLeaf(std::size_t callers);
/// A 4 KiB write to a file and its fdatasync.
Sample bareSync();
/// One SQLCipher transaction of 64 rows of 600 bytes; the rate is of rows.
Sample bareGroupCommit();
/// A row of 600 bytes by its key, out of 100,000 in SQLCipher.
Sample barePointRead(std::size_t callers);

}  // namespace voordeur::test::bench
