#include "tests/vectors/format_vectors.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <random>
#include <set>

// What holds for every object of the byte grammar, by the vectors of docs/protocol.md.
namespace voordeur::crypto {
namespace {

using vectors::FormatVector;

constexpr int kMutations = 20'000;

const std::vector<FormatVector>& allVectors() {
    static const std::vector<FormatVector> kVectors = vectors::formatVectors();
    return kVectors;
}

/// One vector of each type.
std::vector<FormatVector> onePerType() {
    std::vector<FormatVector> out;
    std::set<std::string> types;
    for (const FormatVector& vector : allVectors()) {
        // Every change is a grammar of its own.
        const std::string type = vector.type == "DirectoryChange" ? vector.name : vector.type;
        if (types.insert(type).second) out.push_back(vector);
    }
    return out;
}

std::string vectorFile() {
    std::ifstream file(VOORDEUR_FORMAT_VECTORS, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string nameOfVector(const testing::TestParamInfo<FormatVector>& info) {
    std::string name = std::to_string(info.index);
    for (const char letter : info.param.type + "_" + info.param.name) {
        name += std::isalnum(static_cast<unsigned char>(letter)) != 0 ? letter : '_';
    }
    return name;
}

TEST(FormatVectorsTest, FileIsWhatTheGeneratorMakes) {
    // On purpose different? Run voordeur_make_vectors, and read the difference before you keep it.
    EXPECT_EQ(vectorFile(), vectors::formatVectorsText());
}

TEST(FormatVectorsTest, EveryEncodingInTheFileDecodes) {
    const auto file = vectors::Json::parse(vectorFile());
    std::size_t count = 0;
    for (const auto& object : file.at("objects")) {
        const auto bytes = fromHex(object.at("encoding").get<std::string>());
        ASSERT_TRUE(bytes.has_value());
        const auto again = vectors::decodedAndEncoded(object.at("type").get<std::string>(), *bytes);
        ASSERT_TRUE(again.ok()) << object.at("name");
        EXPECT_EQ(again.value(), *bytes) << object.at("name");
        ++count;
    }
    EXPECT_GE(count, 48U);
}

class FormatTest : public testing::TestWithParam<FormatVector> {};

TEST_P(FormatTest, DecodesAndEncodesBack) {
    const auto again = GetParam().again(GetParam().encoding);
    ASSERT_TRUE(again.ok()) << nameOf(again.reason());
    EXPECT_EQ(again.value(), GetParam().encoding);
}

TEST_P(FormatTest, RefusesEveryPrefix) {
    const ByteView whole = GetParam().encoding;
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_FALSE(GetParam().again(whole.first(size)).ok()) << size << " bytes";
    }
}

TEST_P(FormatTest, RefusesEveryExtension) {
    for (unsigned byte = 0; byte < 256; ++byte) {
        Bytes longer = GetParam().encoding;
        longer.push_back(static_cast<std::uint8_t>(byte));
        EXPECT_FALSE(GetParam().again(longer).ok()) << "extended by " << byte;
    }
    Bytes twice = GetParam().encoding;
    append(twice, GetParam().encoding);
    EXPECT_FALSE(GetParam().again(twice).ok());
}

/// Damages of the kinds that break parsers: bits, whole numbers, missing and doubled pieces.
class Mutator {
public:
    explicit Mutator(std::uint32_t seed) : m_engine(seed) {}

    Bytes damaged(Bytes bytes) {
        const unsigned rounds = 1 + below(3);
        for (unsigned i = 0; i < rounds; ++i) {
            damageOnce(bytes);
        }
        return bytes;
    }

private:
    unsigned below(std::size_t end) {
        return static_cast<unsigned>(m_engine() % std::max<std::size_t>(end, 1));
    }
    std::ptrdiff_t place(const Bytes& bytes) {
        return static_cast<std::ptrdiff_t>(below(bytes.size()));
    }

    void damageOnce(Bytes& bytes) {
        if (bytes.empty()) {
            bytes.push_back(static_cast<std::uint8_t>(below(256)));
            return;
        }
        const std::ptrdiff_t at = place(bytes);
        auto& byte = bytes[static_cast<std::size_t>(at)];
        switch (below(7)) {
            case 0:
                byte = static_cast<std::uint8_t>(byte ^ (1U << below(8)));
                break;
            case 1:
                byte = static_cast<std::uint8_t>(below(256));
                break;
            case 2:  // small numbers around what is there: counts, lengths, codes
                byte = static_cast<std::uint8_t>(byte + 1U - 2U * below(2));
                break;
            case 3:
                bytes.erase(bytes.begin() + at, bytes.begin() + at + 1);
                break;
            case 4:
                bytes.insert(bytes.begin() + at, static_cast<std::uint8_t>(below(256)));
                break;
            case 5: {  // a piece twice, or moved over another
                const Bytes piece(bytes.begin() + at,
                                  bytes.begin() + std::min<std::ptrdiff_t>(
                                                      at + 1 + below(64),
                                                      static_cast<std::ptrdiff_t>(bytes.size())));
                bytes.insert(bytes.begin() + place(bytes), piece.begin(), piece.end());
                break;
            }
            default:
                bytes.resize(static_cast<std::size_t>(at));
        }
    }

    std::mt19937 m_engine;
};

class FormatMutationTest : public testing::TestWithParam<FormatVector> {};

/// Whatever comes in is refused, or is the one encoding of what was read.
TEST_P(FormatMutationTest, AcceptsOnlyCanonicalBytes) {
    Mutator mutator(20260101);
    int accepted = 0;
    for (int i = 0; i < kMutations; ++i) {
        const Bytes bytes = mutator.damaged(GetParam().encoding);
        const auto again = GetParam().again(bytes);
        if (!again.ok()) continue;
        ++accepted;
        ASSERT_EQ(toHex(again.value()), toHex(bytes));
    }
    // A mutator that only ever breaks lengths would prove nothing about the fields.
    EXPECT_GT(accepted, kMutations / 200);
}

TEST_P(FormatMutationTest, SurvivesNoise) {
    std::mt19937 engine(20260102);
    for (int i = 0; i < kMutations / 4; ++i) {
        Bytes noise(engine() % 300);
        for (std::uint8_t& byte : noise) {
            byte = static_cast<std::uint8_t>(engine() % 4 == 0 ? engine() % 256 : engine() % 3);
        }
        const auto again = GetParam().again(noise);
        if (again.ok()) {
            ASSERT_EQ(toHex(again.value()), toHex(noise));
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Vectors, FormatTest, testing::ValuesIn(allVectors()), nameOfVector);
INSTANTIATE_TEST_SUITE_P(Types, FormatMutationTest, testing::ValuesIn(onePerType()), nameOfVector);

}  // namespace
}  // namespace voordeur::crypto
