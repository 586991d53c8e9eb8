#pragma once

#include "tests/bench/growth/filling.h"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>

// What is measured at each size: one caller, in the server's own process, so that the network's
// share does not hide what grows. Times in microseconds, p50 and p99.
namespace voordeur::test::bench {

/// Evaluate and look up; open; list 1, 10 and 100 households; proofs of random entries; and how
/// many openings a second the writer appends.
nlohmann::json measureCalls(Town& town, Filling& filling, std::size_t calls);
/// A voordeurd started on a copy: time until it listens, and its memory then; and a backup that it
/// makes of the copy, checked and sealed.
nlohmann::json measureStart(TestServer& server, const std::string& program);
/// Everything recomputed from entry 0, against the bare work that is in it.
nlohmann::json measureFullCheck(TestServer& server);
/// Bytes of the store on disk, its WAL included.
std::uintmax_t storeBytes(TestServer& server);

}  // namespace voordeur::test::bench
