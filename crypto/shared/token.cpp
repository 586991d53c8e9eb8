#include "crypto/shared/token.h"

#include "crypto/shared/codec.h"
#include "crypto/shared/hkdf.h"

#include <algorithm>

namespace voordeur::crypto {
namespace {

constexpr std::string_view kInputPrefix = "voordeur/v1/";
constexpr std::string_view kTokenLabel = "voordeur/v1/token";
constexpr std::size_t kNetworkKeyBytes = 32;
constexpr std::size_t kOprfOutputBytes = 64;

}  // namespace

SecretBytes tokenInput(IdentifierKind kind, std::string_view normalForm) {
    const std::string_view name = nameOf(kind);
    // Built in place: no copy of the identifier stays behind. The zero after the name is there.
    SecretBytes out(kInputPrefix.size() + name.size() + 1 + normalForm.size());
    const auto bytes = out.revealForWriting(openKeyAccess());
    std::ranges::copy(viewOf(kInputPrefix), bytes.begin());
    std::ranges::copy(viewOf(name), bytes.subspan(kInputPrefix.size()).begin());
    std::ranges::copy(viewOf(normalForm), bytes.last(normalForm.size()).begin());
    return out;
}

Result<Hash32> involvementToken(const TokenKey& network,
                                IdentifierKind kind,
                                const SecretBytes& oprfOutput) {
    VD_REQUIRE(network.key.size() == kNetworkKeyBytes, Reason::WeakKey);
    VD_REQUIRE(oprfOutput.size() == kOprfOutputBytes, Reason::WeakKey);
    const SecretBytes pseudorandomKey = hkdfExtract(network.key, oprfOutput);
    Writer info;
    info.fixed(viewOf(kTokenLabel)).fixed(viewOf(nameOf(kind))).u32(network.epoch);
    return hkdfExpandPublic(pseudorandomKey, info.view());
}

}  // namespace voordeur::crypto
