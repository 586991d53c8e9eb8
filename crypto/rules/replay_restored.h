#pragma once

#include "crypto/shared/directory_state.h"

#include <vector>

namespace voordeur::crypto {

/// What a check of the log makes of restorations (directory change 10). Internal to crypto/rules.
/// Thread: one at a time.
class ReplayRestored {
public:
    /// The time of the next entry, in log order.
    void note(UnixMillis time) { m_times.push_back(time); }
    /// If this entry says that the log was put back: is the last entry that is left as old as the
    /// founders say? That the log was like that then, the head of their statement shows.
    [[nodiscard]] bool agrees(const Directory& directory, std::uint64_t sequence) const;

private:
    std::vector<UnixMillis> m_times;
};

/// What a head that somebody kept, and that this log does not give, has to do with what was lost.
enum class LostHead : std::uint8_t {
    No = 1,     ///< nothing: there are two histories
    Named = 2,  ///< it is the very head that founders named as lost
    Within = 3  ///< it lies in a part that was lost: nobody can compare it any more
};
LostHead lostHead(const Directory& directory, const LogHead& kept);

}  // namespace voordeur::crypto
