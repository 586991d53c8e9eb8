#pragma once

#include <cstdint>
#include <vector>

namespace voordeur::test::bench {

/// Latencies in buckets that grow with the value: each doubling is cut into 64 equal parts, so that
/// a quantile is at most 1.6 % too high, and 40 hours fit into 3,000 counts. The layout is that of
/// HdrHistogram with two significant digits. Thread: one at a time.
class Histogram {
public:
    void add(std::uint64_t nanos);
    void add(const Histogram& other);

    [[nodiscard]] std::uint64_t count() const { return m_count; }
    [[nodiscard]] std::uint64_t max() const { return m_max; }
    [[nodiscard]] double mean() const;
    /// The value that `part` (0..1) of all do not exceed; 0 without any.
    [[nodiscard]] std::uint64_t quantile(double part) const;

private:
    std::vector<std::uint64_t> m_buckets;
    std::uint64_t m_count = 0;
    std::uint64_t m_max = 0;
    double m_sum = 0;
};

}  // namespace voordeur::test::bench
