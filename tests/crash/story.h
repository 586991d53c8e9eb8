#pragma once

#include "server/log/writer.h"
#include "tests/support/cast.h"

#include <chrono>

namespace voordeur::test::crash {

/// A day at work in an invented town, as requests to a writer: first the founding and an intake,
/// then without end the lead offered, answered and withdrawn, notes, and looks at the file. Every
/// request is rightly signed and, in this order, is allowed.
///
/// From `begin` on no request depends on where in the log the others stand, so that it can be
/// repeated after a crash, with entries of the server's own in between. Thread: one at a time.
class Story {
public:
    explicit Story(std::uint64_t seed);

    struct Act {
        server::log::Submission submission;
        crypto::UnixMillis time = 0;
    };
    /// The requests of the beginning, for a writer whose log is empty.
    [[nodiscard]] const std::vector<Act>& beginning() const { return m_beginning; }
    /// One more. `number` decides which.
    Act next(std::uint64_t number);
    /// Nobody does anything for a while.
    void rest(std::chrono::milliseconds time) {
        m_builder.advance(static_cast<crypto::UnixMillis>(time.count()));
    }

    [[nodiscard]] const crypto::SigningKey& logKey() const { return m_builder.logKey(); }
    [[nodiscard]] const crypto::InstanceId& instance() const { return m_builder.instance(); }
    [[nodiscard]] const crypto::HouseholdId& household() const { return m_household; }
    /// Who leads it after all acts so far, and whether an offer is open.
    [[nodiscard]] const crypto::HouseholdState& state() const {
        return m_builder.household(m_household);
    }

private:
    [[nodiscard]] Act last() const { return act(m_builder.lines().size() - 1); }
    [[nodiscard]] Act act(std::size_t line) const;
    Outcome lead(std::uint64_t number, const CallOptions& options);

    LogBuilder m_builder;
    Cast m_cast;
    crypto::HouseholdId m_household;
    std::vector<Act> m_beginning;
};

}  // namespace voordeur::test::crash
