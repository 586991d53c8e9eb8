#include "crypto/shared/hash.h"

#include "tests/crypto/support.h"

#include <gtest/gtest.h>

namespace voordeur::crypto {
namespace {

struct HashCase {
    const char* message;
    const char* sha256;
    const char* sha512;
};

// FIPS 180-4 examples (NIST, "Examples with Intermediate Values").
const HashCase kCases[] = {
    {"",
     "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
     "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
     "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e"},
    {"abc",
     "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
     "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
     "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
     "204a8fc6dda82f0a0ced7beb8e08a41657c16ef468b228a8279be331a703c335"
     "96fd15c13b1b07f9aa1d3bea57789ca031ad85c7a71dd70354ec631238ca3445"},
};

TEST(HashTest, MatchesTheStandard) {
    for (const HashCase& test : kCases) {
        EXPECT_EQ(toHex(sha256({viewOf(test.message)})), test.sha256);
        EXPECT_EQ(toHex(sha512({viewOf(test.message)})), test.sha512);
    }
}

TEST(HashTest, PartsAddUpToTheWhole) {
    EXPECT_EQ(sha256({viewOf("a"), {}, viewOf("bc")}), sha256({viewOf("abc")}));
    EXPECT_EQ(sha512({viewOf("ab"), viewOf("c")}), sha512({viewOf("abc")}));
    EXPECT_EQ(sha256({}), sha256({viewOf("")}));
}

TEST(Sha256Test, PiecesOfAnySizeGiveTheSameHash) {
    // A million times "a" (FIPS 180-4): many blocks, pieces that never fit a block.
    const std::string text(1'000'000, 'a');
    Sha256 hash;
    for (std::size_t at = 0, size = 1; at < text.size(); size = size * 3 % 997) {
        const std::string_view piece = std::string_view(text).substr(at, size);
        hash.update(viewOf(piece));
        at += piece.size();
    }
    EXPECT_EQ(toHex(hash.finish()),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256Test, ACopyGoesItsOwnWay) {
    Sha256 first;
    first.update(viewOf("ab"));
    Sha256 second = first;
    first.update(viewOf("c"));
    second.update(viewOf("d"));
    EXPECT_EQ(first.finish(), sha256({viewOf("abc")}));
    EXPECT_EQ(second.finish(), sha256({viewOf("abd")}));
}

TEST(HashTest, ObjectHashIsTheGrammarOfTheProtocol) {
    // SHA-256("voordeur/v1/" ‖ "grant" ‖ 00 ‖ 0000000000000003 ‖ 010203), spelled out.
    const Bytes bytes = {1, 2, 3};
    const Bytes spelled =
        test::hex("766f6f72646575722f76312f 6772616e74 00 0000000000000003 010203");
    EXPECT_EQ(objectHash("grant", bytes), sha256({spelled}));
}

TEST(HashTest, ObjectHashTellsTypesAndBordersApart) {
    const Bytes bytes = {1, 2, 3};
    EXPECT_NE(objectHash("grant", bytes), objectHash("gran", bytes));
    EXPECT_NE(objectHash("grant", bytes), objectHash("grant", Bytes{1, 2}));
    EXPECT_NE(objectHash("a", test::hex("00")), objectHash("a", test::hex("")));
}

}  // namespace
}  // namespace voordeur::crypto
