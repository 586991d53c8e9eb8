#include "client/ui/drafts.h"
#include "client/ui/idle_lock.h"
#include "client/ui/language.h"
#include "client/ui/secret_text.h"
#include "client/ui/settings.h"
#include "client/ui/text/field_checks.h"
#include "client/ui/text/format.h"
#include "client/ui/text/words.h"
#include "client/ui/widgets/certificate_card.h"
#include "tests/ui/fake_certificates.h"
#include "tests/ui/fake_town.h"

#include <QSettings>
#include <QSignalSpy>
#include <QSslCertificate>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace voordeur::tests::ui {
namespace {

using client::ui::CertificateAge;
using client::ui::Drafts;
using client::ui::IdleLock;
using client::ui::Settings;
using client::ui::ThemeChoice;

TEST(SecretTextTest, TakesTheTextAndLeavesNothing) {
    QString typed = QStringLiteral("de kät slaapt");
    const crypto::SecretBytes secret = client::ui::takeSecret(typed);
    EXPECT_TRUE(typed.isEmpty());
    EXPECT_EQ(client::ui::revealDraft(secret), QStringLiteral("de kät slaapt"));
}

TEST(SecretTextTest, ComposesAPassphrase) {
    QString typed = QStringLiteral("de ka\u0308t slaapt");
    const crypto::SecretBytes secret = client::ui::takePassphrase(typed);
    EXPECT_TRUE(typed.isEmpty());
    EXPECT_EQ(client::ui::revealDraft(secret), QStringLiteral("de k\u00e4t slaapt"));
}

TEST(SecretTextTest, TakesNothingFromNothing) {
    QString typed;
    EXPECT_TRUE(client::ui::takeSecret(typed).empty());
}

TEST(DraftsTest, KeepsOneTextForEachHousehold) {
    Drafts drafts;
    const auto first = idOf<core::HouseholdId>(1);
    const auto second = idOf<core::HouseholdId>(2);
    EXPECT_TRUE(drafts.keep(first, {QStringLiteral("een"), true}));
    EXPECT_TRUE(drafts.keep(second, {QStringLiteral("twee")}));
    EXPECT_TRUE(drafts.keep(first, {QStringLiteral("een en een half")}));
    EXPECT_EQ(drafts.read(first).text, QStringLiteral("een en een half"));
    EXPECT_EQ(drafts.count(), 2U);
    EXPECT_TRUE(drafts.keep(first, {}));
    EXPECT_EQ(drafts.read(first).text, QString());
    EXPECT_EQ(drafts.count(), 1U);
}

TEST(DraftsTest, WhatWasSavedIsNoDraftUnlessMoreWasTyped) {
    Drafts drafts;
    const auto family = idOf<core::HouseholdId>(1);
    ASSERT_TRUE(drafts.keep(family, {QStringLiteral("Peter belde. En weer."), true}));
    drafts.noteSaved(family, QStringLiteral("Peter belde."));
    EXPECT_EQ(drafts.read(family).text, QStringLiteral("Peter belde. En weer."));
    EXPECT_TRUE(drafts.read(family).shared);
    drafts.noteSaved(family, QStringLiteral("Peter belde. En weer."));
    EXPECT_TRUE(drafts.empty());
}

TEST(DraftsTest, SaysWhenThereIsNoRoomAndLosesNothing) {
    Drafts drafts;
    for (std::size_t i = 0; i < Drafts::kDraftsMax; ++i) {
        ASSERT_TRUE(drafts.keep(idOf<core::HouseholdId>(static_cast<std::uint8_t>(i)),
                                {QStringLiteral("x")}));
    }
    EXPECT_FALSE(drafts.keep(idOf<core::HouseholdId>(250), {QStringLiteral("y")}));
    EXPECT_EQ(drafts.count(), Drafts::kDraftsMax);
    EXPECT_TRUE(drafts.keep(idOf<core::HouseholdId>(3), {QStringLiteral("z")}));
}

class IdleLockTest : public testing::Test {
protected:
    std::int64_t now = 5000;
    IdleLock idle{[this] { return now; }};
    QSignalSpy warned{&idle, &IdleLock::warned};
    QSignalSpy calmed{&idle, &IdleLock::calmed};
    QSignalSpy expired{&idle, &IdleLock::expired};
};

TEST_F(IdleLockTest, WarnsThirtySecondsBeforeAndThenLocks) {
    idle.start(5);
    now += 269'000;
    idle.tick();
    EXPECT_EQ(warned.count(), 0);
    now += 1'000;
    idle.tick();
    EXPECT_EQ(warned.count(), 1);
    EXPECT_EQ(idle.secondsLeft(), 30);
    now += 29'000;
    idle.tick();
    EXPECT_EQ(expired.count(), 0);
    now += 1'000;
    idle.tick();
    EXPECT_EQ(expired.count(), 1);
    EXPECT_FALSE(idle.running());
}

TEST_F(IdleLockTest, StartsAnewWhenSomebodyIsThere) {
    idle.start(5);
    now += 280'000;
    idle.tick();
    idle.touch();
    EXPECT_EQ(calmed.count(), 1);
    EXPECT_EQ(idle.secondsLeft(), 300);
    now += 269'000;
    idle.tick();
    EXPECT_EQ(warned.count(), 1);
}

TEST_F(IdleLockTest, AKeyAfterALongSleepDoesNotRevive) {
    idle.start(5);
    now += 3'600'000;
    idle.touch();
    EXPECT_EQ(expired.count(), 1);
}

TEST(SettingsTest, StartsDutchAndCareful) {
    const QTemporaryDir folder;
    const Settings settings(folder.filePath(QStringLiteral("a.ini")));
    EXPECT_EQ(settings.language(), QStringLiteral("nl"));
    EXPECT_EQ(settings.lockMinutes(), 5);
    EXPECT_EQ(settings.textPercent(), 100);
    EXPECT_EQ(settings.theme(), ThemeChoice::System);
}

TEST(SettingsTest, RemembersAndTells) {
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("a.ini"));
    {
        Settings settings(file);
        QSignalSpy told(&settings, &Settings::appearanceChanged);
        settings.setTheme(ThemeChoice::Dark);
        settings.setTheme(ThemeChoice::Dark);
        settings.setLanguage(QStringLiteral("en"));
        settings.setTextPercent(150);
        settings.setLockMinutes(10);
        EXPECT_EQ(told.count(), 2);
    }
    const Settings again(file);
    EXPECT_EQ(again.theme(), ThemeChoice::Dark);
    EXPECT_EQ(again.language(), QStringLiteral("en"));
    EXPECT_EQ(again.textPercent(), 150);
    EXPECT_EQ(again.lockMinutes(), 10);
}

TEST(SettingsTest, RefusesNonsenseInTheFile) {
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("a.ini"));
    {
        QSettings raw(file, QSettings::IniFormat);
        raw.setValue(QStringLiteral("language"), QStringLiteral("xx"));
        raw.setValue(QStringLiteral("lock_minutes"), 100'000);
        raw.setValue(QStringLiteral("text_percent"), -3);
        raw.setValue(QStringLiteral("theme"), QStringLiteral("pink"));
    }
    const Settings settings(file);
    EXPECT_EQ(settings.language(), QStringLiteral("nl"));
    EXPECT_EQ(settings.lockMinutes(), 5);
    EXPECT_EQ(settings.textPercent(), 100);
    EXPECT_EQ(settings.theme(), ThemeChoice::System);
}

TEST(FormatTest, WritesDutchDatesAndNumbers) {
    client::ui::Language language;
    language.use(QStringLiteral("nl"));
    EXPECT_EQ(client::ui::day(kTownNow), QStringLiteral("21 november 2026"));
    EXPECT_EQ(client::ui::dayAndTime(kTownNow), QStringLiteral("21 nov 2026, 14:05"));
    EXPECT_EQ(client::ui::monthAndYear(kTownNow), QStringLiteral("november 2026"));
    EXPECT_EQ(client::ui::isoDay("1989-02-09"), QStringLiteral("9 februari 1989"));
    EXPECT_EQ(client::ui::isoDay("onzin"), QStringLiteral("onzin"));
    EXPECT_EQ(client::ui::number(18'204), QStringLiteral("18.204"));
    EXPECT_EQ(client::ui::logLine(0), QStringLiteral("1"));
    EXPECT_EQ(client::ui::inGroups(QStringLiteral("9f03c1d2")), QStringLiteral("9F03 C1D2"));
}

TEST(WordsTest, UnknownActsAreNamedAsSuch) {
    client::ui::Language language;
    language.use(QStringLiteral("nl"));
    EXPECT_EQ(client::ui::actionWord("open"), QStringLiteral("opende het dossier"));
    EXPECT_EQ(client::ui::actionWord("iets nieuws"), QStringLiteral("andere handeling"));
}

TEST(FieldChecksTest, SayInWordsWhatIsWrong) {
    client::ui::Language language;
    language.use(QStringLiteral("nl"));
    EXPECT_EQ(client::ui::postcodeError(QStringLiteral("3011 ab")), QString());
    EXPECT_TRUE(client::ui::postcodeError(QStringLiteral("3011"))
                    .contains(QStringLiteral("bijvoorbeeld 3011 AB")));
    EXPECT_EQ(client::ui::houseNumberError(QStringLiteral("12")), QString());
    EXPECT_NE(client::ui::houseNumberError(QStringLiteral("12a")), QString());
    EXPECT_EQ(client::ui::dateError(QStringLiteral("9-2-1989")), QString());
    EXPECT_NE(client::ui::dateError(QStringLiteral("31-2-1989")), QString());
    EXPECT_EQ(client::ui::bsnError(QStringLiteral("999979577")), QString());
    EXPECT_NE(client::ui::bsnError(QStringLiteral("999979578")), QString());
}

TEST(CertificateTest, WarnsThirtyFourteenAndThreeDaysBefore) {
    const QDateTime from(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC);
    const QDateTime until(QDate(2026, 12, 31), QTime(0, 0), Qt::UTC);
    const auto age = [&](int days) { return client::ui::ageOf(from, until, until.addDays(-days)); };
    EXPECT_EQ(age(31), CertificateAge::Fine);
    EXPECT_EQ(age(30), CertificateAge::Month);
    EXPECT_EQ(age(15), CertificateAge::Month);
    EXPECT_EQ(age(14), CertificateAge::Fortnight);
    EXPECT_EQ(age(4), CertificateAge::Fortnight);
    EXPECT_EQ(age(3), CertificateAge::Days);
    EXPECT_EQ(age(0), CertificateAge::Expired);
    EXPECT_EQ(client::ui::ageOf(from, until, from.addDays(-1)), CertificateAge::NotYet);
}

TEST(CertificateTest, InventedOnesCanBeRead) {
    for (const char* pem : {kAuthorityPem, kServerPem, kDevicePem}) {
        EXPECT_FALSE(QSslCertificate(QByteArray(pem), QSsl::Pem).isNull());
    }
}

}  // namespace
}  // namespace voordeur::tests::ui
