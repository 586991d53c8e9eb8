#pragma once

#include "crypto/base/clock.h"
#include "crypto/shared/identifier_kind.h"
#include "crypto/shared/method.h"
#include "crypto/shared/policy.h"
#include "crypto/shared/sealed_objects.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

// What the server must answer, in plain maps and from docs/protocol.md §8 alone: nothing of
// crypto/rules is used here. It knows the calls that race: the lead, access, writing, asking, and
// the end of a device.
namespace voordeur::test::races {

using crypto::Hash32;
using crypto::Reason;
using crypto::UnixMillis;

/// Somebody at a device, by place in `Facts::people`.
using Who = std::size_t;

/// What does not change while people race.
struct Facts {
    struct Person {
        crypto::PersonId person;
        crypto::DeviceId device;
        crypto::TeamId team;
        crypto::AgencyId agency;
        crypto::Role role = crypto::Role::Worker;
    };
    std::vector<Person> people;
    std::set<crypto::TeamId> mayLead;
    std::map<crypto::AgencyId, std::set<crypto::IdentifierKind>> kinds;
    std::vector<crypto::QuotaRule> quotas;
};

/// What people do here.
enum class Doing : std::uint8_t {
    Offer,
    Accept,
    Refuse,
    Withdraw,
    Grant,
    EndAccess,
    Write,
    Open,
    Evaluate,
    Check,
    Help,
    EndHelp,
    Revoke,
    OpenQuota,
};
crypto::Method methodOf(Doing doing);

/// One signed call, in the model's words. Only what the method needs is set.
struct Act {
    Doing doing = Doing::Open;
    Who who = 0;
    crypto::RequestId request;
    UnixMillis said = 0;
    std::size_t house = 0;

    crypto::OfferId offer;
    Who to = 0;                          // who is asked to lead, or whose device ends
    crypto::TeamId team;                 // that gets or loses access
    std::optional<std::uint32_t> grant;  // epoch of the grant that comes along

    /// A new key of the shared core.
    struct Epoch {
        std::uint32_t number = 1;
        Hash32 commitment{};
        std::set<crypto::TeamId> recipients;
        std::set<crypto::TeamId> sealedTo;
    };
    std::optional<Epoch> begins;
    std::uint32_t epoch = 1;
    std::uint64_t version = 1;
    Hash32 previous{};
    Hash32 etag{};
    crypto::ManifestRow row;

    crypto::IdentifierKind kind = crypto::IdentifierKind::Bsn;
    std::uint32_t count = 1;  // asked after, or from now on allowed
    crypto::AgencyId agency;  // whose quota is opened
    std::uint64_t day = 0;
    std::uint64_t cites = 0;
    crypto::InvolvementId involvement;
    UnixMillis until = 0;
};

/// Where in the log an entry stands.
struct Place {
    std::uint64_t sequence = 0;
    UnixMillis time = 0;
};

/// What somebody was told: a refusal, or an answer as far as the model follows it.
struct Told {
    std::optional<Reason> refused;
    // OpenHousehold
    Hash32 etag{};
    std::vector<std::pair<crypto::RecordId, std::uint64_t>> rows;
    std::uint64_t changes = 0;  // in the household's chain of states
    std::size_t objects = 0;    // that come along
    // Check
    std::size_t hits = 0;
    std::optional<std::pair<Who, std::uint64_t>> lead;  // who, and by which entry
    friend bool operator==(const Told&, const Told&) = default;
};

struct House {
    struct Offer {
        crypto::OfferId id;
        Who from = 0;
        Who to = 0;
        bool held = false;
    };
    struct Help {
        crypto::TeamId team;
        UnixMillis until = 0;
        bool ended = false;
    };
    crypto::HouseholdId id;
    crypto::TeamId keeper;
    std::optional<std::pair<Who, std::uint64_t>> lead;
    std::optional<Offer> offer;
    std::optional<Offer> closed;
    std::uint32_t epoch = 1;
    Hash32 commitment{};
    std::uint64_t epochSince = 0;
    bool stale = false;
    std::set<crypto::TeamId> granted;
    std::uint64_t version = 0;
    Hash32 etag{};
    std::map<crypto::RecordId, crypto::ManifestRow> rows;
    std::map<crypto::InvolvementId, Help> helps;
    std::uint64_t changes = 0;

    [[nodiscard]] bool helpsNow(const crypto::TeamId& team, UnixMillis now) const;
    [[nodiscard]] bool helped(const crypto::TeamId& team) const;
    [[nodiscard]] bool opens(const crypto::TeamId& team, UnixMillis now) const;
    [[nodiscard]] std::set<crypto::TeamId> recipients(UnixMillis now) const;
};

/// More than ten minutes: such a statement is refused and gets no entry.
bool clocksDiffer(UnixMillis said, UnixMillis at);

/// Thread: one at a time. A value: a copy is what somebody knew at that time. Borrows the facts.
class Model {
public:
    Model(const Facts& facts, std::vector<House> houses)
        : m_facts(&facts), m_houses(std::move(houses)) {}

    /// What is answered to the act in this place. Changes nothing.
    [[nodiscard]] Told judge(const Act& act, const Place& at) const;
    /// The same, and then it is so.
    Told take(const Act& act, const Place& at);

    [[nodiscard]] const House& house(std::size_t index) const { return m_houses.at(index); }
    [[nodiscard]] std::size_t houses() const { return m_houses.size(); }
    [[nodiscard]] bool revoked(Who who) const { return m_revoked.contains(who); }
    [[nodiscard]] bool rotationDue(const House& house, UnixMillis now) const;
    /// The newest evaluation of that device and kind.
    [[nodiscard]] std::optional<std::uint64_t> evaluated(Who who,
                                                         crypto::IdentifierKind kind) const;
    struct Counter {
        crypto::QuotaScope scope = crypto::QuotaScope::Person;
        crypto::QuotaWindow window = crypto::QuotaWindow::Hour;
        crypto::IdentifierKind kind = crypto::IdentifierKind::Bsn;
        crypto::ByteArray<16> who{};
        std::uint64_t windowNumber = 0;
        friend auto operator<=>(const Counter&, const Counter&) = default;
    };
    [[nodiscard]] const std::map<Counter, std::uint32_t>& counters() const { return m_counters; }

private:
    using Refusal = std::optional<Reason>;
    struct Evaluation {
        Who who = 0;
        crypto::IdentifierKind kind = crypto::IdentifierKind::Bsn;
        std::uint32_t count = 0;
        UnixMillis time = 0;
    };
    [[nodiscard]] const Facts::Person& person(Who who) const { return m_facts->people.at(who); }
    [[nodiscard]] bool hasRole(Who who, std::initializer_list<crypto::Role> roles) const;
    [[nodiscard]] bool leads(const House& house, Who who) const;
    [[nodiscard]] bool managesKeeper(const House& house, Who who) const;
    [[nodiscard]] bool knows(const House& house, Who who, UnixMillis now) const;
    [[nodiscard]] Reason deniedIn(const House& house, Who who, UnixMillis now) const;
    [[nodiscard]] Counter counter(const crypto::QuotaRule& rule, Who who, UnixMillis now) const;

    [[nodiscard]] Refusal refusalOf(const Act& act, const Place& at) const;
    [[nodiscard]] Refusal offerLead(const Act& act, UnixMillis now) const;
    [[nodiscard]] Refusal addressee(Who who) const;
    [[nodiscard]] Refusal offered(const Act& act, UnixMillis now) const;
    [[nodiscard]] Refusal acceptLead(const Act& act, UnixMillis now) const;
    [[nodiscard]] Refusal refuseLead(const Act& act, UnixMillis now) const;
    [[nodiscard]] Refusal withdrawLead(const Act& act, UnixMillis now) const;
    [[nodiscard]] Refusal grantAccess(const Act& act, UnixMillis now) const;
    [[nodiscard]] Refusal endAccess(const Act& act, UnixMillis now) const;
    [[nodiscard]] Refusal commit(const Act& act, UnixMillis now) const;
    [[nodiscard]] Refusal begin(const Act& act, UnixMillis now) const;
    [[nodiscard]] Refusal open(const Act& act, UnixMillis now) const;
    [[nodiscard]] Refusal ask(const Act& act, UnixMillis now) const;
    [[nodiscard]] Refusal cite(const Act& act, UnixMillis now) const;
    [[nodiscard]] Refusal enrolHelp(const Act& act, UnixMillis now) const;
    [[nodiscard]] Refusal endHelp(const Act& act, UnixMillis now) const;
    [[nodiscard]] Refusal revoke(const Act& act) const;
    [[nodiscard]] Refusal openQuota(const Act& act, UnixMillis now) const;

    void apply(const Act& act, const Place& at);
    void applyCommit(House& house, const Act& act, const Place& at);
    void charge(const Act& act, UnixMillis now);
    /// What counts for this act: the quota that was opened for the day, or the policy's.
    [[nodiscard]] std::vector<std::pair<Counter, std::uint32_t>> bounds(const Act& act,
                                                                        UnixMillis now) const;

    const Facts* m_facts;
    std::vector<House> m_houses;
    std::map<Who, std::uint64_t> m_revoked;
    std::map<crypto::TeamId, std::uint64_t> m_departures;
    std::map<std::uint64_t, Evaluation> m_evaluations;
    std::map<Counter, std::uint32_t> m_counters;
    std::map<std::tuple<crypto::AgencyId, crypto::IdentifierKind, std::uint64_t>, std::uint32_t>
        m_opened;  // by day
};

}  // namespace voordeur::test::races
