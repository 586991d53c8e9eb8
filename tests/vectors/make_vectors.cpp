#include "tests/vectors/format_vectors.h"

#include <cstdio>
#include <string>

// Prints tests/vectors/formats.json. Run it, and read the difference, when a format was changed on
// purpose; formats that are in use are never changed, they get a new version.
int main() {
    const std::string text = voordeur::crypto::vectors::formatVectorsText();
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() ? 0 : 1;
}
