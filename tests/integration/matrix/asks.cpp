#include "tests/integration/matrix/asks.h"

#include "crypto/rules/decide.h"
#include "tests/integration/town/need.h"

#include <utility>

namespace voordeur::test {

using client::core::SignedRequest;
using crypto::Method;
using crypto::Status;

Ask askFor(Method method, TestServer& server) {
    Ask ask;
    ask.method = method;
    ask.requestId = crypto::RequestId::generate(server.random());
    return ask;
}

SignedRequest signedBy(Member& member,
                       const Ask& ask,
                       const std::function<void(crypto::Statement&)>& alter) {
    const auto& session = member.session();
    const auto& secrets = member.secrets();
    SignedRequest request;
    request.payload = ask.payload;
    request.attachments = ask.attachments;
    // The server cannot look into it: any bytes do.
    if (ask.detail) request.detail = crypto::Bytes(200, 0x5a);
    crypto::Statement statement;
    statement.device = secrets.device;
    statement.person = secrets.person;
    statement.team = secrets.team;
    statement.role =
        session.directory().role(secrets.person, secrets.team).value_or(crypto::Role::Worker);
    statement.method = ask.method;
    if (crypto::needsPurpose(ask.method, statement.role)) {
        statement.purpose = kTownPurpose;
        statement.basis = session.directory().policy().purpose(kTownPurpose)->basis;
    }
    statement.requestId = ask.requestId;
    statement.time = session.clock().now();
    statement.head = session.head();
    statement.payloadHash = crypto::payloadHash(ask.method, request.payload);
    statement.detailHash = crypto::detailHash(request.detail);
    statement.households = ask.households;
    if (alter) alter(statement);
    request.statement = statement.encode();
    request.signature =
        secrets.signing.sign(crypto::kStatementSignature, secrets.instance, request.statement);
    return request;
}

crypto::Result<Place> sendAs(client::core::Transport& via,
                             Method method,
                             const SignedRequest& request) {
    crypto::Bytes encoded;
    if (method == Method::ReadLog) {
        VD_ASSIGN(auto page, via.readLog(request));
        encoded = std::move(page.logged.entry);
    } else {
        VD_ASSIGN(auto answer, via.call(method, request));
        encoded = std::move(answer.entry);
    }
    VD_ASSIGN(const auto entry, crypto::Entry::decode(encoded));
    return entry.sequence;
}

Status send(const Actor& actor, const Ask& ask) {
    VD_RETURN_IF_ERROR(sendAs(*actor.via, ask.method, signedBy(*actor.signer, ask)));
    return crypto::success();
}

Row logged(std::function<Ask(People&, Member&)> make, Row::Needs needs) {
    Row row;
    row.needs = needs;
    row.make = make;
    row.call = [make = std::move(make)](People& people, const Actor& actor) {
        return send(actor, make(people, *actor.signer));
    };
    return row;
}

void Row::prepare(People& people) const {
    if (needs == Needs::Nothing) return;
    people.renew();
    if (needs == Needs::Offer) people.offer();
}

const std::map<std::string, Row>& rows() {
    static const std::map<std::string, Row> all = [] {
        std::map<std::string, Row> out;
        addDirectoryRows(out);
        addInvolvementRows(out);
        addHouseholdRows(out);
        addMemberRows(out);
        return out;
    }();
    return all;
}

}  // namespace voordeur::test
