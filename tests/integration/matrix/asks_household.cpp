// Asking for the household in the middle, and for the log.
#include "tests/integration/matrix/asks.h"
#include "tests/integration/town/need.h"

#include <utility>

namespace voordeur::test {

using client::core::CommitBuilder;
using crypto::Method;

namespace {

Ask about(People& people, Method method) {
    Ask ask = askFor(method, people.server);
    ask.households = {people.subject.household.id};
    return ask;
}

std::uint16_t basisOf(Member& member) {
    return member.session().directory().policy().purpose(kTownPurpose)->basis;
}

/// A note in the shared core, as this member can make it.
crypto::Result<client::core::BuiltCommit> noteBy(Member& member, const crypto::HouseholdId& id) {
    VD_ASSIGN(const auto file, client::core::openFile(member.session(), id, kTownPurpose));
    CommitBuilder builder(member.session());
    return builder.forWrites(file, {noteOf(member, "Afspraak gemaakt.")}, basisOf(member));
}

/// By whoever can write there; others show the coach's.
Ask commits(People& people, Member& member) {
    const auto& id = people.subject.household.id;
    auto own = noteBy(member, id);
    auto commit =
        own.ok() ? std::move(own).value() : need(noteBy(people.town->coach(), id), "a commit");
    Ask ask = about(people, Method::Commit);
    ask.payload = commit.payload.encode();
    ask.attachments = std::move(commit.attachments);
    return ask;
}

/// A grant of the shared core to a team, as this member can make it.
crypto::Result<CommitBuilder::BuiltGrant> grantBy(Member& member,
                                                  const crypto::HouseholdId& id,
                                                  const crypto::TeamId& team) {
    auto& session = member.session();
    VD_ASSIGN(const auto file, client::core::openFile(session, id, kTownPurpose));
    VD_ASSIGN(const auto keys,
              client::core::CompartmentKeys::open(
                  session, file.state, crypto::kSharedCore, file.objects));
    VD_REQUIRE(keys.current() != nullptr, crypto::Reason::KeyMissing);
    CommitBuilder builder(session);
    return builder.grant(
        file.state.compartment(crypto::kSharedCore)->epoch, *keys.current(), team, basisOf(member));
}

/// By whoever has the key; others show the coach's.
CommitBuilder::BuiltGrant grantTo(People& people, Member& member, const crypto::TeamId& team) {
    const auto& id = people.subject.household.id;
    auto own = grantBy(member, id, team);
    return own.ok() ? std::move(own).value()
                    : need(grantBy(people.town->coach(), id, team), "a grant");
}

Ask grants(People& people, Member& member) {
    auto grant = grantTo(people, member, people.town->debt().team());
    crypto::GrantPayload payload;
    payload.household = people.subject.household.id;
    payload.grants.push_back(grant.ref);
    Ask ask = about(people, Method::GrantAccess);
    ask.payload = payload.encode();
    ask.attachments.push_back(std::move(grant.body));
    return ask;
}

Ask ends(People& people, Member&) {
    Ask ask = about(people, Method::EndAccess);
    ask.payload =
        crypto::EndAccessPayload{people.subject.household.id, people.town->youth().team()}.encode();
    return ask;
}

Ask offers(People& people, Member& member) {
    const auto& south = people.south->secrets();
    auto grant = grantTo(people, member, south.team);
    crypto::OfferPayload payload;
    payload.household = people.subject.household.id;
    payload.offer = {crypto::OfferId::generate(people.server.random()), south.person, south.team};
    payload.grants.push_back(grant.ref);
    Ask ask = about(people, Method::OfferLead);
    ask.payload = payload.encode();
    ask.attachments.push_back(std::move(grant.body));
    return ask;
}

std::function<Ask(People&, Member&)> answers(Method method) {
    return [method](People& people, Member&) {
        Ask ask = about(people, method);
        ask.payload =
            crypto::OfferAnswerPayload{people.subject.household.id, *people.subject.offer}.encode();
        ask.detail = method == Method::RefuseLead;
        return ask;
    };
}

Ask intakes(People& people, Member& member) {
    Ask ask = askFor(Method::Intake, people.server);
    const auto id = crypto::HouseholdId::generate(people.server.random());
    CommitBuilder builder(member.session());
    client::core::sealed::Core core;
    core.name = "Familie Voorbeeld";
    auto commit =
        need(builder.forIntake(id,
                               {{crypto::kSharedCore, client::core::sealed::kCoreRecord, core, 0}},
                               basisOf(member),
                               std::nullopt),
             "an intake");
    crypto::IntakePayload payload;
    payload.commit = std::move(commit.payload);
    ask.payload = payload.encode();
    ask.attachments = std::move(commit.attachments);
    ask.households = {id};
    return ask;
}

Ask lists(People& people, Member&) {
    crypto::OpenPayload payload;
    payload.scope = crypto::OpenPayload::kCoreOnly;
    Ask ask = askFor(Method::ListHouseholds, people.server);
    ask.payload = payload.encode();
    return ask;
}

std::function<Ask(People&, Member&)> looks(Method method) {
    return [method](People& people, Member&) {
        crypto::OpenPayload payload;
        payload.known.push_back({people.subject.household.id, 0});
        Ask ask = about(people, method);
        ask.payload = payload.encode();
        return ask;
    };
}

std::function<Ask(People&, Member&)> reads(Method method) {
    return [method](People& people, Member&) {
        Ask ask = askFor(method, people.server);
        ask.payload = crypto::ReadLogPayload{0, 10}.encode();
        return ask;
    };
}

}  // namespace

void addHouseholdRows(std::map<std::string, Row>& rows) {
    using Needs = Row::Needs;
    rows["Intake"] = logged(intakes);
    rows["ListHouseholds"] = logged(lists);
    rows["OpenHousehold"] = logged(looks(Method::OpenHousehold), Needs::NewHousehold);
    rows["Commit"] = logged(commits, Needs::NewHousehold);
    rows["GrantAccess"] = logged(grants, Needs::NewHousehold);
    rows["EndAccess"] = logged(ends, Needs::NewHousehold);
    rows["OfferLead"] = logged(offers, Needs::NewHousehold);
    rows["AcceptLead"] = logged(answers(Method::AcceptLead), Needs::Offer);
    rows["RefuseLead"] = logged(answers(Method::RefuseLead), Needs::Offer);
    rows["WithdrawLead"] = logged(answers(Method::WithdrawLead), Needs::Offer);
    rows["WhoLooked"] = logged(looks(Method::WhoLooked), Needs::NewHousehold);
    rows["ReadLog"] = logged(reads(Method::ReadLog));
    rows["ExportLog"] = logged(reads(Method::ExportLog));
}

}  // namespace voordeur::test
