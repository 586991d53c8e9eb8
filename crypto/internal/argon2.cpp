#include "crypto/internal/argon2.h"

#include "crypto/internal/memory.h"

#include <sodium.h>

namespace voordeur::crypto::internal {

static_assert(crypto_pwhash_argon2id_SALTBYTES == 16);

Status argon2id(ByteView passphrase,
                const ByteArray<16>& salt,
                const Argon2Cost& cost,
                std::span<std::uint8_t, 32> out) {
    readyLibrary();
    const bool fits = cost.memoryBytes >= crypto_pwhash_argon2id_MEMLIMIT_MIN &&
                      cost.memoryBytes <= crypto_pwhash_argon2id_memlimit_max() &&
                      cost.passes >= crypto_pwhash_argon2id_OPSLIMIT_MIN &&
                      passphrase.size() <= crypto_pwhash_argon2id_PASSWD_MAX;
    VD_REQUIRE(fits, Reason::InvalidArgument);
    // libsodium declares the passphrase never null, as an empty view's is.
    const std::string_view text = passphrase.empty() ? std::string_view("") : textOf(passphrase);
    const int status = crypto_pwhash_argon2id(out.data(),
                                              out.size(),
                                              text.data(),
                                              text.size(),
                                              salt.data(),
                                              cost.passes,
                                              static_cast<std::size_t>(cost.memoryBytes),
                                              crypto_pwhash_argon2id_ALG_ARGON2ID13);
    // With the arguments checked above only the allocation is left to fail.
    VD_REQUIRE(status == 0, Reason::Busy);
    return success();
}

}  // namespace voordeur::crypto::internal
