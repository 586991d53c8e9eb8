#include "tests/integration/matrix/distributions.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <utility>

namespace voordeur::test {
namespace {

constexpr std::size_t kResamples = 400;

double medianOf(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Ranks from 1; equal values share theirs.
struct Ranked {
    double firstSum = 0;
    double ties = 0;  // Σ t³ − t
};

Ranked rank(const std::vector<double>& first, const std::vector<double>& second) {
    std::vector<std::pair<double, bool>> all;
    all.reserve(first.size() + second.size());
    for (const double value : first)
        all.emplace_back(value, true);
    for (const double value : second)
        all.emplace_back(value, false);
    std::ranges::sort(all);
    Ranked out;
    for (std::size_t i = 0; i < all.size();) {
        std::size_t end = i;
        while (end < all.size() && all[end].first == all[i].first)
            ++end;
        const double shared = (static_cast<double>(i + 1) + static_cast<double>(end)) / 2;
        const auto equal = static_cast<double>(end - i);
        out.ties += equal * equal * equal - equal;
        for (; i < end; ++i) {
            if (all[i].second) out.firstSum += shared;
        }
    }
    return out;
}

std::size_t below(std::size_t bound, crypto::RandomSource& random) {
    const auto bytes = random.array<8>();
    std::uint64_t number = 0;
    std::memcpy(&number, bytes.data(), bytes.size());
    return static_cast<std::size_t>(number % bound);
}

double resampledMedian(const std::vector<double>& values, crypto::RandomSource& random) {
    std::vector<double> drawn(values.size());
    for (double& one : drawn)
        one = values[below(values.size(), random)];
    return medianOf(std::move(drawn));
}

}  // namespace

Difference differenceOf(const std::vector<double>& first,
                        const std::vector<double>& second,
                        crypto::RandomSource& random) {
    Difference out;
    out.median = medianOf(first);
    out.shift = (medianOf(second) - out.median) / out.median;
    const auto n = static_cast<double>(first.size());
    const auto m = static_cast<double>(second.size());
    const Ranked ranked = rank(first, second);
    const double u = ranked.firstSum - n * (n + 1) / 2;
    out.longer = 1 - u / (n * m);
    const double all = n + m;
    const double variance = n * m / 12 * (all + 1 - ranked.ties / (all * (all - 1)));
    const double z = variance > 0 ? std::abs(u - n * m / 2) / std::sqrt(variance) : 0;
    out.p = std::erfc(z / std::sqrt(2.0));
    std::vector<double> shifts(kResamples);
    for (double& shift : shifts) {
        const double before = resampledMedian(first, random);
        shift = (resampledMedian(second, random) - before) / before;
    }
    std::ranges::sort(shifts);
    out.shiftLow = shifts[kResamples / 40];
    out.shiftHigh = shifts[kResamples - kResamples / 40 - 1];
    return out;
}

bool cannotBeToldApart(const Difference& difference) {
    return std::abs(difference.shift) < kShiftMost &&
           std::abs(difference.longer - 0.5) <= kGuessMost;
}

}  // namespace voordeur::test
