// Whose word lets a device go on with a restored log: founders that the device itself still knows.
#include "client/core/restored.h"
#include "crypto/shared/payloads.h"
#include "tests/support/log_builder.h"

#include <gtest/gtest.h>

namespace voordeur::test {
namespace {

using client::core::ChainLine;
using client::core::DirectoryCopy;
using crypto::Method;

/// The same town twice, up to the copy: `known` goes on as the device saw it, `now` as the server
/// has it after the restoration. Three founders; two of them decide.
class FoundersTest : public testing::Test {
protected:
    FoundersTest() : known(options()), now(options()) {
        restoration.restored = known.head();
        restoration.lastTime = timeOf(known.lines().back());
        known.advance(1000);
        crypto::Revocation gone;
        gone.what = crypto::Revocation::What::Device;
        gone.id = known.founder(2).device.bytes;
        gone.head = known.head().size;
        const auto revoked =
            known.change(known.founder(0), Method::Revoke, {gone}, {&known.founder(1)});
        EXPECT_FALSE(revoked.refused.has_value());
        restoration.lost = known.head();
        now.advance(3'600'000);
        restoration.restoredTime = now.now();
    }
    static BuilderOptions options() {
        BuilderOptions out;
        out.founders = 3;
        out.threshold = 2;
        out.foundOnly = true;
        return out;
    }
    static crypto::UnixMillis timeOf(const crypto::LogLine& line) {
        return crypto::Entry::decode(line.entry).value().time;
    }
    static DirectoryCopy copyOf(const LogBuilder& log) {
        std::vector<ChainLine> lines;
        for (const auto& line : log.lines())
            lines.push_back({line.entry, line.payload, line.answer});
        DirectoryCopy copy(log.instance());
        EXPECT_TRUE(copy.add(lines).ok());
        return copy;
    }
    /// Founders say it; does the device go on?
    bool letsGo(std::size_t asker, std::size_t second) {
        const auto said = now.change(
            now.founder(asker), Method::ChangeDirectory, {restoration}, {&now.founder(second)});
        EXPECT_EQ(said.refused, std::nullopt) << "the rules of the restored log allow it";
        return client::core::restorationOf(copyOf(now), copyOf(known), restoration.lost)
            .has_value();
    }

    LogBuilder known;
    LogBuilder now;
    crypto::Restoration restoration;
};

TEST_F(FoundersTest, EnoughFoundersWhoAreStillKnownLetGo) {
    EXPECT_TRUE(letsGo(0, 1));
}

// Whoever was a founder only before the loss does not become one again by it.
TEST_F(FoundersTest, RevokedFounderDoesNotCount) {
    EXPECT_FALSE(letsGo(0, 2));
}

TEST_F(FoundersTest, RevokedFounderDoesNotCountAsTheOneWhoAsks) {
    EXPECT_FALSE(letsGo(2, 1));
}

TEST_F(FoundersTest, WordThatIsNotNewerThanOneThatIsKnownDoesNotLetGo) {
    // The device has followed a word of that time already.
    crypto::Restoration earlier{
        known.head(), known.head(), timeOf(known.lines().back()), restoration.restoredTime};
    earlier.lost.size += 9;
    earlier.lost.root[0] ^= 1U;
    const auto first =
        known.change(known.founder(0), Method::ChangeDirectory, {earlier}, {&known.founder(1)});
    ASSERT_EQ(first.refused, std::nullopt);
    restoration.lost = known.head();
    EXPECT_FALSE(letsGo(0, 1));
}

}  // namespace
}  // namespace voordeur::test
