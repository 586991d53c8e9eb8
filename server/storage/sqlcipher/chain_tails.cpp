#include "server/storage/sqlcipher/chain_tails.h"

#include <algorithm>

namespace voordeur::server::storage::sqlcipher {
namespace {

/// A sweep goes twice as fast as new households fall behind, so that it ends.
constexpr std::size_t kSweepRate = 2;
constexpr std::size_t kSweepMin = 16;

}  // namespace

std::optional<std::uint64_t> ChainTails::find(const crypto::HouseholdId& household) const {
    const crypto::MutexLock lock(m_mutex);
    const auto at = m_tails.find(household);
    if (at == m_tails.end()) return std::nullopt;
    return at->second;
}

void ChainTails::load(const Tail& tail) {
    const crypto::MutexLock lock(m_mutex);
    m_tails.insert_or_assign(tail.first, tail.second);
}

void ChainTails::loadNewer(const Tail& tail) {
    load(tail);
    m_behind.insert(tail.first);
}

ChainTails::Slice ChainTails::slice(
    std::uint64_t sizeBefore, const std::map<crypto::HouseholdId, std::uint64_t>& moved) const {
    Slice slice{{}, m_savedFrom, m_sweeping, m_sweepFrom, m_next};
    if (!slice.sweeping) {
        if (sizeBefore - m_savedFrom < m_behindMax && m_behind.size() < m_behindMax) return slice;
        // All households with newer entries than the file knows are behind now, and the sweep comes
        // past each of them. Those moved from here on may lie behind its back: their entries do not
        // count as saved.
        slice.sweeping = true;
        slice.sweepFrom = sizeBefore;
        slice.next = {};
    }
    const std::size_t most = std::max(kSweepMin, kSweepRate * moved.size());
    const crypto::MutexLock lock(m_mutex);
    auto at = m_behind.lower_bound(slice.next);
    for (; at != m_behind.end() && slice.tails.size() < most; ++at) {
        const auto now = moved.find(*at);
        slice.tails.emplace_back(*at, now != moved.end() ? now->second : m_tails.at(*at));
    }
    if (at != m_behind.end()) {
        slice.next = *at;
    } else {
        slice.sweeping = false;
        slice.savedFrom = slice.sweepFrom;
    }
    return slice;
}

void ChainTails::committed(const Slice& slice,
                           const std::map<crypto::HouseholdId, std::uint64_t>& moved) {
    for (const auto& [household, sequence] : moved)
        m_behind.insert(household);
    for (const auto& [household, sequence] : slice.tails)
        m_behind.erase(household);
    m_savedFrom = slice.savedFrom;
    m_sweeping = slice.sweeping;
    m_sweepFrom = slice.sweepFrom;
    m_next = slice.next;
    const crypto::MutexLock lock(m_mutex);
    for (const auto& [household, sequence] : moved) {
        m_tails.insert_or_assign(household, sequence);
    }
}

}  // namespace voordeur::server::storage::sqlcipher
