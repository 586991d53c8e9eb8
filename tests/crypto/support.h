#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/random.h"
#include "crypto/base/secret_bytes.h"

#include <optional>
#include <string>
#include <string_view>

// Small helpers of the crypto tests.
namespace voordeur::crypto::test {

/// The bytes of `text`, white space allowed; fails the test (and gives nothing) when it is not hex.
Bytes hex(std::string_view text);
template <std::size_t N>
ByteArray<N> hexArray(std::string_view text) {
    const auto out = toArray<N>(hex(text));
    return out.value_or(ByteArray<N>{});
}
SecretBytes secretHex(std::string_view text);
SecretBytes secretText(std::string_view text);
/// What a secret holds, as hex, to be compared in a test.
std::string revealHex(const SecretBytes& secret);

/// Yields the given bytes in order and fails the test when they run out.
class ScriptedRandom final : public RandomSource {
public:
    explicit ScriptedRandom(Bytes script) : m_script(std::move(script)) {}
    void fill(std::span<std::uint8_t> out) override;
    [[nodiscard]] std::size_t left() const { return m_script.size() - m_used; }

private:
    Bytes m_script;
    std::size_t m_used = 0;
};

/// Different bytes at every call, the same in every run.
class CountingRandom final : public RandomSource {
public:
    void fill(std::span<std::uint8_t> out) override;

private:
    std::uint64_t m_counter = 0;
};

/// The text of a published vector file from the folder named by VOORDEUR_SHARED, or beside the
/// checkout; nullopt when that folder is not here (a test then skips).
std::optional<std::string> sharedVectorText(const std::string& name);

}  // namespace voordeur::crypto::test
