#pragma once

#include "tests/integration/matrix/asks.h"

#include <memory>
#include <string>
#include <vector>

namespace voordeur::test {

/// So many more identifiers for an agency today, opened by founder and officer.
void openBulkQuota(Town& town, const crypto::AgencyId& agency, std::uint32_t max);

/// One question of somebody, about somebody of whom the server knows this or that.
struct Question {
    /// Questions of one group must not be told apart by whoever asks them or sees them pass: who
    /// asks, and what the answer may say.
    std::string group;
    /// What the server knows, and the asker may not.
    std::string state;
    Member* asker = nullptr;
    Ask ask;
    /// False: they may be told apart by time, because whoever can ask knows already. The name of a
    /// file is sixteen random bytes: nobody has it who was not told that there is such a file.
    bool timeGuarded = true;
};

/// A town with somebody in each state that the product distinguishes, and the questions about them.
/// There are no shielded households in the product, so there is no such state.
class Questions {
public:
    Questions(TestServer& server, client::core::TransportFactory& transports);

    [[nodiscard]] Town& town() { return m_town; }
    [[nodiscard]] const std::vector<Question>& all() const { return m_all; }
    /// Signed now, under a new request id.
    [[nodiscard]] client::core::SignedRequest signedNow(const Question& question);

private:
    enum class Help : std::uint8_t { Runs, Ended };
    void help(const std::string& bsn, Member& member, Help how);
    std::string household(Member& lead);
    /// A look-up by a token of the asker's own.
    Ask check(Member& asker, const std::string& bsn);
    Ask open(const crypto::HouseholdId& id);
    void askAll(Member& asker, const std::string& as);
    void askRefused();

    Town m_town;
    std::unique_ptr<Member> m_south;
    std::unique_ptr<Member> m_welfare;
    std::vector<Question> m_all;
};

}  // namespace voordeur::test
