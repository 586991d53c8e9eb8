#pragma once

#include "client/core/households.h"
#include "client/core/involvement.h"
#include "client/net/grpc_transport.h"
#include "tests/integration/gateway/person_at_work.h"
#include "tests/integration/town/need.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace voordeur::test {

/// One listening server and its town for all tests of a file; each has households of its own.
class WindowAtServer : public testing::Test {
protected:
    static void SetUpTestSuite() {
        s_server = std::make_unique<TestServer>();
        s_server->listen();
        s_transports = std::make_unique<client::net::GrpcTransportFactory>();
        s_town = std::make_unique<Town>(*s_server, *s_transports);
    }
    static void TearDownTestSuite() {
        s_town.reset();
        s_transports.reset();
        s_server.reset();
    }
    static TestServer& server() { return *s_server; }
    static Town& town() { return *s_town; }

    /// The coach starts a file and leads it. Returns the citizen number it can be found by.
    static std::string startFile(const std::string& name) {
        auto& session = town().coach().session();
        auto& random = server().random();
        client::core::CheckQuestion person;
        person.bsn = town().nextBsn();
        client::core::NewHousehold household;
        household.id = crypto::HouseholdId::generate(random);
        household.core.name = name;
        household.core.lifeDomains = {2};
        household.members.push_back({crypto::RecordId::generate(random),
                                     {name, "", "Anna", "1988-04-05", ""},
                                     person.bsn,
                                     ""});
        household.from = server().clock().now();
        const auto identifiers = need(client::core::identifiersOf(person), "identifiers");
        household.tokens =
            need(client::core::makeTokens(session, kTownPurpose, identifiers), "tokens");
        need(client::core::intake(session, kTownPurpose, household), "starting a file");
        return person.bsn;
    }

private:
    static inline std::unique_ptr<TestServer> s_server;
    static inline std::unique_ptr<client::net::GrpcTransportFactory> s_transports;
    static inline std::unique_ptr<Town> s_town;
};

}  // namespace voordeur::test
