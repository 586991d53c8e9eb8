// Finding out by asking: how much of it there can be, and that answers which must look alike do, on
// the wire too. Their times: voordeur_timing.
#include "client/net/grpc_transport.h"
#include "tests/integration/matrix/counted_line.h"
#include "tests/integration/matrix/questions.h"
#include "tests/integration/town/need.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <thread>
#include <utility>

namespace voordeur::test {

using client::core::RawAnswer;
using crypto::Method;
using crypto::Reason;

namespace {

/// So many answers of each state on the wire; the shortest counts, for HTTP/2 has words of its own.
constexpr int kRounds = 9;
/// Evaluate and Check each count one of the sixty in an hour that the policy allows a person.
constexpr int kAsksInAnHour = 30;

/// Bytes of a field in the message that carries an answer.
std::uint64_t fieldBytes(std::size_t length) {
    std::uint64_t out = 1 + length;
    for (std::size_t left = length; left >= 0x80; left >>= 7U)
        ++out;
    return length == 0 ? 0 : out + 1;
}

/// What depends on the place in the log alone.
std::uint64_t proofBytes(const RawAnswer& answer) {
    return fieldBytes(answer.inclusion.size()) + fieldBytes(answer.consistency.size()) +
           fieldBytes(answer.checkpoint.size());
}

class EnumerationTest : public testing::Test {
protected:
    static void SetUpTestSuite() {
        s_server = std::make_unique<TestServer>();
        s_server->listen();
        s_transports = std::make_unique<client::net::GrpcTransportFactory>();
        s_questions = std::make_unique<Questions>(*s_server, *s_transports);
    }
    static void TearDownTestSuite() {
        s_newcomers.clear();
        s_questions.reset();
        s_transports.reset();
        s_server.reset();
    }

    /// Quotas begin anew with the hour: none of these tests may have that in its middle.
    EnumerationTest() {
        constexpr crypto::UnixMillis kHour = 3600ULL * 1000;
        constexpr crypto::UnixMillis kRoom = 15ULL * 1000;
        const auto left = kHour - s_server->clock().now() % kHour;
        if (left < kRoom) std::this_thread::sleep_for(std::chrono::milliseconds(left));
    }

    Town& town() { return s_questions->town(); }

    /// What is seen of an answer without reading it.
    std::string shapeOf(const crypto::Result<RawAnswer>& answer) {
        if (!answer.ok()) return "refused: " + std::string(crypto::nameOf(answer.reason()));
        const auto& raw = answer.value();
        std::string out = "entry " + std::to_string(raw.entry.size()) + ", answer " +
                          std::to_string(raw.answer.size()) + ", heads " +
                          std::to_string(raw.heads.size()) + ", chain " +
                          std::to_string(raw.chain.size()) + ", objects";
        for (const auto& object : raw.objects)
            out += " " + std::to_string(object.size());
        return out;
    }

    /// Somebody without a bulk quota to ask with. The town goes on knowing who holds a team's key,
    /// so members stay as long as it does.
    Member& newcomer(const crypto::TeamId& team, const std::string& name) {
        s_newcomers.push_back(town().addMember(team, name, crypto::Role::Worker));
        return *s_newcomers.back();
    }
    Member& newcomer(const std::string& name) {
        return newcomer(town().addTeam(town().addAgency(name, 7), "Loket"), name);
    }
    std::string asks(Member& member, const std::string& bsn) {
        client::core::CheckQuestion question;
        question.purpose = kTownPurpose;
        question.bsn = bsn;
        return told(client::core::checkInvolvement(member.session(), question));
    }

    inline static std::unique_ptr<TestServer> s_server;
    inline static std::unique_ptr<client::net::GrpcTransportFactory> s_transports;
    inline static std::unique_ptr<Questions> s_questions;
    inline static std::vector<std::unique_ptr<Member>> s_newcomers;
};

TEST_F(EnumerationTest, AnswersOfOneGroupHaveOneShape) {
    std::map<std::string, std::set<std::string>> shapes;
    for (const auto& question : s_questions->all()) {
        const auto shape = shapeOf(question.asker->transport().call(
            question.ask.method, s_questions->signedNow(question)));
        shapes[question.group].insert(shape);
        EXPECT_EQ(shapes[question.group].size(), 1U)
            << question.group << ", " << question.state << ": " << shape;
    }
    // The groups that may be told apart are: the comparison does compare.
    EXPECT_NE(shapes.at("a coach: nobody helps"), shapes.at("a coach: somebody helps"));
    EXPECT_NE(shapes.at("a coach: somebody helps"), shapes.at("a coach: a household"));
    EXPECT_NE(shapes.at("a coach: a household"), shapes.at("a coach: a household and help"));
    EXPECT_EQ(*shapes.at("housing: may not ask by number").begin(), "refused: KindForbidden");
    EXPECT_EQ(*shapes.at("youth care: somebody else's token").begin(),
              "refused: EvaluationMissing");
    EXPECT_EQ(*shapes.at("housing: a file").begin(), "refused: NotFound");
}

TEST_F(EnumerationTest, AnswersOfOneGroupHaveOneSizeOnTheWire) {
    CountedLine line(s_server->port());
    std::map<Member*, std::unique_ptr<client::core::Transport>> lines;
    std::map<std::pair<std::string, std::string>, std::uint64_t> fewest;
    for (int round = 0; round < kRounds; ++round) {
        for (const auto& question : s_questions->all()) {
            auto& transport = lines[question.asker];
            if (!transport) {
                auto identity = question.asker->identity();
                identity.address = "localhost:" + std::to_string(line.port());
                transport = s_transports->connect(std::move(identity));
                need(transport->serverInfo(), "a connection");
            }
            const auto request = s_questions->signedNow(question);
            const auto before = line.settled();
            const auto answer = transport->call(question.ask.method, request);
            auto bytes = line.settled() - before;
            if (answer.ok()) bytes -= proofBytes(answer.value());
            auto& least = fewest.try_emplace({question.group, question.state}, bytes).first->second;
            least = std::min(least, bytes);
        }
    }
    std::map<std::string, std::uint64_t> sizes;
    for (const auto& [name, bytes] : fewest) {
        const auto& size = sizes.try_emplace(name.first, bytes).first->second;
        EXPECT_EQ(size, bytes) << name.first << ", " << name.second;
        std::cout << bytes << " bytes: " << name.first << ", " << name.second << "\n";
    }
    EXPECT_NE(sizes.at("a coach: nobody helps"), sizes.at("a coach: a household"));
}

TEST_F(EnumerationTest, TheQuotaCountsTheUnknownLikeTheKnown) {
    const std::string known = town().nextBsn();
    town().newHousehold(town().coach(), known);
    const auto asking = [&](Member& member, const std::string& bsn) {
        int answered = 0;
        while (answered <= kAsksInAnHour && asks(member, bsn) == "Ok")
            ++answered;
        EXPECT_EQ(asks(member, bsn), "QuotaExceeded");
        return answered;
    };
    EXPECT_EQ(asking(newcomer("Nieuw Een"), town().nextBsn()), kAsksInAnHour);
    EXPECT_EQ(asking(newcomer("Nieuw Twee"), known), kAsksInAnHour);
}

TEST_F(EnumerationTest, WhoHasAskedEnoughFindsOutByNoOtherWay) {
    Member& member = newcomer("Nieuw Drie");
    const std::string known = town().nextBsn();
    town().newHousehold(town().coach(), known);
    const auto token = [&](const std::string& bsn) {
        const client::core::Identifier who{crypto::IdentifierKind::Bsn, bsn};
        return client::core::makeTokens(member.session(), kTownPurpose, {who});
    };
    const auto kept = std::pair{need(token(known), "a token"), need(token(town().nextBsn()), "")};
    while (asks(member, town().nextBsn()) == "Ok") {
    }
    EXPECT_EQ(told(token(known)), "QuotaExceeded");
    // With tokens that were made in time, of somebody and of nobody: looking up, and registering,
    // which says whom one meets.
    for (const auto& tokens : {kept.first, kept.second}) {
        client::core::NewInvolvement involvement;
        involvement.id = crypto::InvolvementId::generate(s_server->random());
        involvement.from = s_server->clock().now();
        involvement.until = involvement.from + 1000ULL * 3600;
        involvement.tokens = tokens;
        EXPECT_EQ(
            told(client::core::registerInvolvement(member.session(), kTownPurpose, involvement)),
            "QuotaExceeded");
        crypto::CheckPayload payload;
        payload.queries.push_back({tokens.front().identifier.kind,
                                   tokens.front().epoch,
                                   tokens.front().citation,
                                   crypto::attachmentHash(tokens.front().token)});
        Ask check = askFor(Method::Check, *s_server);
        check.payload = payload.encode();
        check.attachments.push_back(crypto::toBytes(tokens.front().token));
        check.detail = true;
        const auto size = s_server->writer().tree().size();
        EXPECT_EQ(told(sendAs(member.transport(), check.method, signedBy(member, check))),
                  "QuotaExceeded");
        EXPECT_EQ(s_server->writer().tree().size(), size + 1);  // a refusal has its line
    }
}

TEST_F(EnumerationTest, ManyAtOnceCountAsMany) {
    Member& member = newcomer("Nieuw Vier");
    std::vector<client::core::Identifier> all;
    for (int i = 0; i < 2 * kAsksInAnHour + 1; ++i)
        all.push_back({crypto::IdentifierKind::Bsn, town().nextBsn()});
    EXPECT_EQ(told(client::core::makeTokens(member.session(), kTownPurpose, all)), "QuotaExceeded");
    all.pop_back();
    EXPECT_EQ(told(client::core::makeTokens(member.session(), kTownPurpose, all)), "Ok");
    EXPECT_EQ(asks(member, town().nextBsn()), "QuotaExceeded");
}

TEST_F(EnumerationTest, AnotherPersonOfTheTeamHasAnOwnQuotaAndTheAgencyOneForAll) {
    const auto team = town().addTeam(town().addAgency("Nieuw Vijf", 7), "Loket");
    int answered = 0;
    // A thousand a day for an agency, sixty an hour for each of its people.
    constexpr int kAgencyDay = 1000;
    constexpr int kPersonHour = 2 * kAsksInAnHour;
    while (answered <= kAgencyDay) {
        Member& member = newcomer(team, "Loket " + std::to_string(answered));
        const int left = std::min(kPersonHour, kAgencyDay - answered);
        std::vector<client::core::Identifier> all;
        for (int i = 0; i < std::max(left, 1); ++i)
            all.push_back({crypto::IdentifierKind::Bsn, town().nextBsn()});
        const auto made = told(client::core::makeTokens(member.session(), kTownPurpose, all));
        if (made != "Ok") {
            EXPECT_EQ(made, "QuotaExceeded");
            break;
        }
        answered += static_cast<int>(all.size());
    }
    EXPECT_EQ(answered, kAgencyDay);
}

}  // namespace
}  // namespace voordeur::test
