#pragma once

#include "tests/races/referee.h"

#include <set>

namespace voordeur::test::races {

/// Turns intents into calls, one after the other, for whoever sends them.
/// Thread: one at a time.
class Story {
public:
    Story(const Scene& scene, std::uint64_t seed);

    struct Next {
        Drafted drafted;
        bool again = false;
    };
    /// The call that the intent comes to. Not for Intent::kWait.
    Next next(const Intent& intent, const Model& view, UnixMillis now, const crypto::LogHead& head);

private:
    SeededRandom m_random;
    Drafter m_drafter;
    std::vector<Drafted> m_sent;
    std::set<crypto::Bytes> m_statements;
};

/// What an hour is to the intents.
inline constexpr UnixMillis kHourMillis = 3600ULL * 1000;

/// Tells the whole story, one call after the other; empty, or what was wrong.
std::string tellInTurn(const std::vector<Intent>& intents, Referee& referee);

/// A number from the environment, or `otherwise`.
std::uint64_t numberFrom(const char* name, std::uint64_t otherwise);

/// What the runs of this process tried: each kind of call and how it ended. Printed at the end.
class Tally {
public:
    void add(const Referee& referee);
    [[nodiscard]] std::size_t entries() const { return m_entries; }
    [[nodiscard]] std::size_t of(Doing doing, std::optional<Reason> end) const;
    void print(const std::string& name) const;

private:
    std::map<std::pair<Doing, std::uint16_t>, std::size_t> m_ends;
    std::size_t m_entries = 0;
};

}  // namespace voordeur::test::races
