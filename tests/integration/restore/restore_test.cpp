// The disk is gone, and a backup is put back: a log that was rolled back. Whoever saw more refuses
// it until enough founders say in the log itself what is lost.
#include "client/core/households.h"
#include "client/core/log_check.h"
#include "tests/integration/restore/restore_scene.h"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

namespace voordeur::test {

using crypto::Reason;

namespace {

std::string wordFor(const crypto::Status& status) {
    return status.ok() ? "done" : std::string(nameOf(status.reason()));
}

class RestoreTest : public testing::Test, protected RestoreScene {
protected:
    void write(Member& member, const Household& household, const std::string& text) {
        need(client::core::writeRecords(
                 member.session(), household.id, kTownPurpose, {noteOf(member, text)}),
             "writing " + text);
    }
    static std::size_t recordsOf(Member& member, const Household& household) {
        return need(client::core::openFile(member.session(), household.id, kTownPurpose), "opening")
            .records.size();
    }
    client::core::LogReport check(const std::vector<crypto::LogHead>& heads = {}) {
        return need(client::core::checkLog(town.officer().session(), heads, {}, nullptr),
                    "checking the log");
    }
    /// Everybody asks for the newest head, as an open program does now and then.
    void everybodyLooks() {
        for (Member* member : {&town.founder(), &town.officer(), &town.coach(), &town.youth()})
            need(member->session().sync(), "looking");
    }
};

TEST_F(RestoreTest, RolledBackLogIsRefusedByWhoeverSawMore) {
    const auto household = town.newHousehold();
    const auto backup = makeBackup();
    write(town.coach(), household, "Na de kopie.");
    everybodyLooks();
    putBack(backup);
    EXPECT_EQ(wordFor(town.coach().session().sync()), "LogShrunk");
    EXPECT_EQ(wordFor(reopen(town.coach())), "LogShrunk");
    EXPECT_EQ(wordFor(reopen(town.officer())), "LogShrunk");
    // However long the new log becomes.
    need(reopen(town.housing()), "somebody who saw no more than the backup has");
    while (server.writer().head().head.size <= town.coach().session().head().size)
        need(client::core::listFiles(town.housing().session(), kTownPurpose), "other work");
    EXPECT_EQ(wordFor(reopen(town.coach())), "ConsistencyBroken");
}

TEST_F(RestoreTest, FoundersWordLetsEverybodyGoOn) {
    const auto household = town.newHousehold();
    write(town.coach(), household, "Voor de kopie.");
    const auto before = recordsOf(town.coach(), household);
    const auto backup = makeBackup();
    write(town.coach(), household, "Na de kopie.");
    everybodyLooks();
    const auto lost = town.founder().session().head();
    const auto sheet = putBack(backup);
    ASSERT_EQ(wordFor(reopen(town.coach())), "LogShrunk");
    ASSERT_EQ(wordFor(sayRestored(sheet)), "done");
    ASSERT_EQ(wordFor(reopen(town.coach())), "done");
    const auto& restored = town.coach().session().restored();
    ASSERT_TRUE(restored.has_value());
    EXPECT_EQ(restored->restoration.restored, backup.manifest.head);
    EXPECT_EQ(restored->restoration.lost, lost);
    EXPECT_EQ(restored->restoration.lastTime, backup.manifest.lastTime);
    EXPECT_EQ(restored->kept, lost);
    EXPECT_EQ(recordsOf(town.coach(), household), before)
        << "what was acknowledged before is there";
    write(town.coach(), household, "Na het herstel.");
    EXPECT_EQ(recordsOf(town.coach(), household), before + 1);
    ASSERT_EQ(wordFor(reopen(town.coach())), "done");
    EXPECT_FALSE(town.coach().session().restored().has_value()) << "said once";
    ASSERT_EQ(wordFor(reopen(town.officer())), "done");
    const auto report = check({lost, backup.manifest.head});
    EXPECT_TRUE(report.whole);
    ASSERT_EQ(report.restorations.size(), 1U);
    EXPECT_EQ(report.restorations.front().lostEntries, lost.size - backup.manifest.head.size);
    EXPECT_TRUE(report.lostHeads.empty());
}

TEST_F(RestoreTest, WordThatNamesALowerHeadIsNotEnough) {
    const auto household = town.newHousehold();
    const auto backup = makeBackup();
    write(town.coach(), household, "Dit zag de oprichter nog.");
    need(town.founder().session().sync(), "the founder looks");
    write(town.coach(), household, "Dit niet meer.");
    const auto kept = town.coach().session().head();
    const auto sheet = putBack(backup);
    ASSERT_EQ(wordFor(sayRestored(sheet)), "done");
    EXPECT_EQ(wordFor(reopen(town.coach())), "LogShrunk");
    // The coach says which head it was, and the founder says it again.
    ASSERT_EQ(wordFor(sayRestored(sheet, kept)), "done");
    EXPECT_EQ(wordFor(reopen(town.coach())), "done");
    EXPECT_EQ(wordFor(reopen(town.founder())), "done");
    EXPECT_EQ(
        need(client::core::openFile(town.coach().session(), household.id, kTownPurpose), "opening")
            .state.id,
        household.id);
    ASSERT_EQ(wordFor(reopen(town.officer())), "done");
    EXPECT_TRUE(check({kept}).whole);
    EXPECT_EQ(check().restorations.size(), 2U);
}

TEST_F(RestoreTest, OneWordLetsGoOnce) {
    const auto household = town.newHousehold();
    const auto backup = makeBackup();
    for (int i = 0; i < 12; ++i)
        write(town.coach(), household, "Verloren.");
    everybodyLooks();
    const auto sheet = putBack(backup);
    ASSERT_EQ(wordFor(sayRestored(sheet)), "done");
    const auto again = makeBackup();
    ASSERT_EQ(wordFor(reopen(town.coach())), "done");
    write(town.coach(), household, "Na het herstel.");
    const auto& restoration = town.coach().session().restored()->restoration;
    ASSERT_LT(town.coach().session().head().size, restoration.lost.size) << "the word still covers";
    // The server goes back once more, to just after the founders' word.
    putBack(again);
    EXPECT_EQ(wordFor(reopen(town.coach())), "LogShrunk");
}

TEST_F(RestoreTest, TwoWordsDoNotLetGoByTurns) {
    const auto household = town.newHousehold();
    const auto backup = makeBackup();
    for (int i = 0; i < 12; ++i)
        write(town.coach(), household, "Verloren.");
    everybodyLooks();
    ASSERT_EQ(wordFor(sayRestored(putBack(backup))), "done");
    ASSERT_EQ(wordFor(reopen(town.coach())), "done");
    const auto lost = town.coach().session().restored()->restoration.lost;
    // Longer than what the device sees after the second word: of one length it would be a fork.
    for (int i = 0; i < 6; ++i)
        write(town.coach(), household, "Na het eerste herstel.");
    everybodyLooks();
    const auto withTheFirst = makeBackup();
    ASSERT_EQ(wordFor(sayRestored(putBack(backup), lost)), "done");
    ASSERT_EQ(wordFor(reopen(town.coach())), "done");
    ASSERT_LT(town.coach().session().head().size, lost.size) << "the first word still covers";
    putBack(withTheFirst);
    EXPECT_EQ(wordFor(reopen(town.coach())), "ConsistencyBroken");
}

TEST_F(RestoreTest, NobodyElseCanSayIt) {
    const auto backup = makeBackup();
    town.newHousehold();
    everybodyLooks();
    const auto sheet = putBack(backup);
    town.officer().restart();
    EXPECT_EQ(client::core::planRestoration(town.officer().session(), sheet, std::nullopt).reason(),
              Reason::Denied);
}

TEST_F(RestoreTest, SheetOfAnotherHeadIsNoSheet) {
    const auto backup = makeBackup();
    town.newHousehold();
    everybodyLooks();
    auto sheet = putBack(backup);
    sheet.head.root[0] ^= 1;
    EXPECT_EQ(wordFor(sayRestored(sheet)), "CheckpointBroken");
    sheet.head.root[0] ^= 1;
    sheet.instance[0] ^= 1;
    EXPECT_EQ(wordFor(sayRestored(sheet)), "WrongInstance");
    sheet.instance[0] ^= 1;
    ASSERT_EQ(wordFor(sayRestored(sheet)), "done");
    EXPECT_EQ(wordFor(sayRestored(sheet)), "NothingLost") << "said already";
}

TEST_F(RestoreTest, FounderLearnsWhatTheDirectoryLost) {
    const auto backup = makeBackup();
    town.revokeDevice(town.housing());
    everybodyLooks();
    // An entry of its own confirms to the founder that the revocation is in the log.
    town.addAgency("Thuiszorg Voorbeeld", 7);
    const auto sheet = putBack(backup);
    town.founder().restart();
    const auto plan =
        need(client::core::planRestoration(town.founder().session(), sheet, std::nullopt), "plan");
    ASSERT_FALSE(plan.lostChanges.empty());
    const auto* revocation = std::get_if<crypto::Revocation>(&plan.lostChanges.front());
    ASSERT_NE(revocation, nullptr);
    EXPECT_EQ(revocation->id, town.housing().secrets().device.bytes);
    ASSERT_EQ(wordFor(sayRestored(sheet)), "done");
    town.revokeDevice(town.housing());
    EXPECT_EQ(wordFor(reopen(town.housing())), "DeviceRevoked");
    EXPECT_EQ(wordFor(reopen(town.youth())), "done");
}

TEST_F(RestoreTest, UnconfirmedWorkOfTheLostPartIsSaidToBeLost) {
    const auto household = town.newHousehold();
    const auto backup = makeBackup();
    write(town.coach(), household, "Na de kopie.");
    lieTo(town.coach()).instead = [](crypto::Method, const client::core::SignedRequest&) {
        return std::optional<crypto::Result<client::core::RawAnswer>>(Reason::Unavailable);
    };
    const auto unsent = client::core::writeRecords(
        town.coach().session(), household.id, kTownPurpose, {noteOf(town.coach(), "Onderweg.")});
    EXPECT_FALSE(unsent.ok());
    lieTo(town.coach()) = {};
    need(town.founder().session().sync(), "the founder looks");
    const auto sheet = putBack(backup);
    ASSERT_EQ(wordFor(sayRestored(sheet)), "done");
    const auto waiting = need(town.coach().store().pending(), "what waits").size();
    ASSERT_EQ(wordFor(reopen(town.coach())), "done");
    EXPECT_EQ(town.coach().session().restored()->dropped, waiting);
    EXPECT_TRUE(need(town.coach().store().pending(), "what waits").empty());
}

TEST_F(RestoreTest, BackupUnderLoadHasWhatWasAcknowledgedBefore) {
    const auto household = town.newHousehold();
    const auto start = recordsOf(town.coach(), household);
    std::atomic<bool> stop{false};
    std::atomic<std::size_t> acknowledged{0};
    std::thread writer([&] {
        while (!stop) {
            write(town.coach(), household, "Onder druk.");
            ++acknowledged;
        }
    });
    while (acknowledged < 3)
        std::this_thread::yield();
    const std::size_t sure = acknowledged;
    const auto backup = makeBackup();
    stop = true;
    writer.join();
    const std::size_t all = acknowledged;
    need(town.founder().session().sync(), "the founder looks");
    const auto sheet = putBack(backup);
    ASSERT_EQ(wordFor(sayRestored(sheet)), "done");
    ASSERT_EQ(wordFor(reopen(town.coach())), "done");
    const auto left = recordsOf(town.coach(), household) - start;
    EXPECT_GE(left, sure);
    EXPECT_LE(left, all);
    ASSERT_EQ(wordFor(reopen(town.officer())), "done");
    EXPECT_TRUE(check().whole);
}

TEST_F(RestoreTest, KeptHeadOfTheLostPartIsNotHeldAgainstTheLog) {
    const auto household = town.newHousehold();
    const auto backup = makeBackup();
    write(town.coach(), household, "Eerst.");
    need(town.officer().session().sync(), "the officer writes the head down");
    const auto written = town.officer().session().head();
    write(town.coach(), household, "Daarna.");
    need(town.founder().session().sync(), "the founder looks");
    const auto sheet = putBack(backup);
    ASSERT_EQ(wordFor(sayRestored(sheet)), "done");
    ASSERT_EQ(wordFor(reopen(town.officer())), "done");
    const auto report = check({written});
    EXPECT_TRUE(report.whole);
    EXPECT_EQ(report.lostHeads, std::vector<std::uint64_t>{written.size});
}

TEST_F(RestoreTest, WhatACrashedBackupLeftBehindIsCleanedUp) {
    const std::string copy = server.config().storeFile + "-backup";
    std::ofstream(copy) << "half a copy of a store";
    std::ofstream(copy + "-wal") << "and its journal";
    const auto backup = makeBackup();
    EXPECT_FALSE(std::filesystem::exists(copy));
    EXPECT_FALSE(std::filesystem::exists(copy + "-wal"));
    const auto last = server::ops::lastBackup(server.config());
    ASSERT_TRUE(last.has_value());
    EXPECT_EQ(last->head, backup.manifest.head);
}

TEST_F(RestoreTest, ServerWithoutAKeyMakesNoBackup) {
    std::filesystem::remove(server.keyFile(server::ops::kBackupKeyFile));
    const auto config = server.config();
    const auto made = server::ops::createBackup(
        {config, server.keys(), server.clock(), server.random(), "test"}, config.storeFile + ".x");
    EXPECT_EQ(made.reason(), Reason::KeyMissing);
    EXPECT_FALSE(std::filesystem::exists(config.storeFile + ".x"));
}

TEST_F(RestoreTest, OnlyTheOfflineKeyOpensABackup) {
    const auto backup = makeBackup();
    const auto other = crypto::SealKeyPair::generate(server.random());
    EXPECT_EQ(client::restore::unpack(backup.path, other, "", whose(), server.clock()).reason(),
              Reason::BackupKeyWrong);
    EXPECT_TRUE(
        client::restore::unpack(backup.path, offlineKey(), "", whose(), server.clock()).ok());
}

// It was checked against the log key inside it alone: anybody who has the public key could make
// one, with an instance of their own.
TEST_F(RestoreTest, BackupOfAnotherServerIsNotPutBack) {
    const auto backup = makeBackup();
    const TempFolder folder;
    const std::string into = folder.path() + "/server";
    auto other = whose();
    other.instance[0] ^= 1U;
    const auto unpack = [&](const std::optional<crypto::BackupServer>& expected) {
        const auto done =
            client::restore::unpack(backup.path, offlineKey(), into, expected, server.clock());
        return done.ok() ? "done" : std::string(nameOf(done.reason()));
    };
    EXPECT_EQ(unpack(other), "WrongInstance");
    other = whose();
    other.logKey[0] ^= 1U;
    EXPECT_EQ(unpack(other), "WrongInstance");
    EXPECT_FALSE(std::filesystem::exists(into));
    EXPECT_FALSE(std::filesystem::exists(into + ".part"));
    // Told before the founding: the log's key alone.
    other = {{}, whose().logKey};
    EXPECT_EQ(crypto::BackupServer::decode(other.encode()).value(), other);
    EXPECT_EQ(unpack(other), "done");
}

// A server stages a loss, with a copy that has another past than the coach saw.
TEST_F(RestoreTest, PastBeforeTheCopyIsStillCompared) {
    const auto household = town.newHousehold();
    const auto fork = makeBackup();
    write(town.coach(), household, "Dit verdwijnt.");
    const auto seen = town.coach().session().head();
    for (int i = 0; i < 12; ++i)
        write(town.coach(), household, "Daarna.");
    const auto lost = town.coach().session().head();
    putBack(fork);
    while (server.writer().head().head.size <= seen.size)
        need(client::core::listFiles(town.housing().session(), kTownPurpose), "another past");
    const auto copy = makeBackup();
    ASSERT_GT(copy.manifest.head.size, seen.size);
    ASSERT_LT(copy.manifest.head.size, lost.size);
    const auto sheet = putBack(copy);
    ASSERT_EQ(wordFor(sayRestored(sheet, lost)), "done") << "the founder saw nothing of it";
    EXPECT_EQ(wordFor(reopen(town.coach())), "LogShrunk");
}

// The log is the one it was, but the household's chain is another than before the copy.
TEST_F(RestoreTest, HouseholdIsStillComparedWithWhatWasSeenBeforeTheCopy) {
    auto& reader = town.colleague();
    const auto household = town.newHousehold();
    for (int i = 0; i < 3; ++i)
        write(town.coach(), household, "Voor de kopie.");
    recordsOf(reader, household);
    auto other = *need(reader.store().household(household.id), "what the reader knows");
    other.stateChain.count = 2;
    other.stateChain.head[0] ^= 1U;
    need(reader.store().putHousehold(other, {.all = {}, .sequence = 1}),
         "as if it was seen otherwise once");
    const auto backup = makeBackup();
    write(town.coach(), household, "Na de kopie.");
    for (Member* member : {&town.founder(), &reader})
        need(member->session().sync(), "looking");
    const auto sheet = putBack(backup);
    ASSERT_EQ(wordFor(sayRestored(sheet)), "done");
    ASSERT_EQ(wordFor(reopen(reader)), "done");
    const auto opened = client::core::openFile(reader.session(), household.id, kTownPurpose);
    EXPECT_EQ(opened.ok() ? "opened" : std::string(nameOf(opened.reason())), "HouseholdChainWrong");
}

TEST_F(RestoreTest, NobodyMakesFoundersSpeakForTimesToCome) {
    const auto backup = makeBackup();
    town.newHousehold();
    everybodyLooks();
    const auto sheet = putBack(backup);
    crypto::LogHead told = town.coach().session().head();
    told.size = 1'000'000'000'000;
    EXPECT_EQ(wordFor(sayRestored(sheet, told)), "InvalidArgument");
    told.size = town.coach().session().head().size + 5;
    EXPECT_EQ(wordFor(sayRestored(sheet, told)), "done");
}

// It failed at the very end: the folder was full by then, under its other name.
TEST_F(RestoreTest, FolderMayBeNamedWithASlash) {
    const auto backup = makeBackup();
    const TempFolder folder;
    const std::string into = folder.path() + "/server";
    const auto done =
        client::restore::unpack(backup.path, offlineKey(), into + "//", whose(), server.clock());
    ASSERT_TRUE(done.ok()) << nameOf(done.reason());
    EXPECT_TRUE(std::filesystem::exists(into + "/store/voordeur.db"));
}

// Whatever stood under the name of the draft was removed unseen.
TEST_F(RestoreTest, WhatSomebodyElsePutBesideStays) {
    const auto backup = makeBackup();
    const TempFolder folder;
    const std::string into = folder.path() + "/server";
    std::filesystem::create_directory(into + ".part");
    std::ofstream(into + ".part/iets") << "van iemand anders";
    const auto refused =
        client::restore::unpack(backup.path, offlineKey(), into, whose(), server.clock());
    EXPECT_EQ(refused.ok() ? "done" : std::string(nameOf(refused.reason())), "FileExists");
    EXPECT_TRUE(std::filesystem::exists(into + ".part/iets"));
    EXPECT_FALSE(std::filesystem::exists(into));
}

}  // namespace
}  // namespace voordeur::test
