// OpenSSL 3 calls these functions deprecated in favour of EVP. They are used on purpose: the state
// is a plain value, so nothing is allocated and nothing can fail, and a Merkle node costs two
// thirds of what EVP with a fetched digest and a reused context costs, and a fifth of libsodium's
// (106, 160 and 600 ns on one machine). If a later OpenSSL drops them, this file is the only one to
// change.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "crypto/internal/sha2.h"

#include "crypto/base/check.h"

#include <openssl/sha.h>

#include <new>

namespace voordeur::crypto::internal {
namespace {

static_assert(sizeof(SHA256_CTX) <= Sha256Room::extent);
static_assert(alignof(SHA256_CTX) <= 8);

SHA256_CTX* contextIn(Sha256Room room) {
    return std::launder(reinterpret_cast<SHA256_CTX*>(room.data()));
}

}  // namespace

void sha256Start(Sha256Room room) {
    auto* context = new (room.data()) SHA256_CTX;
    VD_CHECK(SHA256_Init(context) == 1);
}

void sha256Add(Sha256Room room, ByteView bytes) {
    VD_CHECK(SHA256_Update(contextIn(room), bytes.data(), bytes.size()) == 1);
}

Hash32 sha256Finish(Sha256Room room) {
    Hash32 out{};
    VD_CHECK(SHA256_Final(out.data(), contextIn(room)) == 1);
    return out;
}

Hash32 sha256Of(std::initializer_list<ByteView> parts) {
    SHA256_CTX context;
    Hash32 out{};
    VD_CHECK(SHA256_Init(&context) == 1);
    for (const ByteView part : parts) {
        VD_CHECK(SHA256_Update(&context, part.data(), part.size()) == 1);
    }
    VD_CHECK(SHA256_Final(out.data(), &context) == 1);
    return out;
}

ByteArray<64> sha512Of(std::initializer_list<ByteView> parts) {
    SHA512_CTX context;
    ByteArray<64> out{};
    VD_CHECK(SHA512_Init(&context) == 1);
    for (const ByteView part : parts) {
        VD_CHECK(SHA512_Update(&context, part.data(), part.size()) == 1);
    }
    VD_CHECK(SHA512_Final(out.data(), &context) == 1);
    return out;
}

}  // namespace voordeur::crypto::internal
