#pragma once

#include "tests/integration/town/town.h"

#include <memory>
#include <vector>

namespace voordeur::test::bench {

/// The town over real gRPC with mutual TLS on loopback, with many callers at work in it.
class Scene {
public:
    explicit Scene(std::size_t callers);

    [[nodiscard]] Town& town() { return *m_town; }
    [[nodiscard]] TestServer& server() { return m_server; }
    /// A coach's session, over a connection and a store of its own. Caller i works in
    /// `households()[i]`.
    [[nodiscard]] Member& coach(std::size_t caller) { return *m_coaches.at(caller); }
    /// A debt counsellor's, likewise.
    [[nodiscard]] Member& debt(std::size_t caller) { return *m_debt.at(caller); }
    [[nodiscard]] const std::vector<Household>& households() const { return m_households; }

    /// A signed request to open the caller's household, ready to be sent.
    client::core::SignedRequest signedOpening(std::size_t caller);

private:
    void openQuotas();
    std::unique_ptr<Member> another(Member& member);

    TestServer m_server;
    std::unique_ptr<client::core::TransportFactory> m_transports;
    std::unique_ptr<Town> m_town;
    std::vector<std::unique_ptr<Member>> m_coaches;
    std::vector<std::unique_ptr<Member>> m_debt;
    std::vector<Household> m_households;
};

}  // namespace voordeur::test::bench
