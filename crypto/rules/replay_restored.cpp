#include "crypto/rules/replay_restored.h"

namespace voordeur::crypto {

bool ReplayRestored::agrees(const Directory& directory, std::uint64_t sequence) const {
    const auto here = directory.restorations().find(sequence);
    if (here == directory.restorations().end()) return true;
    const Restoration& restoration = here->second.restoration;
    const std::uint64_t size = restoration.restored.size;
    return size > 0 && size <= m_times.size() && m_times[size - 1] == restoration.lastTime;
}

LostHead lostHead(const Directory& directory, const LogHead& kept) {
    LostHead found = LostHead::No;
    for (const auto& [since, known] : directory.restorations()) {
        const Restoration& restoration = known.restoration;
        if (kept == restoration.lost) return LostHead::Named;
        const bool within =
            kept.size > restoration.restored.size && kept.size < restoration.lost.size;
        if (within) found = LostHead::Within;
    }
    return found;
}

}  // namespace voordeur::crypto
