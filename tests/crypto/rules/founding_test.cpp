#include "tests/crypto/rules/expect_outcome.h"

// The first entry, and that nothing comes before it.
namespace voordeur::test {
namespace {

using namespace crypto;  // NOLINT(google-build-using-namespace): a test that is all crypto

/// The founding of a builder, to be said again to an empty world.
class FoundingTest : public testing::Test {
protected:
    FoundingTest() : m_builder({.founders = 2, .threshold = 2, .foundOnly = true}) {
        const LogLine& line = m_builder.lines().front();
        payload = FoundPayload::decode(line.payload).value();
        entry = Entry::decode(line.entry).value();
        statement = entry.parsedStatement().value();
    }

    std::string judge() {
        MemoryWorld empty;
        const Bytes encoded = payload.encode();
        statement.payloadHash = payloadHash(Method::Found, encoded);
        const auto verdict = decide(empty, {statement, encoded, {}, {sequence, entry.time}});
        return verdict.ok() ? wordFor(verdict.value().refused) : "no answer";
    }

    LogBuilder m_builder;
    FoundPayload payload;
    Entry entry;
    Statement statement;
    std::uint64_t sequence = 0;
};

TEST_F(FoundingTest, FoundersSignTogether) {
    EXPECT_EQ(judge(), "done");
    payload.signatures.pop_back();
    EXPECT_EQ(judge(), "SecondPersonNeeded");
}

TEST_F(FoundingTest, SignatureIsUnderThisPolicy) {
    payload.signatures[0].second[0] ^= 1U;
    EXPECT_EQ(judge(), "SignatureBroken");
}

TEST_F(FoundingTest, SignatureByNobodyIsMalformed) {
    payload.signatures[1].first = 9;
    EXPECT_EQ(judge(), "Malformed");
}

TEST_F(FoundingTest, BrokenPolicyIsMalformed) {
    payload.policy.pop_back();
    EXPECT_EQ(judge(), "Malformed");
}

TEST_F(FoundingTest, FounderIsAmongTheFirstPeople) {
    const auto keep = payload.changes;
    std::erase_if(payload.changes,
                  [](const auto& change) { return std::holds_alternative<Device>(change); });
    EXPECT_EQ(judge(), "Denied");
    payload.changes = keep;
    std::erase_if(payload.changes,
                  [](const auto& change) { return std::holds_alternative<Membership>(change); });
    EXPECT_EQ(judge(), "Denied");
    payload.changes = keep;
    std::erase_if(payload.changes,
                  [](const auto& change) { return std::holds_alternative<Agency>(change); });
    EXPECT_EQ(judge(), "NotFound");
}

TEST_F(FoundingTest, DeviceHasAFoundersKey) {
    Actor other = m_builder.founder();
    payload.changes.emplace_back(m_builder.newDevice(other));
    statement.device = other.device;
    EXPECT_EQ(judge(), "Denied");
}

TEST_F(FoundingTest, FoundsAsFounder) {
    statement.role = Role::AgencyAdmin;
    EXPECT_EQ(judge(), "Denied");
}

TEST_F(FoundingTest, NobodyIsInvitedOrRevokedYet) {
    payload.changes.emplace_back(
        Revocation{Revocation::What::Device, m_builder.founder(1).device.bytes, 0});
    EXPECT_EQ(judge(), "Denied");
}

TEST_F(FoundingTest, OnlyEntryZeroFounds) {
    sequence = 1;
    EXPECT_EQ(judge(), "AlreadyFounded");
}

TEST_F(FoundingTest, NothingComesBefore) {
    MemoryWorld empty;
    statement.method = Method::ReadLog;
    const Bytes encoded = ReadLogPayload{0, 1}.encode();
    statement.payloadHash = payloadHash(Method::ReadLog, encoded);
    const auto verdict = decide(empty, {statement, encoded, {}, {0, entry.time}});
    ASSERT_TRUE(verdict.ok());
    EXPECT_EQ(wordFor(verdict.value().refused), "NotFounded");
    EXPECT_EQ(authenticate(empty.directory(), statement, encoded, entry.signature, {}).reason(),
              Reason::NotFounded);
}

TEST_F(FoundingTest, FoundingSpeaksForItself) {
    const Bytes encoded = payload.encode();
    const LogPosition at{0, entry.time};
    EXPECT_TRUE(
        authenticateFounding(statement, entry.statement, entry.signature, encoded, at).ok());
    Signature64 broken = entry.signature;
    broken[5] ^= 1U;
    EXPECT_EQ(authenticateFounding(statement, entry.statement, broken, encoded, at).reason(),
              Reason::SignatureBroken);
}

}  // namespace
}  // namespace voordeur::test
