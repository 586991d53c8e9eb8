#pragma once

#include "tests/integration/hostile_server/hostile_log.h"
#include "tests/integration/hostile_server/hostile_transport.h"
#include "tests/integration/town/need.h"
#include "tests/integration/town/town.h"

#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace voordeur::test {

/// Everything that a device's store holds of what it believes.
struct Memory {
    std::vector<client::core::ChainLine> directory;
    std::map<crypto::HouseholdId, client::core::KnownHousehold> households;
    std::size_t pending = 0;
    crypto::LogHead head;
};
Memory memoryOf(Member& member);

/// A town, its server, and whom the server lies to.
class Scene {
public:
    Scene();

    TestServer server;
    HostileTransports transports;
    Town town;

    /// From here on the server lies to `victim`: what its store holds now may not change any more.
    Lie& lying(Member& victim);
    /// The server is honest again, towards everybody it lied to.
    void honest();
    [[nodiscard]] Member& victim() { return *m_victim; }
    [[nodiscard]] const Memory& before() const { return m_before; }

    /// A lie that stands in the log for good: the same step again.
    std::function<crypto::Status()> again;

private:
    Member* m_victim = nullptr;
    Memory m_before;
};

/// Opens the file, as a screen would.
crypto::Status opens(Member& member, const crypto::HouseholdId& household);
client::core::HouseholdFile fileOf(Member& member, const crypto::HouseholdId& household);
std::uint16_t basisOf(Member& member);

/// A draft about one household, for the town's purpose.
client::core::CallDraft draftAbout(crypto::Method method, const crypto::HouseholdId& household);
client::core::CallDraft draftOf(client::core::BuiltCommit commit);

/// A member who works with a hostile server: the honest server refuses `draft` with `refusal`; the
/// hostile one writes it down all the same.
void collude(Scene& scene,
             Member& member,
             const client::core::CallDraft& draft,
             crypto::Reason refusal);

}  // namespace voordeur::test
