#include "tests/crypto/rules/expect_outcome.h"

#include <functional>
#include <map>
#include <sstream>

// Who may do what, as a table: role and relation to one household, by act.
//
//   +  done                 -  Denied (the household is known)      ?  NotFound (it is not)
//   x  InvolvementNotActive k  KindForbidden                        t  TeamMayNotLead
//   r  DeviceRevoked
//
// open, list, core, own: reading and writing · give, end: access for others · same: answering a
// match (of help by the other coach's team) · lead: offering it · who, log: looking at the log ·
// addr, bsn: asking · help: registering · file: an intake · team: changing the own agency's teams ·
// dev: revoking a device (the other coach's).
namespace voordeur::test {
namespace {

using namespace crypto;  // NOLINT(google-build-using-namespace): a test that is all crypto

constexpr std::string_view kTable = R"(
                open list core own  give end  same lead who  log  addr bsn  help file team dev
lead            +    +    +    +    +    +    +    +    +    -    +    +    +    +    -    -
keeper-coach    +    +    +    +    -    -    -    -    -    -    +    +    +    +    -    -
keeper-worker   +    +    -    +    -    -    -    -    -    -    +    +    +    -    -    -
keeper-manager  +    +    +    +    -    +    +    +    +    -    +    +    +    -    -    -
other-coach     ?    +    ?    ?    ?    ?    +    ?    ?    -    +    +    +    +    -    +
other-manager   ?    +    ?    ?    ?    ?    +    ?    ?    -    +    +    +    -    -    -
granted         +    +    +    +    -    -    -    -    -    -    +    +    +    -    -    -
granted-manager +    +    +    +    -    +    -    -    -    -    +    +    +    t    -    -
not-granted     -    +    -    +    -    -    -    -    -    -    +    +    +    -    -    -
ended           x    +    x    x    x    x    -    x    -    -    +    k    +    -    -    -
officer         ?    -    ?    ?    ?    ?    ?    ?    +    +    -    -    -    -    -    -
privacy-manager ?    -    ?    ?    ?    ?    ?    ?    ?    +    -    -    -    -    -    -
admin           -    -    -    -    -    -    -    -    -    -    -    -    -    -    +    +
other-admin     -    -    -    -    -    -    -    -    -    -    -    -    -    -    +    -
founder         ?    -    ?    ?    ?    ?    ?    ?    ?    +    -    -    -    -    +    +
revoked         r    r    r    r    r    r    r    r    r    r    r    r    r    r    r    r
)";

char signOf(const std::optional<Reason>& refused) {
    static const std::map<Reason, char> kSigns{{Reason::Denied, '-'},
                                               {Reason::NotFound, '?'},
                                               {Reason::InvolvementNotActive, 'x'},
                                               {Reason::KindForbidden, 'k'},
                                               {Reason::TeamMayNotLead, 't'},
                                               {Reason::DeviceRevoked, 'r'}};
    if (!refused) return '+';
    const auto at = kSigns.find(*refused);
    return at == kSigns.end() ? '!' : at->second;
}

/// One household, led by the coach; youth care was let in; debt help is attached and was not;
/// housing was let in and has ended. A confirmed meeting with the coach of another team is open.
class MatrixTest : public testing::Test {
protected:
    MatrixTest() : m_cast(m_builder) {
        youthHelp = registerHelp(m_builder, m_cast.youth, {kChildBsn}).id;
        debtHelp = registerHelp(m_builder, m_cast.debt, {kMotherBsn}).id;
        const auto housingHelp = registerHelp(m_builder, m_cast.housing, {kFrontDoor}).id;
        IntakeTerms terms;
        terms.ownPart = true;
        household = intake(m_builder, m_cast.coach, {kMotherBsn, kChildBsn, kFrontDoor}, terms).id;
        const Target target{TargetKind::Household, household.bytes};
        must(answerMatch(m_builder, m_cast.coach, housingHelp, target, true));
        must(grant(m_builder, m_cast.coach, household, m_cast.youth.team));
        must(grant(m_builder, m_cast.coach, household, m_cast.housing.team));
        must(changeInvolvement(m_builder, m_cast.housing, housingHelp, m_builder.now()));
        // What is left to be asked of a person.
        neighbour = registerHelp(m_builder, m_cast.southCoach, {kFrontDoor}).id;
        gone = m_builder.addMember(m_cast.northTeam, "Gerda Gegaan", Role::Coach);
        must(m_builder.revokeDevice(gone));
        makeActors();
        makeActs();
    }

    static void must(const Outcome& outcome) { ASSERT_DONE(outcome); }

    void makeActors() {
        actors = {{"lead", &m_cast.coach},
                  {"keeper-coach", &m_cast.colleague},
                  {"keeper-worker", &m_cast.worker},
                  {"keeper-manager", &m_cast.manager},
                  {"other-coach", &m_cast.southCoach},
                  {"other-manager", &m_cast.southManager},
                  {"granted", &m_cast.youth},
                  {"granted-manager", &m_cast.youthManager},
                  {"not-granted", &m_cast.debt},
                  {"ended", &m_cast.housing},
                  {"officer", &m_builder.officer()},
                  {"privacy-manager", &m_cast.privacyManager},
                  {"admin", &m_cast.admin},
                  {"other-admin", &m_cast.youthAdmin},
                  {"founder", &m_builder.founder()},
                  {"revoked", &gone}};
    }

    using Act = std::function<Outcome(const Actor&)>;

    template <class Payload>
    Outcome ask(const Actor& actor, Method method, const Draft<Payload>& draft) {
        return m_builder.judgeOnly(actor, method, draft.payload.encode(), draft.attachments);
    }

    Outcome askOpen(const Actor& actor, Method method, const OpenPayload& payload) {
        return m_builder.judgeOnly(actor, method, payload.encode());
    }

    Draft<CommitPayload> draftRecord(const Actor& actor, const CompartmentId& compartment) {
        CommitTerms terms;
        terms.compartment = compartment;
        terms.records = {m_builder.newId<RecordId>()};
        return draftCommit(m_builder, actor, household, terms);
    }

    void makeActs();
    void makeOtherActs();

    LogBuilder m_builder;
    Cast m_cast;
    Actor gone;
    HouseholdId household;
    InvolvementId youthHelp;
    InvolvementId debtHelp;
    InvolvementId neighbour;
    std::map<std::string, const Actor*> actors;
    std::map<std::string, Act> acts;
};

void MatrixTest::makeActs() {
    const OpenPayload one{{{household, 0}}, OpenPayload::kAll};
    acts["open"] = [=, this](const Actor& a) { return askOpen(a, Method::OpenHousehold, one); };
    acts["who"] = [=, this](const Actor& a) { return askOpen(a, Method::WhoLooked, one); };
    acts["list"] = [this](const Actor& a) {
        return askOpen(a, Method::ListHouseholds, {{}, OpenPayload::kCoreOnly});
    };
    acts["core"] = [this](const Actor& a) {
        return ask(a, Method::Commit, draftRecord(a, kSharedCore));
    };
    acts["own"] = [this](const Actor& a) {
        return ask(a, Method::Commit, draftRecord(a, compartmentOf(a.agency)));
    };
    acts["give"] = [this](const Actor& a) {
        return ask(a, Method::GrantAccess, draftGrant(m_builder, a, household, m_cast.debt.team));
    };
    acts["end"] = [this](const Actor& a) {
        const EndAccessPayload payload{household, m_cast.youth.team};
        return m_builder.judgeOnly(a, Method::EndAccess, payload.encode());
    };
    acts["same"] = [this](const Actor& a) {
        // To answer whether the neighbour's help belongs here.
        const AnswerMatchPayload payload{
            neighbour, {TargetKind::Household, household.bytes}, false};
        return m_builder.judgeOnly(a, Method::AnswerMatch, payload.encode());
    };
    acts["lead"] = [this](const Actor& a) {
        return ask(a, Method::OfferLead, draftOffer(m_builder, a, household, m_cast.southCoach));
    };
    makeOtherActs();
}

void MatrixTest::makeOtherActs() {
    acts["log"] = [this](const Actor& a) {
        return m_builder.judgeOnly(a, Method::ReadLog, ReadLogPayload{0, 10}.encode());
    };
    acts["addr"] = [this](const Actor& a) {
        return ask(a, Method::Evaluate, draftEvaluate(m_builder, IdentifierKind::Address, 1));
    };
    acts["bsn"] = [this](const Actor& a) {
        return ask(a, Method::Evaluate, draftEvaluate(m_builder, IdentifierKind::Bsn, 1));
    };
    acts["help"] = [this](const Actor& a) {
        return ask(a, Method::Register, draftRegister(m_builder, a, {kFrontDoor}));
    };
    acts["file"] = [this](const Actor& a) {
        return ask(a, Method::Intake, draftIntake(m_builder, a, {kFrontDoor}));
    };
    acts["team"] = [this](const Actor& a) {
        const Team team{m_builder.newId<TeamId>(), a.agency, "Nieuw team", 0};
        return m_builder.judgeOnly(
            a, Method::ChangeDirectory, DirectoryPayload{{team}, {}}.encode());
    };
    acts["dev"] = [this](const Actor& a) {
        const Revocation revocation{
            Revocation::What::Device, m_cast.southCoach.device.bytes, m_builder.lines().size()};
        return m_builder.judgeOnly(a, Method::Revoke, DirectoryPayload{{revocation}, {}}.encode());
    };
}

TEST_F(MatrixTest, EveryRoleMayDoExactlyWhatTheTableSays) {
    std::istringstream table{std::string(kTable)};
    std::string line;
    std::getline(table, line);
    std::getline(table, line);
    std::istringstream head(line);
    std::vector<std::string> columns{std::istream_iterator<std::string>(head), {}};
    ASSERT_EQ(columns.size(), acts.size());
    std::size_t rows = 0;
    while (std::getline(table, line)) {
        std::istringstream row(line);
        std::string who;
        row >> who;
        ASSERT_TRUE(actors.contains(who)) << who;
        for (const std::string& column : columns) {
            std::string expected;
            row >> expected;
            const Outcome outcome = acts.at(column)(*actors.at(who));
            EXPECT_EQ(std::string(1, signOf(outcome.refused)), expected)
                << who << " · " << column << " : " << wordFor(outcome.refused);
        }
        ++rows;
    }
    EXPECT_EQ(rows, actors.size());
}

TEST_F(MatrixTest, RefusedLookJoinsTheHouseholdsChain) {
    const Outcome outcome = open(m_builder, m_cast.southCoach, household);
    EXPECT_REFUSED(outcome, Reason::NotFound);
    EXPECT_EQ(outcome.concerned, std::vector{household});
}

TEST_F(MatrixTest, UnknownHouseholdConcernsNobody) {
    const Outcome outcome = open(m_builder, m_cast.coach, m_builder.newId<HouseholdId>());
    EXPECT_REFUSED(outcome, Reason::NotFound);
    EXPECT_TRUE(outcome.concerned.empty());
}

}  // namespace
}  // namespace voordeur::test
