#pragma once

#include "client/core/commit_builder.h"
#include "client/core/household_file.h"
#include "client/core/involvement.h"
#include "client/core/local_store.h"
#include "client/core/membership.h"
#include "client/core/session.h"
#include "tests/integration/town/test_server.h"

#include <memory>
#include <string>
#include <vector>

namespace voordeur::test {

/// Somebody at a device: a real session on a real encrypted store of their own.
class Member {
public:
    Member(TestServer& server,
           client::core::TransportFactory& transports,
           client::core::DeviceSecrets secrets);

    [[nodiscard]] client::core::Session& session() { return *m_session; }
    [[nodiscard]] client::core::LocalStore& store() { return *m_store; }
    [[nodiscard]] client::core::Transport& transport() { return *m_transport; }
    [[nodiscard]] const client::core::DeviceSecrets& secrets() const {
        return m_session->secrets();
    }
    [[nodiscard]] crypto::TeamId team() const { return secrets().team; }
    [[nodiscard]] client::core::TransportIdentity identity() const;
    /// Closes the program and opens it again: what is left is what the store kept.
    void restart();
    /// The same store once more, as another process of this device opens it.
    [[nodiscard]] std::unique_ptr<client::core::LocalStore> storeAgain() const;

private:
    [[nodiscard]] std::unique_ptr<client::core::LocalStore> openStore(
        const client::core::DeviceSecrets& secrets) const;
    void openSession(client::core::DeviceSecrets secrets);

    TestServer& m_server;
    TempFolder m_folder;
    std::unique_ptr<client::core::LocalStore> m_store;
    std::unique_ptr<client::core::Transport> m_transport;
    std::unique_ptr<client::core::Session> m_session;
};

/// A household as the town made it.
struct Household {
    crypto::HouseholdId id;
    std::string bsn;
};

/// An invented town, founded and peopled through the client's own calls:
///
///   municipality   beheer: the founder · privacy: an officer · wijkteam (may lead, may open
///                  files): two coaches
///   youth care     (numbers, addresses, names) a worker
///   debt help      (the same) a worker
///   housing        (addresses and names only) a worker
///
/// Every member has a device; every team has a key. Steps that fail end the test.
class Town {
public:
    Town(TestServer& server, client::core::TransportFactory& transports);

    [[nodiscard]] TestServer& server() { return m_server; }
    [[nodiscard]] client::core::TransportFactory& transports() { return m_transports; }
    [[nodiscard]] client::core::Machine machine();

    Member& founder() { return *m_founder; }
    Member& officer() { return *m_officer; }
    Member& coach() { return *m_coach; }
    Member& colleague() { return *m_colleague; }
    Member& youth() { return *m_youth; }
    Member& debt() { return *m_debt; }
    Member& housing() { return *m_housing; }

    crypto::AgencyId addAgency(const std::string& name, std::uint8_t kinds);
    crypto::TeamId addTeam(const crypto::AgencyId& agency,
                           const std::string& name,
                           std::uint8_t flags = 0);
    std::unique_ptr<Member> addMember(const crypto::TeamId& team,
                                      const std::string& name,
                                      crypto::Role role);
    /// An invitation by the founder that nobody answered yet.
    client::core::Invitation invite(const crypto::TeamId& team,
                                    const std::string& name,
                                    crypto::Role role);
    void revokeDevice(const Member& member);

    // -- work (town_work.cpp) ---------------------------------------------------------------------

    /// A citizen number of the test range that nobody has yet.
    std::string nextBsn();
    /// Opened by the coach, with a member found by that number and a note in the shared core.
    Household newHousehold();
    Household newHousehold(Member& by, const std::string& bsn);
    /// The member's team says that it helps whoever has this number, for a year.
    crypto::InvolvementId help(Member& member, const std::string& bsn);
    /// A household with the member's team attached and its shared core opened to it.
    Household sharedWith(Member& member);

private:
    TestServer& m_server;
    client::core::TransportFactory& m_transports;
    std::uint32_t m_number = 0;
    std::vector<Member*> m_keyHolders;
    std::unique_ptr<Member> m_founder;
    std::unique_ptr<Member> m_officer;
    std::unique_ptr<Member> m_coach;
    std::unique_ptr<Member> m_colleague;
    std::unique_ptr<Member> m_youth;
    std::unique_ptr<Member> m_debt;
    std::unique_ptr<Member> m_housing;
};

/// Why the town's people work: a purpose that every agency of it has.
inline constexpr std::uint16_t kTownPurpose = 11;

/// A note in the shared core, as a new record.
client::core::RecordWrite noteOf(Member& member, const std::string& text);

}  // namespace voordeur::test
