#include "tests/crash/office.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iostream>
#include <sstream>

// Each fault once, and what it came to: the rows of docs/faults.md are made here and compared, so
// that the document says what the program does. Printed as well.
namespace voordeur::test::crash {
namespace {

using crypto::Reason;
using std::chrono::hours;
using std::chrono::minutes;

constexpr const char* kDocument = "/docs/faults.md";

/// One row: what a caller got while the fault was there, and what came after it.
struct Row {
    std::string fault;
    std::string caller;
    std::string process;
    std::string back;
};

std::string textOf(const Row& row) {
    return "| " + row.fault + " | " + row.caller + " | " + row.process + " | " + row.back + " |";
}

std::string reasonText(std::optional<Reason> reason) {
    return reason ? std::string(nameOf(*reason)) : "done";
}

/// The same request until it is done; how often it took.
std::string sentAgain(Office& office, const Story::Act& act) {
    for (int tries = 1; tries <= 40; ++tries) {
        if (!office.send(act)) return "the same request again: done";
    }
    return "never done";
}

Row diskFault(const std::string& name, Fault fault) {
    Office office(1);
    // A new process has nothing cached: it has to read.
    office.stop();
    office.goOn();
    const auto act = office.story.next(3);
    office.disk.arm(fault, fault == Fault::ReadError ? 0 : 1);
    const auto reason = office.send(act);
    Row row{name, reasonText(reason), office.fatal > 0 ? "ends (70)" : "goes on", ""};
    if (office.disk.dead()) {
        row.caller = "no answer (Unavailable)";
        row.process = "is gone";
    }
    office.stop();
    EXPECT_TRUE(office.disk.struck()) << name;
    office.disk.disarm();
    const bool restarted = office.fatal > 0 || office.disk.dead();
    office.goOn();
    row.back = (restarted ? "started again, " : "") + sentAgain(office, act);
    office.stop();
    EXPECT_EQ(office.whatIsWrong(), "") << name;
    EXPECT_EQ(office.whatIsWrongOnDisk(), "") << name;
    return row;
}

/// A request at once, a new start, a request eleven minutes later, and one when the clock is right
/// again.
Row clockFault(const std::string& name, std::chrono::milliseconds by) {
    Office office(1);
    EXPECT_EQ(office.send(office.story.next(1)), std::nullopt);
    office.shiftClock(by);
    const auto atOnce = office.send(office.story.next(1));
    office.stop();
    office.goOn();
    office.story.rest(minutes(11));
    const auto later = office.send(office.story.next(1));
    office.shiftClock(std::chrono::milliseconds::zero());
    const auto after = office.send(office.story.next(1));
    EXPECT_EQ(office.fatal, 0);
    Row row{name, reasonText(atOnce), "goes on", "clock right again: " + reasonText(after)};
    if (later != atOnce) row.caller += "; eleven minutes later " + reasonText(later);
    office.stop();
    EXPECT_EQ(office.whatIsWrong(), "") << name;
    return row;
}

std::vector<Row> allRows() {
    std::vector<Row> rows{
        diskFault("no room (ENOSPC)", Fault::NoSpace),
        diskFault("a write stops half-way", Fault::ShortWrite),
        diskFault("a write fails (EIO)", Fault::IoError),
        diskFault("a read fails (EIO)", Fault::ReadError),
        diskFault("the disk becomes read-only (EROFS)", Fault::ReadOnly),
        diskFault("fsync fails", Fault::SyncError),
        diskFault("the power goes", Fault::PowerLoss),
        diskFault("the process is killed", Fault::ProcessEnd),
    };
    rows.push_back(clockFault("clock five minutes back", -minutes(5)));
    rows.push_back(clockFault("clock eleven minutes back", -minutes(11)));
    rows.push_back(clockFault("clock a year back", -hours(24 * 365)));
    rows.push_back(clockFault("clock five minutes ahead", minutes(5)));
    rows.push_back(clockFault("clock eleven minutes ahead", minutes(11)));
    rows.push_back(clockFault("clock a year ahead", hours(24 * 365)));
    return rows;
}

std::string document() {
    // This file lies in tests/crash.
    std::string root = __FILE__;
    for (int i = 0; i < 3; ++i)
        root.erase(root.rfind('/'));
    std::ifstream file(root + kDocument);
    std::ostringstream out;
    out << file.rdbuf();
    return out.str();
}

TEST(FaultTableTest, TheDocumentSaysWhatHappens) {
    const std::string said = document();
    ASSERT_FALSE(said.empty());
    for (const Row& row : allRows()) {
        const std::string text = textOf(row);
        std::cout << text << "\n";
        EXPECT_NE(said.find(text), std::string::npos) << text;
    }
}

}  // namespace
}  // namespace voordeur::test::crash
