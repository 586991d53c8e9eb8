// Every child object, addressed through another household, team, person or invitation than its own;
// and that lists and pages hold nothing of what the asker may not know.
#include "client/core/involvement.h"
#include "crypto/shared/answers.h"
#include "crypto/shared/hash.h"
#include "tests/integration/matrix/asks.h"
#include "tests/integration/town/direct_transport.h"
#include "tests/integration/town/need.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace voordeur::test {

using crypto::Method;
using crypto::Reason;
using crypto::Status;

namespace {

class ChildrenTest : public testing::Test {
protected:
    // One town for all: what a test changes in it, it makes itself.
    static void SetUpTestSuite() {
        s_people = std::make_unique<People>();
        s_people->offer();
    }
    static void TearDownTestSuite() { s_people.reset(); }
    ChildrenTest() : m_people(*s_people) {}

    crypto::HouseholdId theirs() { return m_people.subject.household.id; }
    crypto::HouseholdId own() { return m_people.other.id; }

    /// The south coach asks, who leads `own()` and is asked to lead `theirs()`.
    std::string south(const Ask& ask) { return as(*m_people.south, ask); }
    std::string as(Member& member, const Ask& ask) {
        return told(send({"", "", &member, &member.transport()}, ask));
    }

    template <class Payload>
    Ask ask(Method method,
            const Payload& payload,
            std::vector<crypto::HouseholdId> households,
            std::vector<crypto::Bytes> attachments = {}) {
        Ask out = askFor(method, m_people.server);
        out.payload = payload.encode();
        out.households = std::move(households);
        out.attachments = std::move(attachments);
        return out;
    }

    client::core::HouseholdFile fileOf(Member& member, const crypto::HouseholdId& id) {
        return need(client::core::openFile(member.session(), id, kTownPurpose), "a file");
    }

    inline static std::unique_ptr<People> s_people;
    People& m_people;
};

TEST_F(ChildrenTest, AnOfferIsOnlyThereInItsOwnHousehold) {
    const crypto::OfferAnswerPayload payload{own(), *m_people.subject.offer};
    for (const Method method : {Method::AcceptLead, Method::RefuseLead, Method::WithdrawLead}) {
        Ask answer = ask(method, payload, {own()});
        answer.detail = method == Method::RefuseLead;
        EXPECT_EQ(south(answer), "OfferClosed") << crypto::nameOf(method);
    }
}

TEST_F(ChildrenTest, AnOfferToATeamOfOthersIsNotFound) {
    // The person exists and the team may lead; only they do not belong together.
    crypto::OfferPayload payload;
    payload.household = own();
    payload.offer = {crypto::OfferId::generate(m_people.server.random()),
                     m_people.town->youth().secrets().person,
                     m_people.town->coach().team()};
    EXPECT_EQ(south(ask(Method::OfferLead, payload, {own()})), "NotFound");
}

TEST_F(ChildrenTest, AccessIsOnlyEndedWhereItIs) {
    const crypto::EndAccessPayload payload{own(), m_people.town->youth().team()};
    EXPECT_EQ(south(ask(Method::EndAccess, payload, {own()})), "GrantMissing");
}

TEST_F(ChildrenTest, AMatchIsOnlyAnsweredWhereItMet) {
    for (const bool same : {true, false}) {
        const crypto::AnswerMatchPayload payload{
            m_people.subject.helping, {crypto::TargetKind::Household, own().bytes}, same};
        EXPECT_EQ(south(ask(Method::AnswerMatch, payload, {own()})), "NotFound");
    }
}

TEST_F(ChildrenTest, AGrantOfOneHouseholdIsNotReadInAnother) {
    const auto file = fileOf(m_people.town->coach(), theirs());
    crypto::GrantPayload payload;
    payload.household = own();
    payload.grants.push_back(*file.state.grant(crypto::kSharedCore, m_people.town->youth().team()));
    EXPECT_EQ(south(ask(Method::GrantAccess, payload, {own()})), "Malformed");
}

TEST_F(ChildrenTest, AListOfRecordsOfOneHouseholdIsNotReadInAnother) {
    client::core::CommitBuilder builder(m_people.south->session());
    auto commit =
        need(builder.forWrites(
                 fileOf(*m_people.south, own()), {noteOf(*m_people.south, "Afspraak gemaakt.")}, 1),
             "a commit");
    auto moved = commit.payload;
    moved.household = theirs();
    EXPECT_EQ(south(ask(Method::Commit, moved, {theirs()}, commit.attachments)), "Malformed");
    // With the manifest moved along, it is a write in a file that is closed to them.
    moved.manifests.front().household = theirs();
    EXPECT_EQ(south(ask(Method::Commit, moved, {theirs()}, commit.attachments)), "Denied");
    // In the own household, but built on the other one's list.
    auto etag = commit.payload;
    etag.manifests.front().previous =
        fileOf(m_people.town->coach(), theirs()).state.compartment(crypto::kSharedCore)->etag;
    EXPECT_EQ(south(ask(Method::Commit, etag, {own()}, commit.attachments)), "EtagMismatch");
    EXPECT_EQ(south(ask(Method::Commit, commit.payload, {own()}, commit.attachments)), "Ok");
}

TEST_F(ChildrenTest, ThePartOfAnotherAgencyIsNotThere) {
    crypto::CommitPayload payload;
    payload.household = own();
    crypto::Manifest manifest;
    manifest.household = own();
    manifest.compartment = crypto::compartmentOf(
        m_people.south->session().directory().team(m_people.town->youth().team())->agency);
    payload.manifests.push_back(manifest);
    EXPECT_EQ(south(ask(Method::Commit, payload, {own()})), "NotFound");
}

TEST_F(ChildrenTest, TheSignedHouseholdIsTheOneThatIsAskedFor) {
    crypto::OpenPayload payload;
    payload.known.push_back({theirs(), 0});
    for (const Method method : {Method::OpenHousehold, Method::WhoLooked}) {
        EXPECT_EQ(south(ask(method, payload, {own()})), "PayloadMismatch");
        auto both = std::vector{own(), theirs()};
        std::ranges::sort(both);
        EXPECT_EQ(south(ask(method, payload, both)), "PayloadMismatch");
        EXPECT_EQ(south(ask(method, payload, {})), "PayloadMismatch");
    }
}

TEST_F(ChildrenTest, AHouseholdIsOpenedOnce) {
    auto& random = m_people.server.random();
    client::core::CommitBuilder builder(m_people.south->session());
    auto commit = need(builder.forIntake(theirs(), {}, 1, std::nullopt), "an intake");
    crypto::IntakePayload payload;
    payload.commit = std::move(commit.payload);
    EXPECT_EQ(south(ask(Method::Intake, payload, {theirs()}, commit.attachments)), "AlreadyExists");
    const auto fresh = crypto::HouseholdId::generate(random);
    EXPECT_EQ(south(ask(Method::Intake, payload, {fresh}, commit.attachments)), "PayloadMismatch");
}

TEST_F(ChildrenTest, AnEvaluationIsGoodForItsOwnDeviceAlone) {
    const client::core::Identifier who{crypto::IdentifierKind::Bsn, m_people.town->nextBsn()};
    const auto made = need(
        client::core::makeTokens(m_people.town->youth().session(), kTownPurpose, {who}), "a token");
    const auto& token = made.front();
    crypto::CheckPayload payload;
    payload.queries.push_back(
        {token.identifier.kind, token.epoch, token.citation, crypto::attachmentHash(token.token)});
    Ask check = ask(Method::Check, payload, {}, {crypto::toBytes(token.token)});
    check.detail = true;
    EXPECT_EQ(south(check), "EvaluationMissing");
    EXPECT_EQ(as(m_people.town->debt(), check), "EvaluationMissing");
    check.requestId = crypto::RequestId::generate(m_people.server.random());
    EXPECT_EQ(as(m_people.town->youth(), check), "Ok");
}

TEST_F(ChildrenTest, AnInvolvementIsRegisteredByItsOwnTeamForItself) {
    auto& youth = m_people.town->youth();
    const client::core::Identifier who{crypto::IdentifierKind::Bsn, m_people.town->nextBsn()};
    const auto tokens =
        need(client::core::makeTokens(youth.session(), kTownPurpose, {who}), "a token");
    crypto::RegisterPayload payload;
    payload.involvement = crypto::InvolvementId::generate(m_people.server.random());
    payload.from = m_people.server.clock().now();
    payload.until = payload.from + 1000ULL * 3600;
    const auto indexFor = [&](const crypto::Target& target) {
        auto index =
            client::core::signIndex(youth.session(), tokens, target, payload.from, payload.until);
        payload.index = index.refs;
        return index.attachments;
    };
    const auto& directory = youth.session().directory();
    // In the name of another team.
    payload.team = m_people.town->debt().team();
    payload.agency = directory.team(payload.team)->agency;
    const crypto::Target target{crypto::TargetKind::Involvement, payload.involvement.bytes};
    auto attachments = indexFor(target);
    EXPECT_EQ(as(youth, ask(Method::Register, payload, {}, attachments)), "Denied");
    // With tokens that would lead to another involvement, or to a household.
    payload.team = youth.team();
    payload.agency = directory.team(payload.team)->agency;
    // Our own client believes no server that says so of an answer: asked without it.
    const auto direct = connectDirectly(m_people.server, youth.identity());
    attachments = indexFor({crypto::TargetKind::Involvement, m_people.subject.helping.bytes});
    EXPECT_EQ(
        told(send({"", "", &youth, direct.get()}, ask(Method::Register, payload, {}, attachments))),
        "IndexEntryBroken");
    attachments = indexFor({crypto::TargetKind::Household, theirs().bytes});
    EXPECT_EQ(
        told(send({"", "", &youth, direct.get()}, ask(Method::Register, payload, {}, attachments))),
        "IndexEntryBroken");
    attachments = indexFor(target);
    EXPECT_EQ(as(youth, ask(Method::Register, payload, {}, attachments)), "Ok");
}

TEST_F(ChildrenTest, AnInvitationIsOnlyGoodForItself) {
    const auto other =
        m_people.town->invite(m_people.town->debt().team(), "A. Ander", crypto::Role::Worker);
    EXPECT_EQ(told([&]() -> Status {
                  VD_RETURN_IF_ERROR(m_people.invited->enrolmentStatus(other.id));
                  return crypto::success();
              }()),
              "CertificateWrong");
    EXPECT_EQ(told(m_people.invited->enrol(other.id, {}, {}, {})), "CertificateWrong");
    // A certificate for a key that the invitation does not name.
    const auto certificate =
        m_people.town->founder().transport().invitationCertificate(other.id, crypto::Bytes(91, 1));
    ASSERT_FALSE(certificate.ok());
    EXPECT_EQ(certificate.reason(), Reason::CertificateWrong);
}

TEST_F(ChildrenTest, ADeviceIsAdmittedForItsOwnInvitation) {
    auto& founder = m_people.town->founder();
    const auto theirsToo =
        m_people.town->invite(m_people.town->debt().team(), "A. Ander", crypto::Role::Worker);
    const auto pending = need(
        client::core::beginEnrolment(m_people.town->machine(), *m_people.invitation), "a device");
    auto enrolments = need(founder.transport().enrolments(), "who waits");
    const auto waiting = std::ranges::find(
        enrolments, m_people.invitation->id, &client::core::RawEnrolment::invitation);
    ASSERT_NE(waiting, enrolments.end());
    const auto shown = need(crypto::Enrolment::decode(waiting->enrolment), "an enrolment");
    const crypto::Bytes sealed(100, 0x5a);
    crypto::DirectoryPayload payload;
    payload.changes = {
        crypto::Device{shown.device(), shown.person, shown.signKey, shown.sealKey, shown.tlsKey},
        crypto::Admission{theirsToo.id, shown.device(), crypto::attachmentHash(sealed)}};
    EXPECT_EQ(as(founder, ask(Method::Admit, payload, {}, {sealed})), "InvitationUnknown");
}

TEST_F(ChildrenTest, ATeamKeyGoesToTheTeamAlone) {
    const crypto::Bytes sealed(100, 0x5a);
    crypto::ShareTeamKeyPayload payload;
    payload.team = m_people.south->team();
    payload.shares.push_back(
        {m_people.town->coach().secrets().device, crypto::attachmentHash(sealed)});
    EXPECT_EQ(south(ask(Method::ShareTeamKey, payload, {}, {sealed})), "Denied");
    payload.shares.front().device = m_people.gone->secrets().device;
    EXPECT_EQ(south(ask(Method::ShareTeamKey, payload, {}, {sealed})), "NotFound");
}

TEST_F(ChildrenTest, TheAdminOfOneAgencyChangesNoOther) {
    const auto& directory = m_people.admin->session().directory();
    auto person = *directory.person(m_people.town->debt().secrets().person);
    person.phone = "010-0000099";
    crypto::DirectoryPayload payload;
    payload.changes = {person};
    EXPECT_EQ(as(*m_people.admin, ask(Method::ChangeDirectory, payload, {})), "Denied");
    payload.changes = {crypto::Membership{m_people.admin->secrets().person,
                                          m_people.town->debt().team(),
                                          crypto::Role::AgencyAdmin,
                                          true}};
    EXPECT_EQ(as(*m_people.admin, ask(Method::ChangeDirectory, payload, {})), "Denied");
    payload.changes = {crypto::Revocation{
        crypto::Revocation::What::Device, m_people.town->debt().secrets().device.bytes, 1}};
    EXPECT_EQ(as(*m_people.admin, ask(Method::Revoke, payload, {})), "Denied");
    // Nor does an admin become a founder, or an officer, at home.
    for (const auto role : {crypto::Role::Founder, crypto::Role::PrivacyOfficer}) {
        payload.changes = {crypto::Membership{
            m_people.admin->secrets().person, m_people.admin->team(), role, true}};
        EXPECT_EQ(as(*m_people.admin, ask(Method::ChangeDirectory, payload, {})), "Denied");
    }
}

TEST_F(ChildrenTest, ListsHoldOnlyWhatTheAskerMayKnow) {
    crypto::OpenPayload payload;
    payload.scope = crypto::OpenPayload::kCoreOnly;
    const auto listed = [&](Member& member) {
        const auto raw = need(
            member.transport().call(Method::ListHouseholds,
                                    signedBy(member, ask(Method::ListHouseholds, payload, {}))),
            "a list");
        const auto answer = need(crypto::OpenAnswer::decode(raw.answer), "an answer");
        return std::ranges::any_of(answer.households,
                                   [&](const auto& one) { return one.household == theirs(); });
    };
    EXPECT_TRUE(listed(m_people.town->coach()));
    EXPECT_TRUE(listed(m_people.town->youth()));
    EXPECT_TRUE(listed(*m_people.south));  // is asked to lead it
    for (Member* member : {&m_people.town->debt(),
                           m_people.welfare.get(),
                           m_people.homecare.get(),
                           &m_people.town->housing()}) {
        EXPECT_FALSE(listed(*member)) << member->secrets().device.hex();
    }
}

TEST_F(ChildrenTest, WhoHandedOverKeepsTheOwnPartAlone) {
    auto& coach = m_people.town->coach();
    // One that the coach's own agency opened a part in.
    m_people.subject.household = m_people.town->newHousehold();
    const Actor former{"", "", &coach, &coach.transport()};
    // Made while the coach still led.
    client::core::CommitBuilder builder(coach.session());
    const auto commit =
        need(builder.forWrites(fileOf(coach, theirs()), {noteOf(coach, "Afspraak gemaakt.")}, 1),
             "a commit");
    m_people.offer();
    const crypto::OfferAnswerPayload accepting{theirs(), *m_people.subject.offer};
    ASSERT_EQ(south(ask(Method::AcceptLead, accepting, {theirs()})), "Ok");
    for (const char* method : {"EndAccess", "WhoLooked"})
        EXPECT_EQ(told(rows().at(method).call(m_people, former)), "Denied") << method;
    EXPECT_EQ(as(coach, ask(Method::Commit, commit.payload, {theirs()}, commit.attachments)),
              "Denied");
    EXPECT_EQ(as(coach, ask(Method::WithdrawLead, accepting, {theirs()})), "OfferClosed");
    // Of the file, the municipality's own part is left; the south team is of the municipality too.
    crypto::OpenPayload payload;
    payload.known.push_back({theirs(), 0});
    const auto raw = need(
        coach.transport().call(Method::OpenHousehold,
                               signedBy(coach, ask(Method::OpenHousehold, payload, {theirs()}))),
        "the own part");
    const auto opened = need(crypto::OpenAnswer::decode(raw.answer), "an answer");
    ASSERT_EQ(opened.households.size(), 1U);
    ASSERT_EQ(opened.households.front().compartments.size(), 1U);
    EXPECT_NE(opened.households.front().compartments.front().compartment, crypto::kSharedCore);
    m_people.renew();
    m_people.offer();
}

TEST_F(ChildrenTest, WaitingDevicesAreShownToTheirOwnAgency) {
    const auto pending = need(
        client::core::beginEnrolment(m_people.town->machine(), *m_people.invitation), "a device");
    const auto sees = [&](Member& member) {
        const auto waiting = need(member.transport().enrolments(), "who waits");
        return std::ranges::any_of(
            waiting, [&](const auto& one) { return one.invitation == m_people.invitation->id; });
    };
    EXPECT_TRUE(sees(m_people.town->founder()));
    EXPECT_TRUE(sees(*m_people.admin));
    EXPECT_FALSE(sees(m_people.town->debt()));
    EXPECT_FALSE(sees(m_people.town->coach()));
}

}  // namespace
}  // namespace voordeur::test
