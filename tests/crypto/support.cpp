#include "tests/crypto/support.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace voordeur::crypto::test {

Bytes hex(std::string_view text) {
    std::string digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits), [](char c) {
        return c != ' ' && c != '\n' && c != '\r' && c != '\t';
    });
    auto bytes = fromHex(digits);
    if (!bytes) ADD_FAILURE() << "not hexadecimal: " << text;
    return bytes.value_or(Bytes{});
}

SecretBytes secretHex(std::string_view text) {
    return SecretBytes::copyOf(hex(text));
}

SecretBytes secretText(std::string_view text) {
    return SecretBytes::copyOf(viewOf(text));
}

std::string revealHex(const SecretBytes& secret) {
    return toHex(secret.reveal(openKeyAccess()));
}

void ScriptedRandom::fill(std::span<std::uint8_t> out) {
    if (out.size() > left()) {
        ADD_FAILURE() << "more randomness asked than the script holds";
        return;
    }
    std::copy_n(m_script.begin() + static_cast<std::ptrdiff_t>(m_used), out.size(), out.begin());
    m_used += out.size();
}

void CountingRandom::fill(std::span<std::uint8_t> out) {
    std::uint64_t state = ++m_counter;
    for (std::uint8_t& byte : out) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        byte = static_cast<std::uint8_t>(state >> 56);
    }
}

std::optional<std::string> sharedVectorText(const std::string& name) {
    const char* named = std::getenv("VOORDEUR_SHARED");  // NOLINT(concurrency-mt-unsafe)
    const std::filesystem::path folder = named != nullptr ? named : "../shared";
    std::ifstream file(folder / "vectors" / name, std::ios::binary);
    if (!file) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

}  // namespace voordeur::crypto::test
