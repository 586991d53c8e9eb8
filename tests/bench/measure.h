#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace voordeur::test::bench {

/// What one round measured.
struct Sample {
    double perSecond = 0;
    double medianMicros = 0;
    double p99Micros = 0;
};

/// `act(caller, call)` is run `calls` times by each of `callers` threads at once.
/// Everything before the first call is warmed up by one call of each caller.
Sample measure(std::size_t callers,
               std::size_t calls,
               const std::function<void(std::size_t caller, std::size_t call)>& act);

/// The round whose rate is in the middle.
Sample medianOf(std::vector<Sample> rounds);

/// "12,345".
std::string grouped(double number);

}  // namespace voordeur::test::bench
