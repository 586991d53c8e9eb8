#include "crypto/vault/hpke.h"

#include "crypto/internal/hkdf.h"
#include "crypto/internal/x25519.h"

#include <algorithm>

namespace voordeur::crypto {
namespace {

using internal::hkdfExtract;

// I2OSP(kem_id, 2) = 0020, I2OSP(kdf_id, 2) = 0001, I2OSP(aead_id, 2) = 0003 (RFC 9180 §7).
constexpr ByteArray<5> kKemSuite = {'K', 'E', 'M', 0x00, 0x20};
constexpr ByteArray<10> kSuite = {'H', 'P', 'K', 'E', 0x00, 0x20, 0x00, 0x01, 0x00, 0x03};
constexpr std::string_view kVersion = "HPKE-v1";
constexpr std::uint8_t kModeBase = 0;
constexpr std::uint8_t kModePsk = 1;

void labeledExtract(ByteView suite,
                    ByteView salt,
                    std::string_view label,
                    ByteView inputKey,
                    std::span<std::uint8_t, 32> out) {
    hkdfExtract(salt, {viewOf(kVersion), suite, viewOf(label), inputKey}, out);
}

/// `info` is given in two pieces, so that nobody has to join them; either may be empty.
struct TwoParts {
    ByteView first;
    ByteView second;
};

void labeledExpand(ByteView suite,
                   ByteView key,
                   std::string_view label,
                   const TwoParts& info,
                   std::span<std::uint8_t> out) {
    VD_CHECK(!out.empty() && out.size() <= 32);
    const ByteArray<2> size = {0, static_cast<std::uint8_t>(out.size())};
    const Status status = internal::hkdfExpand(
        key, {size, viewOf(kVersion), suite, viewOf(label), info.first, info.second}, out);
    VD_CHECK(status.ok());
}

}  // namespace

PublicKey32 hpkeDeriveKeyPair(ByteView inputKey, HpkeSecret& secret) {
    HpkeSecret pseudorandomKey;
    labeledExtract(kKemSuite, {}, "dkp_prk", inputKey, pseudorandomKey.span());
    labeledExpand(kKemSuite, pseudorandomKey.view(), "sk", {}, secret.span());
    return internal::x25519Public(secret.span());
}

Status hpkeSharedSecret(const HpkeExchange& exchange, HpkeSecret& shared) {
    HpkeSecret dh;
    VD_RETURN_IF_ERROR(internal::x25519Shared(exchange.own, exchange.other, dh.span()));
    HpkeSecret pseudorandomKey;
    labeledExtract(kKemSuite, {}, "eae_prk", dh.view(), pseudorandomKey.span());
    labeledExpand(kKemSuite,
                  pseudorandomKey.view(),
                  "shared_secret",
                  {exchange.encapsulated, exchange.recipient},
                  shared.span());
    return success();
}

HpkeSchedule::HpkeSchedule(const HpkeSecret& shared, ByteView info, ByteView psk, ByteView pskId) {
    // VerifyPSKInputs: both or neither. The callers have refused this already.
    VD_CHECK(psk.empty() == pskId.empty());
    m_context[0] = psk.empty() ? kModeBase : kModePsk;
    const std::span<std::uint8_t, 65> context(m_context);
    labeledExtract(kSuite, {}, "psk_id_hash", pskId, context.subspan<1, 32>());
    labeledExtract(kSuite, {}, "info_hash", info, context.subspan<33, 32>());
    labeledExtract(kSuite, shared.view(), "secret", psk, m_secret.span());
}

void HpkeSchedule::expand(std::string_view label, std::span<std::uint8_t> out) const {
    labeledExpand(kSuite, m_secret.view(), label, {m_context, {}}, out);
}

}  // namespace voordeur::crypto
