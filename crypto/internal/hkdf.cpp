#include "crypto/internal/hkdf.h"

#include "crypto/base/wiped_array.h"
#include "crypto/internal/hmac.h"

#include <sodium.h>

#include <algorithm>

namespace voordeur::crypto::internal {

void hkdfExtract(ByteView salt,
                 std::initializer_list<ByteView> inputKey,
                 std::span<std::uint8_t, 32> out) {
    // HMAC pads its key with zeros, so an empty salt is the RFC's block of zeros already.
    hmacSha256(salt, inputKey, out);
}

Status hkdfExpand(ByteView pseudorandomKey,
                  std::initializer_list<ByteView> info,
                  std::span<std::uint8_t> out) {
    VD_CHECK(!pseudorandomKey.empty());
    VD_REQUIRE(out.size() <= kHkdfBytesMax, Reason::InvalidArgument);
    WipedArray<32> block;
    std::uint8_t counter = 0;
    for (std::size_t done = 0; done < out.size(); done += block.view().size()) {
        crypto_auth_hmacsha256_state state;
        crypto_auth_hmacsha256_init(&state, pseudorandomKey.data(), pseudorandomKey.size());
        if (counter > 0) crypto_auth_hmacsha256_update(&state, block.view().data(), 32);
        for (const ByteView part : info) {
            crypto_auth_hmacsha256_update(&state, part.data(), part.size());
        }
        ++counter;
        crypto_auth_hmacsha256_update(&state, &counter, 1);
        crypto_auth_hmacsha256_final(&state, block.span().data());
        sodium_memzero(&state, sizeof state);
        const std::size_t size = std::min<std::size_t>(32, out.size() - done);
        std::copy_n(block.view().begin(), size, out.begin() + static_cast<std::ptrdiff_t>(done));
    }
    return success();
}

}  // namespace voordeur::crypto::internal
