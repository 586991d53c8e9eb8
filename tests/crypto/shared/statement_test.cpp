#include "crypto/shared/statement.h"

#include "crypto/base/limits.h"
#include "crypto/shared/hash.h"
#include "tests/crypto/shared/format_case.h"
#include "tests/crypto/support.h"
#include "tests/vectors/samples.h"

namespace voordeur::crypto {
namespace {

using Case = test::WrongField<Statement>;
using test::expectKept;

class StatementTestWrong : public testing::TestWithParam<Case> {};

TEST_P(StatementTestWrong, IsRefused) {
    test::expectRefused(samples::statement(), GetParam());
}

std::vector<HouseholdId> households(std::size_t count) {
    std::vector<HouseholdId> out(count);
    for (std::size_t i = 0; i < count; ++i) {
        out[i].bytes[14] = static_cast<std::uint8_t>(i >> 8);
        out[i].bytes[15] = static_cast<std::uint8_t>(i);
    }
    return out;
}

INSTANTIATE_TEST_SUITE_P(
    Fields,
    StatementTestWrong,
    testing::Values(
        Case{"RoleZero", [](Statement& s) { s.role = static_cast<Role>(0); }, Reason::UnknownValue},
        Case{"RoleAboveLast",
             [](Statement& s) { s.role = static_cast<Role>(9); },
             Reason::UnknownValue},
        Case{"MethodUnknown",
             [](Statement& s) { s.method = static_cast<Method>(2); },
             Reason::UnknownValue},
        Case{"ModeUnknown",
             [](Statement& s) { s.mode = static_cast<Mode>(4); },
             Reason::UnknownValue},
        Case{"OfflineTimeWhileOnline", [](Statement& s) { s.offlineTime = 1; }, Reason::Malformed},
        Case{"UploadWithoutItsTime",
             [](Statement& s) { s.mode = Mode::OfflineUpload; },
             Reason::Malformed},
        Case{"EmptyLogWithRoot", [](Statement& s) { s.head.size = 0; }, Reason::Malformed},
        Case{"LogWithoutRoot", [](Statement& s) { s.head.root = {}; }, Reason::Malformed},
        Case{"HouseholdTwice",
             [](Statement& s) {
                 s.households = {samples::kHousehold, samples::kHousehold};
             },
             Reason::Malformed},
        Case{"HouseholdsNotRising",
             [](Statement& s) {
                 s.households = {samples::kOtherHousehold, samples::kHousehold};
             },
             Reason::Malformed},
        Case{"TooManyHouseholds",
             [](Statement& s) { s.households = households(1001); },
             Reason::Malformed}),
    test::nameOfCase<Statement>);

TEST(StatementTest, KeepsWhatTheGrammarAllows) {
    expectKept<Statement>(samples::statement(), [](Statement& s) {
        s.households = households(1000);
        s.head = {};
        s.mode = Mode::OfflineUpload;
        s.offlineTime = ~std::uint64_t{0};
        s.time = ~std::uint64_t{0};
        s.purpose = 0xffff;
        s.emergency = true;
        s.detailHash = {};
        s.role = Role::Founder;
        s.method = Method::ExportLog;
    });
}

TEST(StatementTest, LongestStatementFits) {
    Statement longest = samples::statement();
    longest.households = households(limits::kHouseholdsPerEntryMax);
    EXPECT_LE(longest.encode().size(), limits::kStatementBytesMax);
}

TEST(StatementTest, RefusesAnotherVersion) {
    Bytes bytes = samples::statement().encode();
    bytes[0] = 0;
    EXPECT_EQ(test::refusalOf(Statement::decode(bytes)), Reason::UnknownVersion);
}

TEST(StatementTest, RefusesTooManyBytes) {
    EXPECT_EQ(test::refusalOf(Statement::decode(Bytes(limits::kStatementBytesMax + 1))),
              Reason::MessageTooLarge);
}

/// Nothing that a statement says can be changed without its bytes, hence its signature, changing.
TEST(StatementTest, EveryFieldIsInTheBytes) {
    const Statement base = samples::statement();
    void (*const changes[])(Statement&) = {
        [](Statement& s) { s.device.bytes[0] ^= 1; },
        [](Statement& s) { s.person.bytes[0] ^= 1; },
        [](Statement& s) { s.team.bytes[0] ^= 1; },
        [](Statement& s) { s.role = Role::Manager; },
        [](Statement& s) { s.method = Method::Check; },
        [](Statement& s) { s.purpose = 2; },
        [](Statement& s) { s.basis = 2; },
        [](Statement& s) { s.emergency = true; },
        [](Statement& s) { s.mode = Mode::OfflineCopy; },
        [](Statement& s) { s.requestId.bytes[0] ^= 1; },
        [](Statement& s) { ++s.time; },
        [](Statement& s) { ++s.head.size; },
        [](Statement& s) { s.head.root[0] ^= 1; },
        [](Statement& s) { s.payloadHash[0] ^= 1; },
        [](Statement& s) { s.detailHash[0] ^= 1; },
        [](Statement& s) { s.households.clear(); },
    };
    const Signature64 signature =
        samples::coachKey().sign(kStatementSignature, samples::instance(), base.encode());
    for (const auto change : changes) {
        Statement other = base;
        change(other);
        EXPECT_NE(other.encode(), base.encode());
        EXPECT_FALSE(verify(samples::coachKey().publicKey(),
                            kStatementSignature,
                            samples::instance(),
                            other.encode(),
                            signature));
    }
}

TEST(StatementHashesTest, NamesOfWhatIsSaidApart) {
    const Bytes said = {1, 2, 3};
    EXPECT_NE(payloadHash(Method::Check, said), payloadHash(Method::Evaluate, said));
    EXPECT_NE(payloadHash(Method::Check, said), answerHash(Method::Check, said));
    EXPECT_NE(detailHash(said), attachmentHash(said));
    const Bytes methodAndSaid = {0, 21, 1, 2, 3};
    EXPECT_EQ(payloadHash(Method::Check, said), objectHash("payload", methodAndSaid));
    EXPECT_EQ(answerHash(Method::Check, said), objectHash("answer", methodAndSaid));
    EXPECT_EQ(attachmentHash(said), objectHash("attachment", said));
}

TEST(StatementHashesTest, NothingHasTheZeroHash) {
    EXPECT_EQ(detailHash({}), Hash32{});
    EXPECT_EQ(answerHash(Method::EndAccess, {}), Hash32{});
    EXPECT_NE(payloadHash(Method::EndAccess, {}), Hash32{});
    EXPECT_NE(attachmentHash({}), Hash32{});
}

}  // namespace
}  // namespace voordeur::crypto
