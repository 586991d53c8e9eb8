#include "tests/bench/measure.h"

#include <algorithm>
#include <chrono>
#include <latch>
#include <thread>

namespace voordeur::test::bench {

namespace {

using Clock = std::chrono::steady_clock;

double microsSince(Clock::time_point start) {
    return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
}

double quantile(const std::vector<double>& sorted, double part) {
    const auto at = static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1));
    return sorted[at];
}

}  // namespace

Sample measure(std::size_t callers,
               std::size_t calls,
               const std::function<void(std::size_t, std::size_t)>& act) {
    std::vector<std::vector<double>> micros(callers);
    std::latch warm(static_cast<std::ptrdiff_t>(callers) + 1);
    std::vector<std::thread> threads;
    for (std::size_t caller = 0; caller < callers; ++caller) {
        threads.emplace_back([&, caller] {
            micros[caller].reserve(calls);
            act(caller, calls);
            warm.arrive_and_wait();
            for (std::size_t call = 0; call < calls; ++call) {
                const auto start = Clock::now();
                act(caller, call);
                micros[caller].push_back(microsSince(start));
            }
        });
    }
    warm.arrive_and_wait();
    const auto start = Clock::now();
    for (auto& thread : threads)
        thread.join();
    const double total = microsSince(start);
    std::vector<double> all;
    for (const auto& own : micros)
        all.insert(all.end(), own.begin(), own.end());
    std::ranges::sort(all);
    return {static_cast<double>(all.size()) * 1e6 / total, quantile(all, 0.5), quantile(all, 0.99)};
}

Sample medianOf(std::vector<Sample> rounds) {
    std::ranges::sort(rounds, {}, &Sample::perSecond);
    return rounds[rounds.size() / 2];
}

std::string grouped(double number) {
    const std::string digits = std::to_string(static_cast<long long>(number + 0.5));
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) out += ',';
        out += digits[i];
    }
    return out;
}

}  // namespace voordeur::test::bench
