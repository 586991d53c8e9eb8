#include "tests/crash/office.h"

#include <gtest/gtest.h>

#include <numeric>

// The time of the log: that of a server and a device which agree.
namespace voordeur::test::crash {
namespace {

using crypto::Entry;
using crypto::EntryType;
using crypto::Reason;
using std::chrono::hours;

constexpr auto kClockSkew = static_cast<std::uint16_t>(Reason::ClockSkew);

std::uint64_t refusedClocks(const std::vector<Entry>& log) {
    return std::accumulate(
        log.begin(), log.end(), std::uint64_t{0}, [](std::uint64_t sum, const Entry& entry) {
            const bool counts = entry.type == EntryType::AuthFail && entry.outcome == kClockSkew;
            return counts ? sum + entry.repeated : sum;
        });
}

// The refusals, and every start of the server, carried the wrong time into the log; once the clock
// was right again, everybody was refused until that time had come.
TEST(LogTimeTest, AClockThatLeaptLeavesNoTimeInTheLog) {
    Office office(1);
    ASSERT_EQ(office.send(office.story.next(1)), std::nullopt);
    office.stop();
    const auto before = office.log();
    office.shiftClock(hours(24 * 365));
    office.goOn();
    EXPECT_EQ(office.send(office.story.next(1)), Reason::ClockSkew);
    office.stop();
    office.goOn();
    EXPECT_EQ(office.send(office.story.next(1)), Reason::ClockSkew);
    office.shiftClock(hours(0));
    EXPECT_EQ(office.send(office.story.next(1)), std::nullopt);
    office.stop();
    const auto log = office.log();
    EXPECT_LT(log.back().time, before.back().time + hours(1) / std::chrono::milliseconds(1));
    EXPECT_EQ(office.whatIsWrong(), "");
}

// A refusal of an old clock stood in the log with the time of a right one, but nobody whose clock
// is wrong may choose when that is.
TEST(LogTimeTest, ARefusedClockIsCountedAndHasNoEntryOfItsOwn) {
    Office office(1);
    ASSERT_EQ(office.send(office.story.next(1)), std::nullopt);
    office.stop();
    const std::uint64_t before = refusedClocks(office.log());
    office.goOn();
    office.shiftClock(hours(1));
    EXPECT_EQ(office.send(office.story.next(1)), Reason::ClockSkew);
    EXPECT_EQ(office.send(office.story.next(1)), Reason::ClockSkew);
    office.stop();
    const auto log = office.log();
    EXPECT_EQ(refusedClocks(log), before + 2);
    for (const Entry& entry : log)
        EXPECT_TRUE(entry.statement.empty() || entry.outcome != kClockSkew) << entry.sequence;
    EXPECT_EQ(office.whatIsWrong(), "");
}

}  // namespace
}  // namespace voordeur::test::crash
