// Asking about people by their citizen number, and about youth care's involvement.
#include "crypto/shared/oprf_client.h"
#include "tests/integration/matrix/asks.h"
#include "tests/integration/town/need.h"

#include <utility>

namespace voordeur::test {

using client::core::MadeToken;
using crypto::IdentifierKind;
using crypto::Method;

namespace {

constexpr crypto::UnixMillis kYear = 365ULL * 24 * 3600 * 1000;

/// A token as a program makes it that was refused the evaluation: of nothing.
std::vector<MadeToken> tokensOf(People& people, Member& member) {
    const client::core::Identifier identifier{IdentifierKind::Bsn, people.town->nextBsn()};
    auto made = client::core::makeTokens(member.session(), kTownPurpose, {identifier});
    if (made.ok()) return std::move(made).value();
    MadeToken token;
    token.identifier = identifier;
    token.token = people.server.random().array<32>();
    return {token};
}

Ask evaluates(People& people, Member&) {
    crypto::EvaluatePayload payload;
    payload.kind = IdentifierKind::Bsn;
    payload.blinded.push_back(
        need(crypto::oprfBlind(crypto::viewOf("x"), people.server.random()), "blinded").element);
    Ask ask = askFor(Method::Evaluate, people.server);
    ask.payload = payload.encode();
    ask.detail = true;
    return ask;
}

Ask checks(People& people, Member& member) {
    const auto token = tokensOf(people, member).front();
    crypto::CheckPayload payload;
    payload.queries.push_back(
        {token.identifier.kind, token.epoch, token.citation, crypto::attachmentHash(token.token)});
    Ask ask = askFor(Method::Check, people.server);
    ask.payload = payload.encode();
    ask.attachments.push_back(crypto::toBytes(token.token));
    ask.detail = true;
    return ask;
}

Ask registers(People& people, Member& member) {
    const auto& session = member.session();
    crypto::RegisterPayload payload;
    payload.involvement = crypto::InvolvementId::generate(people.server.random());
    payload.team = member.team();
    payload.agency = session.directory().team(payload.team)->agency;
    payload.from = people.server.clock().now();
    payload.until = payload.from + kYear;
    auto index =
        client::core::signIndex(session,
                                tokensOf(people, member),
                                {crypto::TargetKind::Involvement, payload.involvement.bytes},
                                payload.from,
                                payload.until);
    payload.index = std::move(index.refs);
    Ask ask = askFor(Method::Register, people.server);
    ask.payload = payload.encode();
    ask.attachments = std::move(index.attachments);
    return ask;
}

Ask changes(People& people, Member&) {
    Ask ask = askFor(Method::ChangeInvolvement, people.server);
    ask.payload = crypto::ChangeInvolvementPayload{people.subject.helping,
                                                   people.server.clock().now() + kYear}
                      .encode();
    return ask;
}

/// That the certain match of youth care and the household is wrong.
Ask parts(People& people, Member&) {
    const auto& household = people.subject.household.id;
    Ask ask = askFor(Method::AnswerMatch, people.server);
    ask.payload =
        crypto::AnswerMatchPayload{
            people.subject.helping, {crypto::TargetKind::Household, household.bytes}, false}
            .encode();
    ask.households = {household};
    return ask;
}

Ask lists(People& people, Member&) {
    Ask ask = askFor(Method::ListInvolvements, people.server);
    ask.payload = crypto::ListInvolvementsPayload{{}, 100}.encode();
    return ask;
}

}  // namespace

void addInvolvementRows(std::map<std::string, Row>& rows) {
    rows["Evaluate"] = logged(evaluates);
    rows["Check"] = logged(checks);
    rows["Register"] = logged(registers);
    rows["ChangeInvolvement"] = logged(changes, Row::Needs::NewHousehold);
    rows["AnswerMatch"] = logged(parts, Row::Needs::NewHousehold);
    rows["ListInvolvements"] = logged(lists);
}

}  // namespace voordeur::test
