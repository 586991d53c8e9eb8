#include "crypto/shared/token.h"

#include "crypto/shared/oprf_client.h"
#include "crypto/shared/oprf_server.h"
#include "tests/crypto/support.h"

#include <gtest/gtest.h>

#include <set>

namespace voordeur::crypto {
namespace {

// The output of RFC 9497, appendix A.1.2, test vector 1.
constexpr std::string_view kOutput =
    "b58cfbe118e0cb94d79b5fd6a6dafb98764dff49c14e1770b566e42402da1a7d"
    "a4d8527693914139caee5bd03903af43a491351d23b430948dd50cde10d32b3c";
// 00 01 … 1f
constexpr std::string_view kNetworkKey =
    "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

struct TokenValue {
    const char* name;
    IdentifierKind kind;
    std::uint32_t epoch;
    const char* token;
};

class TokenValueTest : public testing::TestWithParam<TokenValue> {};

// Made with Python's hmac and hashlib from docs/protocol.md, apart from this code.
TEST_P(TokenValueTest, EqualsTheOneMadeElsewhere) {
    const SecretBytes key = test::secretHex(kNetworkKey);
    const auto token =
        involvementToken({key, GetParam().epoch}, GetParam().kind, test::secretHex(kOutput));
    EXPECT_EQ(toHex(token.value()), GetParam().token);
}

INSTANTIATE_TEST_SUITE_P(
    Token,
    TokenValueTest,
    testing::Values(TokenValue{"BsnEpoch1",
                               IdentifierKind::Bsn,
                               1,
                               "7a9a06eb198bd934b7ce0bdad16017a4c299957a5429da989733c340e541c0d9"},
                    TokenValue{"BsnEpoch16909060",
                               IdentifierKind::Bsn,
                               0x01020304,
                               "df861429f75f52ff603eb029ed885494d559bc3e22ddef4f863a73057025de8a"},
                    TokenValue{"AddressEpoch1",
                               IdentifierKind::Address,
                               1,
                               "fa18f49531ef1bedf7178b3928c6d21e77f44327f06b3634ef4620783cd84a2d"},
                    TokenValue{"AddressEpoch16909060",
                               IdentifierKind::Address,
                               0x01020304,
                               "f18579a06acd2af2e41f4bc78e716bdfc0c3b294b3cdc26cd79beab2d403ed8d"},
                    TokenValue{"NameBirthEpoch1",
                               IdentifierKind::NameBirth,
                               1,
                               "24466ba99466d216017b2f18de074ade082c67828a328ae33806ae11c8a8619e"},
                    TokenValue{"NameBirthEpoch16909060",
                               IdentifierKind::NameBirth,
                               0x01020304,
                               "4cb608c4d880bc81375d7628808d82cc0b55aea3f30514976ce2552e344f1b44"}),
    [](const auto& row) { return row.param.name; });

TEST(TokenTest, InputIsPrefixKindZeroNormalForm) {
    // "voordeur/v1/" "bsn" 00 "999990019", and so on: written out in hexadecimal.
    EXPECT_EQ(test::revealHex(tokenInput(IdentifierKind::Bsn, "999990019")),
              "766f6f72646575722f76312f"
              "62736e"
              "00"
              "393939393930303139");
    EXPECT_EQ(test::revealHex(tokenInput(IdentifierKind::Address, "9742EF|17|A")),
              "766f6f72646575722f76312f"
              "61646472657373"
              "00"
              "3937343245467c31377c41");
    EXPECT_EQ(test::revealHex(tokenInput(IdentifierKind::NameBirth, "")),
              "766f6f72646575722f76312f"
              "6e616d652d6269727468"
              "00");
}

TEST(TokenTest, AnyOtherKeyEpochKindOrOutputGivesAnotherToken) {
    std::set<Hash32> tokens;
    const auto add = [&](const char* key, std::uint32_t epoch, IdentifierKind kind, char last) {
        std::string output(kOutput);
        output.back() = last;
        const SecretBytes network = test::secretHex(key);
        tokens.insert(involvementToken({network, epoch}, kind, test::secretHex(output)).value());
    };
    const std::string otherKey = std::string(62, '0') + "01";
    add(kNetworkKey.data(), 1, IdentifierKind::Bsn, 'c');
    add(otherKey.c_str(), 1, IdentifierKind::Bsn, 'c');
    add(kNetworkKey.data(), 2, IdentifierKind::Bsn, 'c');
    add(kNetworkKey.data(), 0, IdentifierKind::Bsn, 'c');
    add(kNetworkKey.data(), 1, IdentifierKind::Address, 'c');
    add(kNetworkKey.data(), 1, IdentifierKind::NameBirth, 'c');
    add(kNetworkKey.data(), 1, IdentifierKind::Bsn, 'd');
    EXPECT_EQ(tokens.size(), 7U);
}

TEST(TokenTest, KeysAndOutputsOfOtherLengthsAreRefused) {
    const SecretBytes good = test::secretHex(kNetworkKey);
    const SecretBytes output = test::secretHex(kOutput);
    for (const std::size_t size : {0U, 31U, 33U}) {
        const SecretBytes key(size);
        EXPECT_EQ(involvementToken({key, 1}, IdentifierKind::Bsn, output).reason(),
                  Reason::WeakKey);
    }
    for (const std::size_t size : {0U, 32U, 63U, 65U}) {
        EXPECT_EQ(involvementToken({good, 1}, IdentifierKind::Bsn, SecretBytes(size)).reason(),
                  Reason::WeakKey);
    }
}

/// The whole way, as the client goes it.
Hash32 askedToken(const OprfKey& server,
                  const TokenKey& network,
                  IdentifierKind kind,
                  std::string_view normalForm,
                  RandomSource& random) {
    const SecretBytes x = tokenInput(kind, normalForm);
    const ByteView input = x.reveal(openKeyAccess());
    const auto question = oprfBlind(input, random).value();
    const std::vector<OprfElement> blinded{question.element};
    const auto answer = server.evaluate(blinded, random).value();
    const auto verified = OprfVerified::verify(server.publicKey(), blinded, answer).value();
    return involvementToken(network, kind, verified.output(0, input, question.blind).value())
        .value();
}

TEST(TokenTest, TwoMembersAskingAfterTheSamePersonMeet) {
    test::CountingRandom random;
    const OprfKey server = OprfKey::generate(random);
    const SecretBytes key = test::secretHex(kNetworkKey);
    const TokenKey network{key, 1};
    const auto bsn = IdentifierKind::Bsn;
    const Hash32 one = askedToken(server, network, bsn, "999990019", random);
    EXPECT_EQ(askedToken(server, network, bsn, "999990019", random), one);
    EXPECT_NE(askedToken(server, network, bsn, "999990020", random), one);
    EXPECT_NE(askedToken(OprfKey::generate(random), network, bsn, "999990019", random), one);
}

TEST(IdentifierKindTest, NamesAreFrozen) {
    EXPECT_EQ(nameOf(IdentifierKind::Bsn), "bsn");
    EXPECT_EQ(nameOf(IdentifierKind::Address), "address");
    EXPECT_EQ(nameOf(IdentifierKind::NameBirth), "name-birth");
}

TEST(IdentifierKindTest, OnlyThreeNumbersAreKinds) {
    for (unsigned number = 0; number < 256; ++number) {
        const auto kind = identifierKindFromNumber(static_cast<std::uint8_t>(number));
        ASSERT_EQ(kind.has_value(), number >= 1 && number <= 3) << number;
        if (!kind) continue;
        EXPECT_EQ(static_cast<unsigned>(*kind), number);
    }
}

}  // namespace
}  // namespace voordeur::crypto
