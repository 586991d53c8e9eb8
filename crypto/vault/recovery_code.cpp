#include "crypto/vault/recovery_code.h"

#include "crypto/base/wiped_array.h"
#include "crypto/shared/hash.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace voordeur::crypto {
namespace {

constexpr std::string_view kDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kCodeBytes = 16;
constexpr std::size_t kDigitCount = 28;  // 140 bits: 128 of the code, 12 of the check
constexpr std::size_t kGroupDigits = 4;
constexpr std::size_t kTextBytes = kDigitCount + kDigitCount / kGroupDigits - 1;
constexpr std::size_t kTypedBytesMax = 200;  // with any sensible number of spaces and dashes

/// The code's 16 bytes, then 12 bits of check and 4 bits of nothing.
using Framed = WipedArray<kCodeBytes + 2>;

void appendCheck(Framed& framed) {
    Hash32 hash = objectHash("recovery-code", framed.view().first(kCodeBytes));
    framed.array()[kCodeBytes] = hash[0];
    framed.array()[kCodeBytes + 1] = hash[1] & 0xf0U;
    wipe(hash);
}

std::uint32_t digitAt(const Framed& framed, std::size_t index) {
    std::uint32_t digit = 0;
    for (std::size_t bit = index * 5; bit < index * 5 + 5; ++bit) {
        const std::uint32_t byte = framed.view()[bit / 8];
        digit = (digit << 1) | ((byte >> (7 - bit % 8)) & 1U);
    }
    return digit;
}

void putDigit(Framed& framed, std::size_t index, std::uint32_t digit) {
    for (std::size_t i = 0; i < 5; ++i) {
        const std::size_t bit = index * 5 + i;
        const std::uint32_t one = (digit >> (4 - i)) & 1U;
        framed.array()[bit / 8] |= static_cast<std::uint8_t>(one << (7 - bit % 8));
    }
}

std::optional<std::uint32_t> digitOf(std::uint8_t typed) {
    char letter = static_cast<char>(typed);
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    if (letter == 'O') letter = '0';
    if (letter == 'I' || letter == 'L') letter = '1';
    const std::size_t found = kDigits.find(letter);
    if (found == std::string_view::npos) return std::nullopt;
    return static_cast<std::uint32_t>(found);
}

}  // namespace

RecoveryCode RecoveryCode::generate(RandomSource& random) {
    SecretBytes secret(kCodeBytes);
    random.fill(secret.revealForWriting(openKeyAccess()));
    return RecoveryCode(std::move(secret));
}

Result<RecoveryCode> RecoveryCode::parse(const SecretBytes& typed) {
    VD_REQUIRE(typed.size() <= kTypedBytesMax, Reason::PassphraseWrong);
    Framed framed;
    std::size_t count = 0;
    for (const std::uint8_t letter : typed.reveal(openKeyAccess())) {
        if (letter == '-' || letter == ' ') continue;
        const auto digit = digitOf(letter);
        VD_REQUIRE(digit && count < kDigitCount, Reason::PassphraseWrong);
        putDigit(framed, count, *digit);
        ++count;
    }
    VD_REQUIRE(count == kDigitCount, Reason::PassphraseWrong);
    Framed expected;
    std::copy_n(framed.view().begin(), kCodeBytes, expected.span().begin());
    appendCheck(expected);
    VD_REQUIRE(equalConstantTime(framed.view(), expected.view()), Reason::PassphraseWrong);
    return RecoveryCode(SecretBytes::copyOf(framed.view().first(kCodeBytes)));
}

SecretBytes RecoveryCode::text() const {
    const KeyAccess access = openKeyAccess();
    Framed framed;
    const ByteView secret = m_secret.reveal(access);
    std::copy(secret.begin(), secret.end(), framed.span().begin());
    appendCheck(framed);
    SecretBytes text(kTextBytes);
    const std::span<std::uint8_t> out = text.revealForWriting(access);
    std::size_t at = 0;
    for (std::size_t i = 0; i < kDigitCount; ++i) {
        if (i > 0 && i % kGroupDigits == 0) out[at++] = '-';
        out[at++] = static_cast<std::uint8_t>(kDigits[digitAt(framed, i)]);
    }
    return text;
}

}  // namespace voordeur::crypto
