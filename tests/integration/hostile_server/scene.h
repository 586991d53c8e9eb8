#pragma once

#include "tests/integration/hostile_server/hostile_listener.h"
#include "tests/integration/hostile_server/hostile_log.h"
#include "tests/integration/town/need.h"
#include "tests/integration/town/town.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace voordeur::test {

/// Everything that a device's store holds of what it believes.
struct Memory {
    std::vector<client::core::ChainLine> directory;
    std::map<crypto::HouseholdId, client::core::KnownHousehold> households;
    std::size_t pending = 0;
    std::size_t teamKeys = 0;
    crypto::LogHead head;
};
Memory memoryOf(Member& member);

/// What the server does, whoever it does it to.
using MakeLie = std::function<Lie(TestServer&)>;

/// A town, its server behind the hostile one's door, and whom that lies to. A case plays it twice:
/// once honestly, once with its lie.
class Scene {
public:
    Scene();

    TestServer server;
    HostileListener door;
    WireTransports transports;
    Town town;

    /// Begins a round; `lie` is what `tell` tells in it. Empty, and not lying: an honest one.
    void begin(bool lying, MakeLie lie);
    /// Is this a round in which somebody lies?
    [[nodiscard]] bool lying() const { return m_lying; }
    /// From here on the server tells this round's lie to `victim`, if there is one: what its store
    /// holds now may not change any more.
    void tell(Member& victim);
    /// The same, for a lie that takes more than the server, or a device that is not in yet.
    Lie& lieTo(Member& victim);
    void tellNewcomers();
    /// The server is honest again, towards everybody it lied to.
    void honest();

    /// Somebody who is there as long as the scene.
    Member& keep(std::unique_ptr<Member> member);
    [[nodiscard]] Member* victim() { return m_victim; }
    [[nodiscard]] const Memory& before() const { return m_before; }

    /// A lie that stands in the log for good: the same step again.
    std::function<crypto::Status()> again;

private:
    bool m_lying = false;
    MakeLie m_lie;
    Member* m_victim = nullptr;
    Memory m_before;
    std::vector<std::unique_ptr<Member>> m_kept;
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
