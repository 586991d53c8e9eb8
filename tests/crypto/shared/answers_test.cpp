#include "crypto/shared/answers.h"

#include "crypto/base/limits.h"
#include "tests/crypto/shared/format_case.h"
#include "tests/vectors/samples.h"

namespace voordeur::crypto {
namespace {

template <class Value>
std::optional<Reason> refusalOfBytes(const Value& value) {
    return test::refusalOf(Value::decode(value.encode()));
}

TEST(EvaluateAnswerTest, BoundsItsElements) {
    EvaluateAnswer answer;
    EXPECT_EQ(refusalOfBytes(answer), Reason::Malformed);
    answer.evaluated.resize(128);
    EXPECT_EQ(refusalOfBytes(answer), std::nullopt);
    answer.evaluated.resize(129);
    EXPECT_EQ(refusalOfBytes(answer), Reason::Malformed);
}

TEST(CheckAnswerTest, KeepsOrderWithinOneQuery) {
    CheckAnswer answer = samples::checkAnswer();
    answer.hits[1].query = 0;
    EXPECT_EQ(refusalOfBytes(answer), Reason::Malformed) << "the same entry twice";
    answer.hits[1].entryHash[0] = 0xff;
    EXPECT_EQ(refusalOfBytes(answer), std::nullopt);
    std::swap(answer.hits[0], answer.hits[1]);
    EXPECT_EQ(refusalOfBytes(answer), Reason::Malformed);
}

TEST(CheckAnswerTest, BoundsHitsAndQueries) {
    CheckAnswer answer;
    answer.hits.resize(64);
    for (std::uint32_t i = 0; i < 64; ++i) {
        answer.hits[i].query = i + 64;
    }
    EXPECT_EQ(refusalOfBytes(answer), std::nullopt);
    answer.hits[63].query = 128;
    EXPECT_EQ(refusalOfBytes(answer), Reason::Malformed);
    answer.hits.resize(65, answer.hits[0]);
    for (std::uint32_t i = 0; i < 65; ++i) {
        answer.hits[i].query = i;
    }
    EXPECT_EQ(refusalOfBytes(answer), Reason::Malformed);
}

TEST(CheckAnswerTest, RefusesUnknownTarget) {
    CheckAnswer answer = samples::checkAnswer();
    answer.hits[0].target = static_cast<TargetKind>(3);
    EXPECT_EQ(refusalOfBytes(answer), Reason::UnknownValue);
}

TEST(MetAnswerTest, KeepsOrderByTargetThenInvolvement) {
    MetAnswer answer = samples::metAnswer();
    std::swap(answer.met[0], answer.met[1]);
    EXPECT_EQ(refusalOfBytes(answer), Reason::Malformed);
    answer = samples::metAnswer();
    answer.met[1] = answer.met[0];
    EXPECT_EQ(refusalOfBytes(answer), Reason::Malformed);
    answer.met[1].involvement = samples::kOtherInvolvement;
    EXPECT_EQ(refusalOfBytes(answer), std::nullopt);
}

TEST(MetAnswerTest, BoundsWhatMet) {
    MetAnswer answer;
    answer.met.resize(256);
    for (std::size_t i = 0; i < 256; ++i) {
        answer.met[i].involvement.bytes[0] = static_cast<std::uint8_t>(i);
    }
    EXPECT_EQ(refusalOfBytes(answer), std::nullopt);
    answer.met.push_back(answer.met[255]);
    answer.met[256].involvement.bytes[1] = 1;
    EXPECT_EQ(refusalOfBytes(answer), Reason::Malformed);
}

TEST(MetAnswerTest, RefusesUnknownCertainty) {
    MetAnswer answer = samples::metAnswer();
    answer.met[0].certainty = static_cast<Certainty>(0);
    EXPECT_EQ(refusalOfBytes(answer), Reason::UnknownValue);
    answer.met[0].certainty = static_cast<Certainty>(4);
    EXPECT_EQ(refusalOfBytes(answer), Reason::UnknownValue);
}

TEST(OpenAnswerTest, RefusesDisorderAtEveryLevel) {
    OpenAnswer answer = samples::openAnswer();
    std::swap(answer.households[0], answer.households[1]);
    EXPECT_EQ(refusalOfBytes(answer), Reason::Malformed);
    answer = samples::openAnswer();
    auto& compartments = answer.households[0].compartments;
    std::swap(compartments[0], compartments[1]);
    EXPECT_EQ(refusalOfBytes(answer), Reason::Malformed);
    answer = samples::openAnswer();
    auto& rows = answer.households[0].compartments[0].rows;
    std::swap(rows[0], rows[1]);
    EXPECT_EQ(refusalOfBytes(answer), Reason::Malformed);
}

TEST(OpenAnswerTest, HoldsAFullCompartmentAndNoMore) {
    OpenAnswer answer = samples::openAnswer();
    auto& rows = answer.households[0].compartments[0].rows;
    rows.assign(limits::kRecordsPerCompartmentMax, {});
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i].record.bytes[0] = static_cast<std::uint8_t>(i >> 8);
        rows[i].record.bytes[1] = static_cast<std::uint8_t>(i);
    }
    EXPECT_EQ(refusalOfBytes(answer), std::nullopt);
    rows.push_back(rows.back());
    rows.back().record.bytes[2] = 1;
    EXPECT_EQ(refusalOfBytes(answer), Reason::Malformed);
}

TEST(ListInvolvementsAnswerTest, RefusesDisorder) {
    ListInvolvementsAnswer answer = samples::listInvolvementsAnswer();
    answer.involvements.push_back(answer.involvements[0]);
    EXPECT_EQ(refusalOfBytes(answer), Reason::Malformed);
    answer.involvements[1].id = samples::kOtherInvolvement;
    EXPECT_EQ(refusalOfBytes(answer), std::nullopt);
    answer.involvements[1].met.resize(2, answer.involvements[0].met[0]);
    EXPECT_EQ(refusalOfBytes(answer), Reason::Malformed);
}

}  // namespace
}  // namespace voordeur::crypto
