#include "crypto/shared/entry.h"
#include "server/ops/clock_check.h"
#include "server/ops/commands.h"
#include "server/ops/server_keys.h"
#include "server/storage/sqlcipher/open.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>

#include <string>

namespace voordeur::server::ops {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr crypto::UnixMillis kMinute = 60'000;

/// A server as `init` makes it, in a folder of its own.
class DoctorTest : public testing::Test {
protected:
    void SetUp() override {
        InitOptions init;
        init.directory = m_folder.path();
        init.sheetFile = m_folder.file("sheet");
        testing::internal::CaptureStdout();
        const int code = runInit(init);
        testing::internal::GetCapturedStdout();
        ASSERT_EQ(code, 0);
    }

    /// An entry whose time is that far from this machine's clock.
    void addEntry(crypto::UnixMillis ahead) {
        const auto keys = loadKeys(m_folder.file("keys"));
        ASSERT_TRUE(keys.ok());
        const auto store = storage::openSqlcipherStore(
            m_folder.file("store/voordeur.db"), keys.value().store, storage::SqlcipherOptions{});
        ASSERT_TRUE(store.ok()) << nameOf(store.reason());
        crypto::Entry entry;
        entry.time = crypto::SystemClock().now() + ahead;
        entry.type = crypto::EntryType::Start;
        storage::StoredEntry stored;
        stored.entry = entry.encode();
        stored.leaf = crypto::leafOf(stored.entry);
        const crypto::Directory directory;
        auto transaction = store.value()->begin(directory);
        ASSERT_TRUE(transaction.ok());
        ASSERT_TRUE(transaction.value()->add(stored).ok());
        ASSERT_TRUE(transaction.value()->commit().ok());
    }
    std::string doctor() {
        testing::internal::CaptureStdout();
        m_code = runDoctor(m_folder.file("voordeur.toml"));
        return testing::internal::GetCapturedStdout();
    }

    const test::TempFolder m_folder;
    int m_code = -1;
};

TEST_F(DoctorTest, NewServerIsWell) {
    EXPECT_THAT(doctor(), Not(HasSubstr("✗")));
    EXPECT_EQ(m_code, 0);
}

// Everything was ClockSkew after the clock had leapt ahead and come back, and nothing said why.
TEST_F(DoctorTest, LogThatIsAheadOfTheClockIsNamedInMinutesWithWhatToDo) {
    addEntry(90 * kMinute);
    const std::string said = doctor();
    EXPECT_THAT(said, HasSubstr("✗ De laatste regel van het logboek is 90 minuten later"));
    EXPECT_THAT(said, HasSubstr("timedatectl"));
    EXPECT_EQ(m_code, 1);
}

TEST_F(DoctorTest, LogOfJustNowIsWell) {
    addEntry(0);
    EXPECT_THAT(doctor(), HasSubstr("✓ De klok loopt niet achter op het logboek"));
}

TEST(ClockTextTest, PartsOfAMinuteCountAsOne) {
    EXPECT_THAT(clockBehindText(kMinute + 1), HasSubstr(" 2 minuten "));
    EXPECT_THAT(clockBehindText(2 * kMinute), HasSubstr(" 2 minuten "));
}

}  // namespace
}  // namespace voordeur::server::ops
