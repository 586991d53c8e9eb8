#include "crypto/base/limits.h"
#include "crypto/shared/oprf_client.h"
#include "crypto/shared/oprf_server.h"
#include "tests/crypto/support.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>

namespace voordeur::crypto {
namespace {

OprfElement element(std::string_view hex) {
    return test::hexArray<32>(hex);
}

/// Randomness that makes Scalar::random yield these scalars: each is followed by 32 zeros.
test::ScriptedRandom scalars(const std::vector<Bytes>& values) {
    Bytes script;
    for (const Bytes& value : values) {
        append(script, value);
        append(script, Bytes(32));
    }
    return test::ScriptedRandom(std::move(script));
}

/// One vector of RFC 9497, appendix A.1.2 (ristretto255-SHA512, mode VOPRF), in whole batches.
struct Vector {
    std::vector<Bytes> inputs;
    std::vector<Bytes> blinds;
    std::vector<OprfElement> blinded;
    std::vector<OprfElement> evaluated;
    std::vector<std::string> outputs;
    Bytes proofScalar;
    OprfProof proof{};
};

OprfKey keyOfTheRfc() {
    return OprfKey::derive(test::secretHex("a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3"
                                           "a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3"),
                           viewOf("test key"))
        .value();
}

void expectEveryStepEquals(const Vector& vector) {
    const OprfKey key = keyOfTheRfc();
    test::ScriptedRandom blinds = scalars(vector.blinds);
    std::vector<OprfBlinded> questions;
    for (std::size_t i = 0; i < vector.inputs.size(); ++i) {
        questions.push_back(oprfBlind(vector.inputs[i], blinds).value());
        EXPECT_EQ(questions[i].element, vector.blinded[i]);
        EXPECT_EQ(test::revealHex(questions[i].blind), toHex(vector.blinds[i]));
    }
    test::ScriptedRandom proofScalar = scalars({vector.proofScalar});
    const OprfEvaluation evaluation = key.evaluate(vector.blinded, proofScalar).value();
    EXPECT_EQ(evaluation.elements, vector.evaluated);
    EXPECT_EQ(toHex(evaluation.proof), toHex(vector.proof));
    const auto verified = OprfVerified::verify(key.publicKey(), vector.blinded, evaluation);
    ASSERT_TRUE(verified.ok());
    ASSERT_EQ(verified.value().count(), vector.inputs.size());
    for (std::size_t i = 0; i < vector.inputs.size(); ++i) {
        const auto output = verified.value().output(i, vector.inputs[i], questions[i].blind);
        EXPECT_EQ(test::revealHex(output.value()), vector.outputs[i]);
    }
}

TEST(OprfTest, KeyDerivedFromTheSeedIsThePublishedOne) {
    const OprfKey key = keyOfTheRfc();
    EXPECT_EQ(test::revealHex(key.scalar()),
              "e6f73f344b79b379f1a0dd37e07ff62e38d9f71345ce62ae3a9bc60b04ccd909");
    EXPECT_EQ(toHex(key.publicKey()),
              "c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e");
}

TEST(OprfTest, PublishedVectorOneHolds) {
    expectEveryStepEquals(
        {{test::hex("00")},
         {test::hex("64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706")},
         {element("863f330cc1a1259ed5a5998a23acfd37fb4351a793a5b3c090b642ddc439b945")},
         {element("aa8fa048764d5623868679402ff6108d2521884fa138cd7f9c7669a9a014267e")},
         {"b58cfbe118e0cb94d79b5fd6a6dafb98764dff49c14e1770b566e42402da1a7d"
          "a4d8527693914139caee5bd03903af43a491351d23b430948dd50cde10d32b3c"},
         test::hex("222a5e897cf59db8145db8d16e597e8facb80ae7d4e26d9881aa6f61d645fc0e"),
         test::hexArray<64>("ddef93772692e535d1a53903db24367355cc2cc78de93b3be5a8ffcc6985dd06"
                            "6d4346421d17bf5117a2a1ff0fcb2a759f58a539dfbe857a40bce4cf49ec600d")});
}

TEST(OprfTest, PublishedVectorOfABatchHolds) {
    expectEveryStepEquals(
        {{test::hex("00"), test::hex("5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a")},
         {test::hex("64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706"),
          test::hex("222a5e897cf59db8145db8d16e597e8facb80ae7d4e26d9881aa6f61d645fc0e")},
         {element("863f330cc1a1259ed5a5998a23acfd37fb4351a793a5b3c090b642ddc439b945"),
          element("90a0145ea9da29254c3a56be4fe185465ebb3bf2a1801f7124bbbadac751e654")},
         {element("aa8fa048764d5623868679402ff6108d2521884fa138cd7f9c7669a9a014267e"),
          element("cc5ac221950a49ceaa73c8db41b82c20372a4c8d63e5dded2db920b7eee36a2a")},
         {"b58cfbe118e0cb94d79b5fd6a6dafb98764dff49c14e1770b566e42402da1a7d"
          "a4d8527693914139caee5bd03903af43a491351d23b430948dd50cde10d32b3c",
          "8a9a2f3c7f085b65933594309041fc1898d42d0858e59f90814ae90571a6df60"
          "356f4610bf816f27afdd84f47719e480906d27ecd994985890e5f539e7ea74b6"},
         test::hex("419c4f4f5052c53c45f3da494d2b67b220d02118e0857cdbcf037f9ea84bbe0c"),
         test::hexArray<64>("cc203910175d786927eeb44ea847328047892ddf8590e723c37205cb74600b0a"
                            "5ab5337c8eb4ceae0494c2cf89529dcf94572ed267473d567aeed6ab873dee08")});
}

std::vector<Bytes> splitHex(const std::string& text) {
    std::vector<Bytes> out;
    std::istringstream stream(text);
    for (std::string item; std::getline(stream, item, ',');)
        out.push_back(test::hex(item));
    return out;
}

std::vector<OprfElement> splitElements(const std::string& text) {
    std::vector<OprfElement> out;
    for (const Bytes& bytes : splitHex(text))
        out.push_back(toArray<32>(bytes).value());
    return out;
}

TEST(OprfTest, EveryPublishedVectorOfTheSuiteHolds) {
    const auto text = test::sharedVectorText("cfrg_voprf_allVectors.json");
    if (!text) GTEST_SKIP() << "bulk vectors not here; set VOORDEUR_SHARED";
    int count = 0;
    for (const auto& suite : nlohmann::json::parse(*text)) {
        if (suite["identifier"] != "ristretto255-SHA512" || suite["mode"] != 1) continue;
        for (const auto& v : suite["vectors"]) {
            Vector vector{splitHex(v["Input"]),
                          splitHex(v["Blind"]),
                          splitElements(v["BlindedElement"]),
                          splitElements(v["EvaluationElement"]),
                          {},
                          test::hex(v["Proof"]["r"].get<std::string>()),
                          test::hexArray<64>(v["Proof"]["proof"].get<std::string>())};
            for (const Bytes& output : splitHex(v["Output"])) {
                vector.outputs.push_back(toHex(output));
            }
            expectEveryStepEquals(vector);
            ++count;
        }
    }
    EXPECT_EQ(count, 3);
}

/// A batch of three, asked and answered.
struct Exchange {
    test::CountingRandom random;
    OprfKey key = OprfKey::generate(random);
    std::vector<Bytes> inputs{toBytes(viewOf("one")), toBytes(viewOf("two")), {}};
    std::vector<OprfBlinded> questions;
    std::vector<OprfElement> blinded;
    OprfElement pinned{};
    OprfEvaluation evaluation;

    Exchange() {
        for (const Bytes& input : inputs) {
            questions.push_back(oprfBlind(input, random).value());
            blinded.push_back(questions.back().element);
        }
        pinned = key.publicKey();
        evaluation = key.evaluate(blinded, random).value();
    }
};

TEST(OprfTest, OutputDependsOnKeyAndInputButNotOnTheBlind) {
    Exchange first;
    Exchange second;
    second.questions[0] = oprfBlind(first.inputs[0], first.random).value();
    ASSERT_NE(second.questions[0].element, first.questions[0].element);
    const std::vector<OprfElement> again{second.questions[0].element};
    const auto outputOf = [&](const OprfKey& key,
                              std::span<const OprfElement> blinded,
                              const Bytes& input,
                              const SecretBytes& blind) {
        const auto evaluation = key.evaluate(blinded, first.random).value();
        const auto verified = OprfVerified::verify(key.publicKey(), blinded, evaluation).value();
        return verified.output(0, input, blind).value();
    };
    const auto y = outputOf(first.key, first.blinded, first.inputs[0], first.questions[0].blind);
    EXPECT_EQ(y, outputOf(first.key, again, first.inputs[0], second.questions[0].blind));
    const OprfKey other = OprfKey::generate(first.random);
    EXPECT_FALSE(y == outputOf(other, again, first.inputs[0], second.questions[0].blind));
    EXPECT_FALSE(y == outputOf(first.key, again, first.inputs[1], second.questions[0].blind));
    EXPECT_EQ(y.size(), 64U);
}

TEST(OprfTest, LargestBatchIsAnsweredAndALargerOneRefused) {
    test::CountingRandom random;
    const OprfKey key = OprfKey::generate(random);
    const auto one = oprfBlind(viewOf("x"), random).value();
    std::vector<OprfElement> blinded(limits::kEvaluationsPerCallMax, one.element);
    OprfEvaluation evaluation = key.evaluate(blinded, random).value();
    EXPECT_TRUE(OprfVerified::verify(key.publicKey(), blinded, evaluation).ok());
    blinded.push_back(one.element);
    evaluation.elements.push_back(evaluation.elements.front());
    EXPECT_EQ(key.evaluate(blinded, random).reason(), Reason::LimitReached);
    EXPECT_EQ(OprfVerified::verify(key.publicKey(), blinded, evaluation).reason(),
              Reason::LimitReached);
}

TEST(OprfTest, EmptyBatchIsRefusedOnBothSides) {
    Exchange exchange;
    EXPECT_EQ(exchange.key.evaluate({}, exchange.random).reason(), Reason::InvalidArgument);
    EXPECT_EQ(OprfVerified::verify(exchange.pinned, {}, exchange.evaluation).reason(),
              Reason::InvalidArgument);
}

/// One change to an honest exchange, seen by the client.
struct OprfTamper {
    const char* name;
    void (*apply)(Exchange&);
    Reason expected;
};

class OprfTamperTest : public testing::TestWithParam<OprfTamper> {};

TEST_P(OprfTamperTest, IsRefusedWithItsReason) {
    Exchange exchange;
    ASSERT_TRUE(OprfVerified::verify(exchange.pinned, exchange.blinded, exchange.evaluation).ok());
    GetParam().apply(exchange);
    const auto verified =
        OprfVerified::verify(exchange.pinned, exchange.blinded, exchange.evaluation);
    ASSERT_FALSE(verified.ok());
    EXPECT_EQ(verified.reason(), GetParam().expected);
}

OprfElement otherElement(std::string_view input) {
    test::CountingRandom random;
    return oprfBlind(viewOf(input), random).value().element;
}

/// L, the order of the group (RFC 9496 §4.4), little-endian.
constexpr std::string_view kOrder =
    "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";
/// RFC 9496 §A.3: the field's prime itself, so a zero that is not reduced.
constexpr std::string_view kNonCanonical =
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f";
/// RFC 9496 §A.3: a negative field element.
constexpr std::string_view kNegative =
    "0100000000000000000000000000000000000000000000000000000000000000";
/// RFC 9496 §A.3: not the square it would have to be.
constexpr std::string_view kNoPoint =
    "26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371";

/// s + L: the same number, not reduced. Fits in 32 bytes.
void addOrder(OprfProof& proof, std::size_t at) {
    const auto order = test::hexArray<32>(kOrder);
    unsigned carry = 0;
    for (std::size_t i = 0; i < 32; ++i) {
        const unsigned sum = proof[at + i] + unsigned{order[i]} + carry;
        proof[at + i] = static_cast<std::uint8_t>(sum & 0xff);
        carry = sum >> 8;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Client,
    OprfTamperTest,
    testing::Values(
        OprfTamper{"OtherPinnedKey",
                   [](Exchange& e) { e.pinned = OprfKey::generate(e.random).publicKey(); },
                   Reason::ProofBroken},
        OprfTamper{"AnsweredWithOtherKey",
                   [](Exchange& e) {
                       e.evaluation =
                           OprfKey::generate(e.random).evaluate(e.blinded, e.random).value();
                   },
                   Reason::ProofBroken},
        OprfTamper{"OneAnswerFromOtherKey",
                   [](Exchange& e) {
                       const auto other = OprfKey::generate(e.random);
                       e.evaluation.elements[1] =
                           other.evaluate(e.blinded, e.random).value().elements[1];
                   },
                   Reason::ProofBroken},
        OprfTamper{
            "AnswersSwapped",
            [](Exchange& e) { std::swap(e.evaluation.elements[0], e.evaluation.elements[1]); },
            Reason::ProofBroken},
        OprfTamper{"QuestionsSwapped",
                   [](Exchange& e) { std::swap(e.blinded[1], e.blinded[2]); },
                   Reason::ProofBroken},
        OprfTamper{"BothSwapped",
                   [](Exchange& e) {
                       std::swap(e.blinded[0], e.blinded[1]);
                       std::swap(e.evaluation.elements[0], e.evaluation.elements[1]);
                   },
                   Reason::ProofBroken},
        OprfTamper{"OtherQuestion",
                   [](Exchange& e) { e.blinded[0] = otherElement("somebody else"); },
                   Reason::ProofBroken},
        OprfTamper{"OtherAnswer",
                   [](Exchange& e) { e.evaluation.elements[2] = otherElement("made up"); },
                   Reason::ProofBroken},
        OprfTamper{"QuestionEchoed",
                   [](Exchange& e) { e.evaluation.elements[0] = e.blinded[0]; },
                   Reason::ProofBroken},
        OprfTamper{"AnswerMissing",
                   [](Exchange& e) { e.evaluation.elements.pop_back(); },
                   Reason::ProofBroken},
        OprfTamper{"AnswerTooMany",
                   [](Exchange& e) { e.evaluation.elements.push_back(e.blinded[0]); },
                   Reason::ProofBroken},
        OprfTamper{
            "NoAnswers", [](Exchange& e) { e.evaluation.elements.clear(); }, Reason::ProofBroken},
        OprfTamper{"ChallengeAltered",
                   [](Exchange& e) { e.evaluation.proof[0] ^= 1; },
                   Reason::ProofBroken},
        OprfTamper{"ResponseAltered",
                   [](Exchange& e) { e.evaluation.proof[32] ^= 1; },
                   Reason::ProofBroken},
        OprfTamper{"ProofZero", [](Exchange& e) { e.evaluation.proof = {}; }, Reason::ProofBroken},
        OprfTamper{"ChallengeNotReduced",
                   [](Exchange& e) { addOrder(e.evaluation.proof, 0); },
                   Reason::ProofBroken},
        OprfTamper{"ResponseNotReduced",
                   [](Exchange& e) { addOrder(e.evaluation.proof, 32); },
                   Reason::ProofBroken},
        OprfTamper{"ProofOfAnotherBatch",
                   [](Exchange& e) {
                       const std::vector<OprfElement> two(e.blinded.begin(), e.blinded.end() - 1);
                       e.evaluation.proof = e.key.evaluate(two, e.random).value().proof;
                   },
                   Reason::ProofBroken},
        OprfTamper{"AnswerIsTheIdentity",
                   [](Exchange& e) { e.evaluation.elements[1] = {}; },
                   Reason::ElementInvalid},
        OprfTamper{"AnswerNotCanonical",
                   [](Exchange& e) { e.evaluation.elements[0] = element(kNonCanonical); },
                   Reason::ElementInvalid},
        OprfTamper{"AnswerNegative",
                   [](Exchange& e) { e.evaluation.elements[0] = element(kNegative); },
                   Reason::ElementInvalid},
        OprfTamper{"AnswerNoPoint",
                   [](Exchange& e) { e.evaluation.elements[0] = element(kNoPoint); },
                   Reason::ElementInvalid},
        OprfTamper{
            "PinnedKeyIsTheIdentity", [](Exchange& e) { e.pinned = {}; }, Reason::ElementInvalid},
        OprfTamper{"PinnedKeyNotCanonical",
                   [](Exchange& e) { e.pinned = element(kNonCanonical); },
                   Reason::ElementInvalid}),
    [](const auto& row) { return row.param.name; });

TEST(OprfTest, AnyAlteredByteOfTheProofIsRefused) {
    Exchange exchange;
    for (std::size_t at = 0; at < exchange.evaluation.proof.size(); ++at) {
        OprfEvaluation altered = exchange.evaluation;
        altered.proof[at] ^= 0x10;
        const auto verified = OprfVerified::verify(exchange.pinned, exchange.blinded, altered);
        ASSERT_FALSE(verified.ok()) << at;
        ASSERT_EQ(verified.reason(), Reason::ProofBroken) << at;
    }
}

TEST(OprfTest, ServerRefusesElementsThatAreNoneOrTheIdentity) {
    Exchange exchange;
    for (const OprfElement& bad :
         {OprfElement{}, element(kNonCanonical), element(kNegative), element(kNoPoint)}) {
        std::vector<OprfElement> blinded = exchange.blinded;
        blinded.back() = bad;
        const auto evaluation = exchange.key.evaluate(blinded, exchange.random);
        ASSERT_FALSE(evaluation.ok());
        EXPECT_EQ(evaluation.reason(), Reason::ElementInvalid);
    }
}

TEST(OprfTest, BlindKeptInTheDetailGivesTheSameElementAgain) {
    Exchange exchange;
    const auto& question = exchange.questions[0];
    EXPECT_EQ(oprfBlindWith(exchange.inputs[0], question.blind).value(), question.element);
    EXPECT_NE(oprfBlindWith(exchange.inputs[1], question.blind).value(), question.element);
}

TEST(OprfTest, UnusableBlindsAreRefused) {
    Exchange exchange;
    const auto verified =
        OprfVerified::verify(exchange.pinned, exchange.blinded, exchange.evaluation).value();
    for (const SecretBytes& blind :
         {SecretBytes(), SecretBytes(32), SecretBytes(31), test::secretHex(kOrder)}) {
        EXPECT_EQ(oprfBlindWith(viewOf("x"), blind).reason(), Reason::WeakKey);
        EXPECT_EQ(verified.output(0, viewOf("x"), blind).reason(), Reason::WeakKey);
    }
}

TEST(OprfTest, InputLongerThanTheRfcCanCountIsRefused) {
    test::CountingRandom random;
    EXPECT_TRUE(oprfBlind(Bytes(kOprfInputBytesMax), random).ok());
    EXPECT_EQ(oprfBlind(Bytes(kOprfInputBytesMax + 1), random).reason(), Reason::MessageTooLarge);
    Exchange exchange;
    const auto verified =
        OprfVerified::verify(exchange.pinned, exchange.blinded, exchange.evaluation).value();
    EXPECT_EQ(
        verified.output(0, Bytes(kOprfInputBytesMax + 1), exchange.questions[0].blind).reason(),
        Reason::MessageTooLarge);
}

TEST(OprfKeyTest, KeptScalarGivesTheSameKey) {
    test::CountingRandom random;
    const OprfKey key = OprfKey::generate(random);
    const OprfKey again = OprfKey::fromScalar(key.scalar()).value();
    EXPECT_EQ(again.publicKey(), key.publicKey());
    EXPECT_EQ(again.scalar(), key.scalar());
}

TEST(OprfKeyTest, TwoGeneratedKeysDiffer) {
    test::CountingRandom random;
    const OprfKey one = OprfKey::generate(random);
    EXPECT_NE(one.publicKey(), OprfKey::generate(random).publicKey());
}

TEST(OprfKeyTest, WeakKeysAreRefused) {
    for (const SecretBytes& scalar :
         {SecretBytes(), SecretBytes(32), SecretBytes(33), test::secretHex(kOrder)}) {
        const auto key = OprfKey::fromScalar(scalar);
        ASSERT_FALSE(key.ok());
        EXPECT_EQ(key.reason(), Reason::WeakKey);
    }
    EXPECT_EQ(OprfKey::derive(SecretBytes(31), {}).reason(), Reason::WeakKey);
    EXPECT_EQ(OprfKey::derive(SecretBytes(32), Bytes(kOprfInputBytesMax + 1)).reason(),
              Reason::MessageTooLarge);
}

}  // namespace
}  // namespace voordeur::crypto
