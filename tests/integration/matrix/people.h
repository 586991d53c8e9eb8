#pragma once

#include "client/net/grpc_transport.h"
#include "tests/integration/town/town.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace voordeur::test {

/// One household and how everybody stands to it: another coach opened it and handed it over, the
/// coach leads it, youth care helps and may open it, debt help only helps, welfare helped until
/// now, home care helps but was shut out again.
struct Case {
    Household household;
    crypto::InvolvementId helping;  // youth care's
    std::optional<crypto::OfferId> offer;
};

/// Who asks: whose signature, over whose connection. `name` heads a column, `who` explains it.
struct Actor {
    const char* name;
    const char* who;
    Member* signer;
    client::core::Transport* via;
};

/// A town that listens, with a household in the middle and everybody who should and should not get
/// near it.
class People {
public:
    People();

    TestServer server;
    client::net::GrpcTransportFactory transports;
    std::unique_ptr<Town> town;
    std::unique_ptr<Member> south;      // coach of another household, in another team
    std::unique_ptr<Member> welfare;    // help that ended
    std::unique_ptr<Member> homecare;   // access that ended
    std::unique_ptr<Member> former;     // led the household until now, of a team of their own
    std::unique_ptr<Member> gone;       // a coach whose device was revoked
    std::unique_ptr<Member> dismissed;  // a coach who was revoked as a person
    std::unique_ptr<Member> moved;      // no longer of the coach's team, nor of any other
    std::unique_ptr<Member> manager;    // of the coach's team
    std::unique_ptr<Member> crisis;     // of the municipality's crisis team
    std::unique_ptr<Member> privacy;    // privacy manager
    std::unique_ptr<Member> admin;      // of youth care, in the very team that helps
    /// The connection of an invitation that waits for its device.
    std::unique_ptr<client::core::Invitation> invitation;
    std::unique_ptr<client::core::Transport> invited;
    Case subject;
    Household other;  // the south coach's

    /// In the order of the table's columns.
    [[nodiscard]] std::vector<Actor> actors();
    /// A new household in the middle.
    void renew();
    /// The coach asks the south coach to lead it.
    void offer();

private:
    void addColleagues(const crypto::AgencyId& municipality);
    void letSomeGo();
    void openQuotas();
};

}  // namespace voordeur::test
