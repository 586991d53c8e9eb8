#include "tests/vectors/seal_vectors.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace voordeur::crypto {
namespace {

TEST(SealVectorsTest, FileIsWhatTheGeneratorMakes) {
    std::ifstream file(VOORDEUR_SEAL_VECTORS, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    // On purpose different? Run voordeur_make_vectors seals, and read the difference.
    EXPECT_EQ(text, vectors::sealVectorsText());
}

}  // namespace
}  // namespace voordeur::crypto
