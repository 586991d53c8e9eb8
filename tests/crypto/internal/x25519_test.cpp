#include "crypto/internal/x25519.h"

#include "tests/crypto/support.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace voordeur::crypto::internal {
namespace {

using test::hexArray;

// RFC 7748 §6.1.
constexpr const char* kAliceSecret =
    "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a";
constexpr const char* kAlicePublic =
    "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a";
constexpr const char* kBobSecret =
    "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb";
constexpr const char* kBobPublic =
    "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f";
constexpr const char* kShared = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742";

TEST(X25519Test, MatchesTheRfc) {
    const auto alice = hexArray<32>(kAliceSecret);
    const auto bob = hexArray<32>(kBobSecret);
    EXPECT_EQ(toHex(x25519Public(alice)), kAlicePublic);
    EXPECT_EQ(toHex(x25519Public(bob)), kBobPublic);
    ByteArray<32> shared{};
    ASSERT_TRUE(x25519Shared(alice, hexArray<32>(kBobPublic), shared).ok());
    EXPECT_EQ(toHex(shared), kShared);
    ASSERT_TRUE(x25519Shared(bob, hexArray<32>(kAlicePublic), shared).ok());
    EXPECT_EQ(toHex(shared), kShared);
}

TEST(X25519Test, PointsOfSmallOrderAreRefused) {
    const auto secret = hexArray<32>(kAliceSecret);
    // 0, 1, the two of order 8, p − 1, p, p + 1 (Curve25519's page, "Do I need to validate?").
    for (const char* point : {"0000000000000000000000000000000000000000000000000000000000000000",
                              "0100000000000000000000000000000000000000000000000000000000000000",
                              "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                              "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
                              "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                              "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                              "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"}) {
        ByteArray<32> shared{};
        EXPECT_EQ(x25519Shared(secret, hexArray<32>(point), shared).reason(), Reason::WeakKey)
            << point;
    }
}

TEST(X25519Test, WycheproofInBulk) {
    const auto text = test::sharedVectorText("wycheproof_x25519_test.json");
    if (!text) GTEST_SKIP() << "the folder of published vectors is not here (VOORDEUR_SHARED)";
    const nlohmann::json file = nlohmann::json::parse(*text);
    std::size_t computed = 0;
    std::size_t refused = 0;
    for (const auto& group : file["testGroups"]) {
        for (const auto& test : group["tests"]) {
            SCOPED_TRACE(test["tcId"].get<int>());
            ByteArray<32> shared{};
            const bool ok = x25519Shared(hexArray<32>(test["private"].get<std::string>()),
                                         hexArray<32>(test["public"].get<std::string>()),
                                         shared)
                                .ok();
            const bool zero = test["shared"].get<std::string>() == std::string(64, '0');
            EXPECT_EQ(ok, !zero);
            if (ok) {
                EXPECT_EQ(toHex(shared), test["shared"].get<std::string>());
            }
            ++(zero ? refused : computed);
        }
    }
    EXPECT_EQ(computed, 518U - 31U);
    EXPECT_EQ(refused, 31U);
}

}  // namespace
}  // namespace voordeur::crypto::internal
