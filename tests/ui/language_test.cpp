#include "client/ui/language.h"

#include "client/ui/text/words.h"
#include "tests/ui/sentences.h"

#include <QFile>
#include <QRegularExpression>
#include <QXmlStreamReader>

#include <gtest/gtest.h>

namespace voordeur::tests::ui {
namespace {

struct Entry {
    QString context;
    QString source;
    QStringList translations;
    bool unfinished = false;
};

// The sources of the translations lie beside the test's working folder, the root of the checkout.
std::vector<Entry> readEntries(const QString& path) {
    QFile file(path);
    std::vector<Entry> out;
    if (!file.open(QIODevice::ReadOnly)) return out;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement()) continue;
        const auto name = xml.name();
        if (name == QLatin1String("name")) context = xml.readElementText();
        if (name == QLatin1String("message")) out.push_back({context, {}, {}, false});
        if (name == QLatin1String("source")) out.back().source = xml.readElementText();
        if (name == QLatin1String("numerusform")) out.back().translations << xml.readElementText();
        if (name == QLatin1String("translation")) {
            out.back().unfinished =
                xml.attributes().value(QLatin1String("type")) == QLatin1String("unfinished");
            xml.readNext();
            if (xml.isCharacters() && !xml.isWhitespace()) {
                out.back().translations << xml.text().toString();
            }
        }
    }
    return out;
}

class DutchTest : public testing::Test {
protected:
    std::vector<Entry> entries = readEntries(QStringLiteral("client/i18n/voordeur_nl.ts"));
};

TEST_F(DutchTest, IsThereAndComplete) {
    ASSERT_GT(entries.size(), 300U);
    for (const Entry& entry : entries) {
        EXPECT_FALSE(entry.unfinished) << entry.source.toStdString();
        EXPECT_FALSE(entry.translations.isEmpty()) << entry.source.toStdString();
    }
}

TEST_F(DutchTest, HasShortSentences) {
    for (const Entry& entry : entries) {
        for (const QString& text : entry.translations) {
            for (const QString& sentence : sentencesOf(text)) {
                EXPECT_LE(wordCount(sentence), kSentenceWordsMax) << sentence.toStdString();
            }
        }
    }
}

TEST_F(DutchTest, AvoidsBannedWords) {
    for (const Entry& entry : entries) {
        for (const QString& text : entry.translations) {
            EXPECT_EQ(bannedIn(text), QStringList()) << text.toStdString();
        }
    }
}

TEST_F(DutchTest, KeepsEveryPlaceholder) {
    for (const Entry& entry : entries) {
        for (const QString& text : entry.translations) {
            for (const char* place : {"%1", "%2", "%3", "%4"}) {
                EXPECT_EQ(entry.source.contains(QLatin1String(place)),
                          text.contains(QLatin1String(place)))
                    << text.toStdString();
            }
        }
    }
}

TEST_F(DutchTest, SpeaksToPeopleWithU) {
    static const QRegularExpression familiar(QStringLiteral("(?i)\\b(je|jij|jouw|jullie)\\b"));
    for (const Entry& entry : entries) {
        for (const QString& text : entry.translations) {
            EXPECT_FALSE(familiar.match(text).hasMatch()) << text.toStdString();
        }
    }
}

TEST(EnglishTest, HasItsPlurals) {
    for (const Entry& entry : readEntries(QStringLiteral("client/i18n/voordeur_en.ts"))) {
        EXPECT_EQ(entry.translations.size(), 2) << entry.source.toStdString();
    }
}

TEST(LanguageTest, ChangesWordsAtOnce) {
    client::ui::Language language;
    language.use(QStringLiteral("nl"));
    EXPECT_EQ(client::ui::roleWord(client::core::Role::Coach), QStringLiteral("gezinscoach"));
    language.use(QStringLiteral("en"));
    EXPECT_EQ(client::ui::roleWord(client::core::Role::Coach), QStringLiteral("family coach"));
}

// The lint itself: it must be able to find what it looks for.
TEST(SentencesTest, FindsLongSentencesAndBannedWords) {
    EXPECT_EQ(sentencesOf(QStringLiteral("Een. Twee drie! Vier?")).size(), 3);
    EXPECT_EQ(wordCount(QStringLiteral("Dit zijn %1 woorden.")), 4);
    EXPECT_EQ(bannedIn(QStringLiteral("Er is een conflict in de sessie.")).size(), 2);
    EXPECT_TRUE(bannedIn(QStringLiteral("Het gezin heeft een regisseur.")).isEmpty());
}

}  // namespace
}  // namespace voordeur::tests::ui
