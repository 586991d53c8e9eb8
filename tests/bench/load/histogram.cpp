#include "tests/bench/load/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace voordeur::test::bench {

namespace {

constexpr unsigned kPartBits = 6;
constexpr std::uint64_t kParts = 1ULL << kPartBits;

/// Below 2 · kParts every value has its own bucket; above, the leading 7 bits choose it.
std::size_t bucketOf(std::uint64_t value) {
    if (value < 2 * kParts) return value;
    const auto shift = static_cast<unsigned>(std::bit_width(value)) - (kPartBits + 1);
    return static_cast<std::size_t>(shift * kParts + (value >> shift));
}

/// The largest value of a bucket.
std::uint64_t topOf(std::size_t bucket) {
    if (bucket < 2 * kParts) return bucket;
    const std::uint64_t shift = bucket / kParts - 1;
    const std::uint64_t leading = bucket % kParts + kParts;
    return ((leading + 1) << shift) - 1;
}

}  // namespace

void Histogram::add(std::uint64_t nanos) {
    const std::size_t bucket = bucketOf(nanos);
    if (bucket >= m_buckets.size()) m_buckets.resize(bucket + 1);
    ++m_buckets[bucket];
    ++m_count;
    m_max = std::max(m_max, nanos);
    m_sum += static_cast<double>(nanos);
}

void Histogram::add(const Histogram& other) {
    if (other.m_buckets.size() > m_buckets.size()) m_buckets.resize(other.m_buckets.size());
    for (std::size_t i = 0; i < other.m_buckets.size(); ++i)
        m_buckets[i] += other.m_buckets[i];
    m_count += other.m_count;
    m_max = std::max(m_max, other.m_max);
    m_sum += other.m_sum;
}

double Histogram::mean() const {
    return m_count == 0 ? 0 : m_sum / static_cast<double>(m_count);
}

std::uint64_t Histogram::quantile(double part) const {
    if (m_count == 0) return 0;
    const auto wanted = std::max<std::uint64_t>(
        1, static_cast<std::uint64_t>(std::ceil(part * static_cast<double>(m_count))));
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < m_buckets.size(); ++i) {
        seen += m_buckets[i];
        if (seen >= wanted) return std::min(topOf(i), m_max);
    }
    return m_max;
}

}  // namespace voordeur::test::bench
