#pragma once

#include "crypto/base/random.h"
#include "server/domain/service.h"
#include "tests/races/scene.h"

#include <iosfwd>
#include <random>

namespace voordeur::test::races {

/// What somebody is about to do, small enough to be made at random, shrunk and written down.
struct Intent {
    /// What to do besides a Doing.
    static constexpr std::uint8_t kDoings = 14;
    static constexpr std::uint8_t kAgain = 14;  // sends an earlier request once more
    static constexpr std::uint8_t kReuse = 15;  // takes an earlier request id for something else
    static constexpr std::uint8_t kWait = 16;   // an hour passes
    static constexpr std::uint8_t kKinds = 17;

    std::uint8_t kind = 0;   // a Doing, or one of the above
    std::uint8_t who = 0;    // one of those who have something to do with it
    std::uint8_t house = 0;  // 0 or 1
    std::uint8_t pick = 0;   // of what there is to choose from
    std::uint8_t stale = 0;  // how many entries the screen is behind
    friend bool operator==(const Intent&, const Intent&) = default;
};
/// "kind.who.house.pick.stale", several with spaces between; `intentsOf` reads them back.
std::ostream& operator<<(std::ostream& out, const Intent& intent);
std::string textOf(const std::vector<Intent>& intents);
std::vector<Intent> intentsOf(const std::string& text);
/// The same for the same engine state; what happens seldom in life happens often here.
Intent randomIntent(std::mt19937_64& engine);
/// Who does it, and which of the 17 kinds are common: shared with the generators of RapidCheck.
const std::vector<std::uint8_t>& commonKinds();

/// A call that is ready to be sent.
struct Drafted {
    Act act;
    crypto::LogHead head;
    server::domain::IncomingCall call;
    server::domain::Peer peer;
};

/// Drafts what the intent says as somebody whose screen shows `view`. `head` is the newest that
/// they verified.
class Drafter {
public:
    Drafter(const Scene& scene, crypto::RandomSource& random) : m_scene(scene), m_random(random) {}
    Drafted draft(const Intent& intent,
                  const Model& view,
                  UnixMillis now,
                  const crypto::LogHead& head,
                  std::optional<crypto::RequestId> request = std::nullopt);

private:
    struct Parts {
        crypto::Bytes payload;
        std::vector<crypto::Bytes> attachments;
        bool household = true;  // the statement names it
        bool detail = false;
        bool purpose = true;
    };
    struct Desk {
        const Intent& intent;
        const Model& view;
        const House& house;
        crypto::LogHead head;
    };
    Parts partsOf(Act& act, const Desk& desk);
    Parts offer(Act& act, const Desk& desk);
    Parts answerOffer(Act& act, const Desk& desk);
    Parts grant(Act& act, const Desk& desk);
    Parts endAccess(Act& act, const Desk& desk);
    Parts write(Act& act, const Desk& desk);
    Parts open(Act& act, const Desk& desk);
    Parts evaluate(Act& act, const Desk& desk);
    Parts check(Act& act, const Desk& desk);
    Parts help(Act& act, const Desk& desk);
    Parts endHelp(Act& act, const Desk& desk);
    Parts revoke(Act& act, const Desk& desk);
    Parts openQuota(Act& act, const Desk& desk);
    void cite(Act& act, const Desk& desk);
    struct Sealed {
        crypto::GrantRef ref;
        crypto::Bytes body;
    };
    struct Key {
        std::uint32_t epoch = 1;
        Hash32 commitment{};
    };
    Sealed seal(const Act& act, const Desk& desk, const crypto::TeamId& team, const Key& key);
    crypto::EpochRecord beginEpoch(Act& act,
                                   const Desk& desk,
                                   crypto::CommitPayload& payload,
                                   std::vector<crypto::Bytes>& attachments);
    crypto::Bytes envelope(const Act& act, const Desk& desk, const Hash32& commitment);
    template <class Item>
    const Item& pick(const std::vector<Item>& items, const Desk& desk) {
        return items[desk.intent.pick % items.size()];
    }
    [[nodiscard]] const Actor& actor(const Act& act) const { return m_scene.actor(act.who); }

    const Scene& m_scene;
    crypto::RandomSource& m_random;
};

}  // namespace voordeur::test::races
