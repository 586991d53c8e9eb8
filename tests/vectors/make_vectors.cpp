#include "tests/vectors/format_vectors.h"
#include "tests/vectors/seal_vectors.h"

#include <cstdio>
#include <string>
#include <string_view>

// Prints tests/vectors/formats.json, or with the word "seals" tests/vectors/seals.json. Run it, and
// read the difference, when a format was changed on purpose; formats that are in use are never
// changed, they get a new version.
int main(int argc, char** argv) {
    using namespace voordeur::crypto;  // NOLINT(google-build-using-namespace): one function
    const bool seals = argc > 1 && std::string_view(argv[1]) == "seals";
    const std::string text = seals ? vectors::sealVectorsText() : vectors::formatVectorsText();
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() ? 0 : 1;
}
