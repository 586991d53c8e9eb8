#include "client/cli/register_words.h"

#include <gtest/gtest.h>

#include <sstream>

namespace voordeur::client::cli {
namespace {

using core::ImportFinding;
using core::registers::FileFault;
using core::registers::Finding;

/// The longest sentence of a text, in words; commands are no sentences.
std::size_t longestSentence(const std::string& text) {
    std::istringstream words(text.substr(0, text.find("voordeurctl")));
    std::string word;
    std::size_t longest = 0;
    std::size_t count = 0;
    while (words >> word) {
        ++count;
        longest = std::max(longest, count);
        if (word.back() == '.' || word.back() == '?' || word.back() == ':') count = 0;
    }
    return longest;
}

void expectPlain(const std::string& sentence) {
    EXPECT_FALSE(sentence.empty());
    EXPECT_LE(longestSentence(sentence), 15U) << sentence;
}

TEST(RegisterWordsTest, EveryFindingHasASentence) {
    for (int i = 0; i <= static_cast<int>(Finding::BornAfterStart); ++i) {
        core::registers::RowProblem problem;
        problem.finding = static_cast<Finding>(i);
        problem.otherLine = 12;
        problem.otherCaseNumber = "VB-00002";
        expectPlain(sentenceFor(problem));
    }
}

TEST(RegisterWordsTest, EveryImportFindingHasASentence) {
    for (int i = 0; i <= static_cast<int>(ImportFinding::Lapsed); ++i) {
        core::ImportProblem problem;
        problem.finding = static_cast<ImportFinding>(i);
        expectPlain(sentenceFor(problem));
        EXPECT_FALSE(core::nameOf(problem.finding).empty());
    }
}

TEST(RegisterWordsTest, EveryFileFaultHasASentence) {
    for (int i = 0; i <= static_cast<int>(FileFault::ColumnForbidden); ++i) {
        expectPlain(
            sentenceFor(core::registers::FileProblem{static_cast<FileFault>(i), 3, {"bsn"}}));
    }
}

TEST(RegisterWordsTest, WrongValuesSayWhatIsWrong) {
    using crypto::Reason;
    for (const auto reason : {Reason::BsnInvalid,
                              Reason::PostcodeInvalid,
                              Reason::HouseNumberInvalid,
                              Reason::HouseAdditionInvalid,
                              Reason::DateInvalid,
                              Reason::DateOrderWrong,
                              Reason::NameInvalid,
                              Reason::LifeDomainUnknown,
                              Reason::TextTooLong,
                              Reason::Malformed}) {
        core::registers::RowProblem problem;
        problem.finding = Finding::WrongValue;
        problem.reason = reason;
        const auto sentence = sentenceFor(problem);
        expectPlain(sentence);
        // The sentences of forms speak of input that is kept; a file has none.
        EXPECT_EQ(sentence.find("Uw invoer"), std::string::npos) << sentence;
    }
}

TEST(RegisterWordsTest, NamesTheOtherLine) {
    core::registers::RowProblem problem;
    problem.finding = Finding::Repeated;
    problem.otherLine = 4711;
    EXPECT_NE(sentenceFor(problem).find("4711"), std::string::npos);
}

}  // namespace
}  // namespace voordeur::client::cli
