#include "client/ui/text/explain.h"

#include "client/ui/language.h"
#include "tests/ui/sentences.h"

#include <QRegularExpression>
#include <QSet>

#include <gtest/gtest.h>

namespace voordeur::tests::ui {
namespace {

using client::ui::explain;
using client::ui::Explanation;
using client::ui::Language;
using crypto::Reason;

std::vector<Reason> allReasons() {
    std::vector<Reason> out;
#define VD_TEST_REASON(name, number) out.push_back(Reason::name);
    VD_REASONS(VD_TEST_REASON)
#undef VD_TEST_REASON
    return out;
}

class ExplainTest : public testing::TestWithParam<Reason> {};

TEST_P(ExplainTest, HasThreePartsAndACodeInBothLanguages) {
    Language language;
    for (const char* tongue : {"en", "nl"}) {
        language.use(QLatin1String(tongue));
        const Explanation words = explain(GetParam());
        EXPECT_FALSE(words.headline.isEmpty());
        EXPECT_FALSE(words.why.isEmpty());
        EXPECT_FALSE(words.whatYouCanDo.isEmpty());
        EXPECT_TRUE(words.code.startsWith(QLatin1String("VD-")));
    }
}

TEST_P(ExplainTest, IsTranslatedAndShort) {
    Language language;
    language.use(QStringLiteral("en"));
    const Explanation english = explain(GetParam());
    language.use(QStringLiteral("nl"));
    const Explanation dutch = explain(GetParam());
    EXPECT_NE(english.headline, dutch.headline);
    EXPECT_NE(english.why, dutch.why);
    EXPECT_NE(english.whatYouCanDo, dutch.whatYouCanDo);
    for (const QString& sentence : sentencesOf(dutch.asText())) {
        EXPECT_LE(wordCount(sentence), kSentenceWordsMax) << sentence.toStdString();
    }
}

TEST_P(ExplainTest, SaysWhatToDo) {
    Language language;
    language.use(QStringLiteral("nl"));
    // Each text of action has at least one verb that a person can follow.
    static const QRegularExpression verbs(QStringLiteral(
        "(?i)\\b(bel|controleer|draai|geef|ga|gebruik|haal|heropen|kies|kijk|kopieer|maak|open|"
        "probeer|schrijf|stel|stop|sla|vergrendel|verander|verleng|vraag|vul|wacht|zet|zoek|bewaar|"
        "begin)\\b"));
    const QString text = explain(GetParam()).whatYouCanDo;
    EXPECT_TRUE(verbs.match(text).hasMatch()) << text.toStdString();
}

INSTANTIATE_TEST_SUITE_P(Every, ExplainTest, testing::ValuesIn(allReasons()), [](const auto& one) {
    return std::string(crypto::nameOf(one.param));
});

TEST(ExplainCodeTest, IsDifferentForEveryReason) {
    QSet<QString> codes;
    for (const Reason reason : allReasons())
        codes << explain(reason).code;
    EXPECT_EQ(codes.size(), static_cast<qsizetype>(allReasons().size()));
}

}  // namespace
}  // namespace voordeur::tests::ui
