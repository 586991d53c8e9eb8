#include "tests/crypto/rules/expect_outcome.h"

// What holds for every statement, before a method's own rules.
namespace voordeur::test {
namespace {

using namespace crypto;  // NOLINT(google-build-using-namespace): a test that is all crypto

class StatementRulesTest : public testing::Test {
protected:
    StatementRulesTest() : m_cast(m_builder) {
        household = intake(m_builder, m_cast.coach, {kChildBsn}).id;
    }

    Outcome openWith(const CallOptions& options) {
        const OpenPayload payload{{{household, 0}}, OpenPayload::kAll};
        return m_builder.call(m_cast.coach, Method::OpenHousehold, payload.encode(), {}, options);
    }
    Outcome openWith(std::function<void(Statement&)> alter) {
        CallOptions options;
        options.alter = std::move(alter);
        return openWith(options);
    }

    LogBuilder m_builder;
    Cast m_cast;
    HouseholdId household;
};

// -- whose word it is
// --------------------------------------------------------------------------------

TEST_F(StatementRulesTest, AnotherKeyIsNotTheDevice) {
    CallOptions options;
    options.signer = m_cast.colleague.key.get();
    EXPECT_REFUSED(openWith(options), Reason::SignatureBroken);
}

TEST_F(StatementRulesTest, UnknownDeviceIsUnauthenticated) {
    EXPECT_REFUSED(openWith([&](Statement& s) { s.device = m_builder.newId<DeviceId>(); }),
                   Reason::Unauthenticated);
}

TEST_F(StatementRulesTest, DeviceSpeaksOnlyForItsPerson) {
    EXPECT_REFUSED(openWith([&](Statement& s) { s.person = m_cast.colleague.person; }),
                   Reason::Denied);
}

TEST_F(StatementRulesTest, RoleIsTheOneInThatTeam) {
    EXPECT_REFUSED(openWith([](Statement& s) { s.role = Role::Manager; }), Reason::Denied);
    EXPECT_REFUSED(openWith([&](Statement& s) { s.team = m_cast.southTeam; }), Reason::Denied);
}

TEST_F(StatementRulesTest, TimeIsWithinTenMinutes) {
    constexpr UnixMillis kTenMinutes = 600'000;
    EXPECT_DONE(openWith([&](Statement& s) { s.time += kTenMinutes; }));
    EXPECT_DONE(openWith([&](Statement& s) { s.time -= kTenMinutes; }));
    EXPECT_REFUSED(openWith([&](Statement& s) { s.time += kTenMinutes + 1; }), Reason::ClockSkew);
    EXPECT_REFUSED(openWith([&](Statement& s) { s.time -= kTenMinutes + 1; }), Reason::ClockSkew);
    EXPECT_REFUSED(openWith([](Statement& s) { s.time = 0; }), Reason::ClockSkew);
}

TEST_F(StatementRulesTest, RevokedPersonIsGoneAtOnce) {
    ASSERT_DONE(m_builder.revokePerson(m_cast.colleague));
    EXPECT_REFUSED(open(m_builder, m_cast.colleague, household), Reason::DeviceRevoked);
}

// -- purpose and basis
// -------------------------------------------------------------------------------

TEST_F(StatementRulesTest, PurposeIsNeeded) {
    CallOptions options;
    options.purpose = 0;
    EXPECT_REFUSED(openWith(options), Reason::PurposeUnknown);
    options.purpose = 77;
    EXPECT_REFUSED(openWith(options), Reason::PurposeUnknown);
}

TEST_F(StatementRulesTest, BasisFollowsFromPurpose) {
    CallOptions options;
    options.basis = 2;
    EXPECT_REFUSED(openWith(options), Reason::BasisMissing);
    options.purpose = LogBuilder::kSafety;
    EXPECT_DONE(openWith(options));
}

TEST_F(StatementRulesTest, AgencyUsesOnlyItsPurposes) {
    const Agency agency{m_cast.youthAgency, "Jeugdhulp De Brug", 7, {LogBuilder::kHelp}, 1, ""};
    ASSERT_DONE(m_builder.change(m_builder.founder(), Method::ChangeDirectory, {agency}));
    CallOptions options;
    options.purpose = LogBuilder::kSafety;
    options.basis = 2;
    const auto draft = draftEvaluate(m_builder, IdentifierKind::Bsn, 1);
    const Outcome outcome = m_builder.send(m_cast.youth, Method::Evaluate, draft, options);
    EXPECT_REFUSED(outcome, Reason::Denied);
    EXPECT_EQ(outcome.rule, Rule::AgencyPurpose);
}

TEST_F(StatementRulesTest, OfficeNeedsNoPurpose) {
    CallOptions options;
    options.purpose = LogBuilder::kHelp;
    options.basis = 1;
    const ReadLogPayload payload{0, 10};
    EXPECT_REFUSED(
        m_builder.call(m_builder.officer(), Method::ReadLog, payload.encode(), {}, options),
        Reason::PurposeUnknown);
    EXPECT_DONE(m_builder.call(m_builder.officer(), Method::ReadLog, payload.encode()));
}

// -- what does not exist yet
// -------------------------------------------------------------------------

TEST_F(StatementRulesTest, GlassIsNotBrokenYet) {
    EXPECT_REFUSED(openWith([](Statement& s) { s.emergency = true; }), Reason::Denied);
}

TEST_F(StatementRulesTest, OnlyOnline) {
    EXPECT_REFUSED(openWith([](Statement& s) { s.mode = Mode::OfflineCopy; }),
                   Reason::UnknownValue);
    EXPECT_REFUSED(openWith([](Statement& s) {
                       s.mode = Mode::OfflineUpload;
                       s.offlineTime = s.time - 1000;
                   }),
                   Reason::UnknownValue);
}

TEST_F(StatementRulesTest, FoundedOnce) {
    EXPECT_REFUSED(m_builder.call(m_builder.founder(), Method::Found, m_builder.lines()[0].payload),
                   Reason::AlreadyFounded);
}

// -- details
// -----------------------------------------------------------------------------------------

TEST_F(StatementRulesTest, AskingNeedsADetail) {
    CallOptions options;
    options.alter = [](Statement& s) { s.detailHash = Hash32{}; };
    const auto evaluate = draftEvaluate(m_builder, IdentifierKind::Bsn, 1);
    EXPECT_REFUSED(m_builder.send(m_cast.youth, Method::Evaluate, evaluate, options),
                   Reason::Malformed);
    const auto look = draftCheck(m_builder, m_cast.youth, {kChildBsn});
    EXPECT_REFUSED(m_builder.send(m_cast.youth, Method::Check, look, options), Reason::Malformed);
}

TEST(OfficerKeyTest, NobodyIsAskedAfterBeforeOfficersCanRead) {
    // The officers' team of the builder exists, but a team without flag is none.
    LogBuilder builder;
    const Cast cast(builder);
    const Team officers = *builder.directory().team(builder.officer().team);
    ASSERT_DONE(builder.change(builder.founder(),
                               Method::ChangeDirectory,
                               {Team{officers.id, officers.agency, officers.name, 0}}));
    const auto draft = draftEvaluate(builder, IdentifierKind::Bsn, 1);
    EXPECT_REFUSED(builder.send(cast.youth, Method::Evaluate, draft), Reason::OfficerKeyMissing);
    EXPECT_REFUSED(intake(builder, cast.coach, {}).outcome, Reason::OfficerKeyMissing);
}

// -- form
// --------------------------------------------------------------------------------------------

TEST_F(StatementRulesTest, PayloadIsTheOneThatWasSigned) {
    EXPECT_REFUSED(openWith([](Statement& s) { s.payloadHash[0] ^= 1U; }), Reason::PayloadMismatch);
}

TEST_F(StatementRulesTest, HouseholdsAreThoseOfThePayload) {
    EXPECT_REFUSED(openWith([](Statement& s) { s.households.clear(); }), Reason::PayloadMismatch);
    EXPECT_REFUSED(openWith([&](Statement& s) {
                       s.households.push_back(m_builder.newId<HouseholdId>());
                       std::ranges::sort(s.households);
                   }),
                   Reason::PayloadMismatch);
}

TEST_F(StatementRulesTest, AttachmentsAreThoseThatAreNamed) {
    const auto draft = draftCheck(m_builder, m_cast.debt, {kChildBsn});
    const auto send = [&](const std::vector<Bytes>& attachments) {
        return m_builder.call(m_cast.debt, Method::Check, draft.payload.encode(), attachments);
    };
    EXPECT_REFUSED(send({}), Reason::PayloadMismatch);
    EXPECT_REFUSED(send({draft.attachments[0], draft.attachments[0]}), Reason::PayloadMismatch);
    Bytes other = draft.attachments[0];
    other[0] ^= 1U;
    EXPECT_REFUSED(send({other}), Reason::PayloadMismatch);
    EXPECT_DONE(send(draft.attachments));
}

TEST_F(StatementRulesTest, BrokenPayloadIsMalformed) {
    EXPECT_REFUSED(m_builder.call(m_cast.coach, Method::Commit, Bytes{1, 2, 3}), Reason::Malformed);
    EXPECT_REFUSED(m_builder.call(m_cast.coach, Method::Evaluate, Bytes{}), Reason::Malformed);
}

TEST_F(StatementRulesTest, SizesAreBounded) {
    Statement statement;
    statement.method = Method::Check;
    const Bytes payload;
    const auto form = [&](const std::vector<Bytes>& attachments) {
        return checkForm({statement, payload, attachments, {}});
    };
    const std::vector<Bytes> tooBig{Bytes(limits::kAttachmentBytesMax + 1)};
    EXPECT_EQ(form(tooBig).reason(), Reason::MessageTooLarge);
    const std::vector<Bytes> tooMany(limits::kAttachmentsPerCallMax + 1);
    EXPECT_EQ(form(tooMany).reason(), Reason::MessageTooLarge);
    const std::vector<Bytes> together(7, Bytes(limits::kAttachmentBytesMax));
    EXPECT_EQ(form(together).reason(), Reason::MessageTooLarge);
    const std::vector<Bytes> fits(6, Bytes(limits::kAttachmentBytesMax));
    EXPECT_EQ(form(fits).reason(), Reason::PayloadMismatch);
}

TEST_F(StatementRulesTest, CheckedFormIsNotCheckedAgain) {
    // The caller says that these bytes were checked: nothing else in the verdict changes.
    const OpenPayload open{{{household, 0}}, OpenPayload::kAll};
    const Bytes payload = open.encode();
    Statement statement;
    statement.device = m_cast.coach.device;
    statement.person = m_cast.coach.person;
    statement.team = m_cast.coach.team;
    statement.role = Role::Coach;
    statement.method = Method::OpenHousehold;
    statement.purpose = 1;
    statement.basis = 1;
    statement.households = {household};
    statement.payloadHash = payloadHash(statement.method, payload);
    const LogPosition at{m_builder.lines().size(), m_builder.now()};
    const Call call{statement, payload, {}, at};
    ASSERT_TRUE(checkForm(call).ok());
    const auto plain = decide(m_builder.world(), call);
    const auto checked =
        decide(m_builder.world(), {statement, payload, {}, at, /*formChecked=*/true});
    ASSERT_TRUE(plain.ok() && checked.ok());
    EXPECT_EQ(plain.value().answer, checked.value().answer);
    EXPECT_EQ(plain.value().rule, checked.value().rule);
    EXPECT_EQ(wordFor(checked.value().refused), "done");
}

TEST(RuleTest, NumbersAndNamesBelongTogether) {
    for (std::uint16_t number = 0; number < 200; ++number) {
        const auto rule = ruleFromNumber(number);
        if (!rule) continue;
        EXPECT_EQ(static_cast<std::uint16_t>(*rule), number);
        EXPECT_FALSE(nameOf(*rule).empty());
    }
    EXPECT_EQ(nameOf(Rule::OfferAddressee), "OfferAddressee");
    EXPECT_FALSE(ruleFromNumber(999));
}

}  // namespace
}  // namespace voordeur::test
