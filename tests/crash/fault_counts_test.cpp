#include "tests/crash/fault_disk.h"

#include <gtest/gtest.h>

#include <iomanip>
#include <iostream>

namespace voordeur::test::crash {
namespace {

/// After the last test: what was done to the stores, by kind.
class PrintsFaults final : public ::testing::Environment {
public:
    void TearDown() override {
        std::cout << "faults injected\n";
        for (const auto& [what, times] : faultCounts().byKind)
            std::cout << "  " << std::setw(8) << times << "  " << what << "\n";
    }
};

// gtest owns it.
const auto* const kPrints = ::testing::AddGlobalTestEnvironment(new PrintsFaults);

TEST(FaultCountsTest, EveryKindIsCounted) {
    ASSERT_NE(kPrints, nullptr);
    auto& counts = faultCounts().byKind;
    const auto before = counts["failed reads"];
    FaultDisk disk(1);
    ASSERT_TRUE(disk.open("a", true));
    ASSERT_EQ(disk.write("a", 0, Bytes(100, 1)), Outcome::Done);
    disk.arm(Fault::ReadError, 0);
    EXPECT_EQ(disk.read("a", 0, 100), std::nullopt);
    EXPECT_EQ(disk.read("a", 0, 100), Bytes(100, 1));
    EXPECT_EQ(counts["failed reads"], before + 1);
}

}  // namespace
}  // namespace voordeur::test::crash
