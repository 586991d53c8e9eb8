#include "crypto/shared/payloads.h"

#include "tests/crypto/shared/format_case.h"
#include "tests/vectors/samples.h"

namespace voordeur::crypto {
namespace {

template <class Value>
using Case = test::WrongField<Value>;
using test::expectKept;
using test::refusalOf;

template <class Value>
std::optional<Reason> refusalOfBytes(const Value& value) {
    return refusalOf(Value::decode(value.encode()));
}

std::vector<ManifestRow> rows(std::size_t count) {
    std::vector<ManifestRow> out(count);
    for (std::size_t i = 0; i < count; ++i) {
        out[i].record.bytes[15] = static_cast<std::uint8_t>(i);
        out[i].envelopeHash[0] = 1;
    }
    return out;
}

// -- asking and registering ---------------------------------------------------------------------

TEST(EvaluatePayloadTest, BoundsItsElements) {
    EvaluatePayload payload = samples::evaluatePayload();
    payload.blinded.clear();
    EXPECT_EQ(refusalOfBytes(payload), Reason::Malformed);
    payload.blinded.resize(128);
    EXPECT_EQ(refusalOfBytes(payload), std::nullopt);
    payload.blinded.resize(129);
    EXPECT_EQ(refusalOfBytes(payload), Reason::Malformed);
}

TEST(EvaluatePayloadTest, RefusesUnknownKind) {
    EvaluatePayload payload = samples::evaluatePayload();
    payload.kind = static_cast<IdentifierKind>(4);
    EXPECT_EQ(refusalOfBytes(payload), Reason::UnknownValue);
}

TEST(CheckPayloadTest, BoundsItsQueries) {
    CheckPayload payload = samples::checkPayload();
    payload.queries.resize(128, payload.queries.front());
    EXPECT_EQ(refusalOfBytes(payload), std::nullopt);
    payload.queries.resize(129, payload.queries.front());
    EXPECT_EQ(refusalOfBytes(payload), Reason::Malformed);
    payload.queries.clear();
    EXPECT_EQ(refusalOfBytes(payload), Reason::Malformed);
}

TEST(CheckPayloadTest, RefusesWhatNoEvaluationCanBe) {
    CheckPayload payload = samples::checkPayload();
    payload.queries[0].citation.index = 128;
    EXPECT_EQ(refusalOfBytes(payload), Reason::Malformed);
    payload = samples::checkPayload();
    payload.queries[0].epoch = 0;
    EXPECT_EQ(refusalOfBytes(payload), Reason::Malformed);
    payload = samples::checkPayload();
    payload.queries[0].kind = static_cast<IdentifierKind>(0);
    EXPECT_EQ(refusalOfBytes(payload), Reason::UnknownValue);
}

TEST(RegisterPayloadTest, BoundsItsIndex) {
    RegisterPayload payload = samples::registerPayload();
    payload.index.clear();
    EXPECT_EQ(refusalOfBytes(payload), Reason::Malformed);
    payload.index.resize(32, samples::registerPayload().index.front());
    EXPECT_EQ(refusalOfBytes(payload), std::nullopt);
    payload.index.resize(33, samples::registerPayload().index.front());
    EXPECT_EQ(refusalOfBytes(payload), Reason::Malformed);
}

TEST(AnswerMatchPayloadTest, RefusesUnknownTarget) {
    AnswerMatchPayload payload{samples::kInvolvement, {TargetKind::Household, {}}, false};
    EXPECT_EQ(refusalOfBytes(payload), std::nullopt);
    payload.other.kind = static_cast<TargetKind>(0);
    EXPECT_EQ(refusalOfBytes(payload), Reason::UnknownValue);
}

TEST(ListInvolvementsPayloadTest, BoundsThePage) {
    EXPECT_EQ(refusalOfBytes(ListInvolvementsPayload{{}, 0}), Reason::Malformed);
    EXPECT_EQ(refusalOfBytes(ListInvolvementsPayload{{}, 1000}), std::nullopt);
    EXPECT_EQ(refusalOfBytes(ListInvolvementsPayload{{}, 1001}), Reason::Malformed);
}

// -- one household ------------------------------------------------------------------------------

class CommitPayloadTestWrong : public testing::TestWithParam<Case<CommitPayload>> {};

TEST_P(CommitPayloadTestWrong, IsRefused) {
    test::expectRefused(samples::commitPayload(), GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    Fields,
    CommitPayloadTestWrong,
    testing::Values(
        Case<CommitPayload>{
            "EpochOfAnotherHousehold",
            [](CommitPayload& c) { c.epochs[0].household = samples::kOtherHousehold; },
            Reason::Malformed},
        Case<CommitPayload>{
            "GrantOfAnotherHousehold",
            [](CommitPayload& c) { c.grants[0].header.household = samples::kOtherHousehold; },
            Reason::Malformed},
        Case<CommitPayload>{
            "ManifestOfAnotherHousehold",
            [](CommitPayload& c) { c.manifests[0].household = samples::kOtherHousehold; },
            Reason::Malformed},
        Case<CommitPayload>{"EpochTwice",
                            [](CommitPayload& c) { c.epochs.push_back(c.epochs[0]); },
                            Reason::Malformed},
        Case<CommitPayload>{"ManifestTwice",
                            [](CommitPayload& c) { c.manifests.push_back(c.manifests[0]); },
                            Reason::Malformed},
        Case<CommitPayload>{"TooManyRecords",
                            [](CommitPayload& c) {
                                c.manifests.resize(2, c.manifests[0]);
                                c.manifests[1].compartment = compartmentOf(samples::kCity);
                                c.manifests[0].delta = rows(50);
                                c.manifests[1].delta = rows(51);
                            },
                            Reason::Malformed},
        Case<CommitPayload>{"TooManyAttachments",
                            [](CommitPayload& c) { c.grants.resize(512, c.grants[0]); },
                            Reason::Malformed},
        Case<CommitPayload>{"RightsUnknown",
                            [](CommitPayload& c) { c.grants[0].header.rights = 8; },
                            Reason::UnknownValue}),
    test::nameOfCase<CommitPayload>);

TEST(CommitPayloadTest, KeepsAFullCommit) {
    expectKept<CommitPayload>(samples::commitPayload(), [](CommitPayload& c) {
        c.manifests.resize(2, c.manifests[0]);
        c.manifests[1].compartment = compartmentOf(samples::kCity);
        c.manifests[0].delta = rows(50);
        c.manifests[1].delta = rows(50);
        c.grants.resize(411, c.grants[0]);
    });
    expectKept<CommitPayload>(samples::commitPayload(), [](CommitPayload& c) {
        c.epochs.clear();
        c.grants.clear();
    });
}

TEST(CommitPayloadTest, NamesAttachmentsInOrderAndNoneForTombstonesAndFirstEpochs) {
    const CommitPayload commit = samples::commitPayload();
    const std::vector<Hash32> expected = {attachmentHash(samples::wrappedKey()),
                                          attachmentHash(samples::grantBody().encode()),
                                          attachmentHash(samples::envelope().encode())};
    EXPECT_EQ(commit.attachments(), expected);
    CommitPayload first = commit;
    first.epochs[0].epoch = 1;
    first.epochs[0].wrappedHash = {};
    EXPECT_EQ(first.attachments().size(), 2U);
}

TEST(IntakePayloadTest, NamesTheCommitsAttachmentsAndThenTheIndex) {
    const IntakePayload intake = samples::intakePayload();
    std::vector<Hash32> expected = intake.commit.attachments();
    expected.push_back(attachmentHash(samples::indexEntry().encode()));
    EXPECT_EQ(intake.attachments(), expected);
}

TEST(IntakePayloadTest, RefusesWhatItsCommitRefuses) {
    IntakePayload intake = samples::intakePayload();
    intake.commit.grants[0].header.rights = 0;
    EXPECT_EQ(refusalOfBytes(intake), Reason::UnknownValue);
    intake = samples::intakePayload();
    intake.commit.manifests[0].epoch = 0;
    EXPECT_EQ(refusalOfBytes(intake), Reason::Malformed);
}

TEST(IntakePayloadTest, BoundsIndexAndAttachments) {
    IntakePayload intake = samples::intakePayload();
    intake.index.resize(129, intake.index[0]);
    EXPECT_EQ(refusalOfBytes(intake), Reason::Malformed);
    intake.index.resize(128);
    EXPECT_EQ(refusalOfBytes(intake), std::nullopt);
    intake.commit.grants.resize(383, intake.commit.grants[0]);
    EXPECT_EQ(refusalOfBytes(intake), Reason::Malformed);
}

TEST(GrantPayloadTest, BoundsGrantsOfOneHousehold) {
    GrantPayload payload{samples::kHousehold, {}};
    EXPECT_EQ(refusalOfBytes(payload), Reason::Malformed);
    payload.grants.resize(32, samples::grantRef());
    EXPECT_EQ(refusalOfBytes(payload), std::nullopt);
    payload.household = samples::kOtherHousehold;
    EXPECT_EQ(refusalOfBytes(payload), Reason::Malformed);
    payload = {samples::kHousehold, {}};
    payload.grants.resize(33, samples::grantRef());
    EXPECT_EQ(refusalOfBytes(payload), Reason::Malformed);
}

TEST(OfferPayloadTest, BoundsGrantsOfOneHousehold) {
    OfferPayload payload = samples::offerPayload();
    payload.grants.clear();
    EXPECT_EQ(refusalOfBytes(payload), std::nullopt);
    payload.grants.resize(33, samples::grantRef());
    EXPECT_EQ(refusalOfBytes(payload), Reason::Malformed);
    payload = samples::offerPayload();
    payload.household = samples::kOtherHousehold;
    EXPECT_EQ(refusalOfBytes(payload), Reason::Malformed);
}

TEST(OpenPayloadTest, RefusesUnknownScopeAndDisorder) {
    OpenPayload payload = samples::openPayload();
    payload.scope = 0;
    EXPECT_EQ(refusalOfBytes(payload), Reason::UnknownValue);
    payload.scope = 3;
    EXPECT_EQ(refusalOfBytes(payload), Reason::UnknownValue);
    payload = samples::openPayload();
    std::swap(payload.known[0], payload.known[1]);
    EXPECT_EQ(refusalOfBytes(payload), Reason::Malformed);
    payload.known.clear();
    EXPECT_EQ(refusalOfBytes(payload), std::nullopt);
}

// -- offices ------------------------------------------------------------------------------------

TEST(ReadLogPayloadTest, BoundsThePage) {
    EXPECT_EQ(refusalOfBytes(ReadLogPayload{0, 0}), Reason::Malformed);
    EXPECT_EQ(refusalOfBytes(ReadLogPayload{~std::uint64_t{0}, 1000}), std::nullopt);
    EXPECT_EQ(refusalOfBytes(ReadLogPayload{0, 1001}), Reason::Malformed);
}

TEST(QuotaPayloadTest, RefusesTheSameCosignerTwice) {
    QuotaPayload payload = samples::quotaPayload();
    payload.cosignatures.push_back(payload.cosignatures[0]);
    EXPECT_EQ(refusalOfBytes(payload), Reason::Malformed);
}

TEST(QuotaPayloadTest, CosignatureHoldsForOneRequestOnly) {
    const QuotaPayload payload = samples::quotaPayload();
    const Cosigning request{
        .method = Method::OpenQuota, .asker = samples::device().id, .requestId = samples::kRequest};
    const auto holds = [&](const QuotaPayload& what, const Cosigning& of) {
        return verify(samples::colleagueKey().publicKey(),
                      kCosignSignature,
                      samples::instance(),
                      what.cosigned(of),
                      payload.cosignatures[0].signature);
    };
    EXPECT_TRUE(holds(payload, request));
    Cosigning other = request;
    other.requestId.bytes[0] ^= 1;
    EXPECT_FALSE(holds(payload, other));
    other = request;
    other.asker = samples::colleagueDevice().id;
    EXPECT_FALSE(holds(payload, other));
    QuotaPayload more = payload;
    ++more.max;
    EXPECT_FALSE(holds(more, request));
}

TEST(ShareTeamKeyPayloadTest, BoundsItsShares) {
    ShareTeamKeyPayload payload = samples::shareTeamKeyPayload();
    payload.shares.resize(64);
    EXPECT_EQ(refusalOfBytes(payload), std::nullopt);
    payload.shares.resize(65);
    EXPECT_EQ(refusalOfBytes(payload), Reason::Malformed);
    payload.shares.clear();
    EXPECT_EQ(refusalOfBytes(payload), Reason::Malformed);
    payload = samples::shareTeamKeyPayload();
    payload.epoch = 0;
    EXPECT_EQ(refusalOfBytes(payload), Reason::Malformed);
}

}  // namespace
}  // namespace voordeur::crypto
