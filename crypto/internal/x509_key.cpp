#include "crypto/internal/x509.h"
#include "crypto/internal/x509_openssl.h"

#include <openssl/pem.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace voordeur::crypto {
namespace internal {
namespace {

constexpr std::size_t kKeyBytesMax = std::size_t{16} * 1024;
constexpr int kSpkiBytes = 91;

/// OpenSSL would otherwise ask for a password on the terminal.
int refusePassword(char* /*buffer*/, int /*size*/, int /*writing*/, void* /*unused*/) {
    return -1;
}

Key readPem(ByteView bytes) {
    const Bio bio(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
    if (!bio) return nullptr;
    return Key(PEM_read_bio_PrivateKey(bio.get(), nullptr, refusePassword, nullptr));
}

Key readPkcs8(ByteView bytes) {
    const std::uint8_t* at = bytes.data();
    const Pkcs8 info(d2i_PKCS8_PRIV_KEY_INFO(nullptr, &at, static_cast<long>(bytes.size())));
    if (!info || at != bytes.data() + bytes.size()) return nullptr;
    return Key(EVP_PKCS82PKEY(info.get()));
}

}  // namespace

bool looksLikePem(ByteView bytes) {
    return textOf(bytes).starts_with("-----BEGIN ");
}

Key onlyP256(Key key) {
    if (!key || EVP_PKEY_is_a(key.get(), "EC") != 1) return nullptr;
    std::array<char, 32> group{};
    std::size_t size = 0;
    if (EVP_PKEY_get_group_name(key.get(), group.data(), group.size(), &size) != 1) return nullptr;
    if (std::string_view(group.data(), size) != "prime256v1") return nullptr;
    // Named curve and uncompressed point: every other encoding has another size.
    if (i2d_PUBKEY(key.get(), nullptr) != kSpkiBytes) return nullptr;
    return key;
}

Result<Key> readPrivateKey(const SecretBytes& key) {
    VD_REQUIRE(!key.empty() && key.size() <= kKeyBytesMax, Reason::WeakKey);
    const ByteView bytes = key.reveal(openKeyAccess());
    Key read = onlyP256(looksLikePem(bytes) ? readPem(bytes) : readPkcs8(bytes));
    VD_REQUIRE(read != nullptr, Reason::WeakKey);
    return read;
}

Result<Key> readSpki(ByteView spki) {
    VD_REQUIRE(!spki.empty() && spki.size() <= kKeyBytesMax, Reason::CertificateWrong);
    const std::uint8_t* at = spki.data();
    Key key = onlyP256(Key(d2i_PUBKEY(nullptr, &at, static_cast<long>(spki.size()))));
    VD_REQUIRE(key != nullptr && at == spki.data() + spki.size(), Reason::CertificateWrong);
    // One key, one encoding: its hash stands in the directory.
    std::uint8_t* encoded = nullptr;
    const int size = i2d_PUBKEY(key.get(), &encoded);
    const bool same = size > 0 && std::equal(spki.begin(), spki.end(), encoded, encoded + size);
    OPENSSL_free(encoded);
    VD_REQUIRE(same, Reason::CertificateWrong);
    return key;
}

}  // namespace internal

Result<SecretBytes> generateTlsKey() {
    const internal::ErrorQueueGuard guard;
    const internal::Key key(EVP_EC_gen("P-256"));
    VD_REQUIRE(key != nullptr, Reason::Internal);
    const internal::Pkcs8 info(EVP_PKEY2PKCS8(key.get()));
    VD_REQUIRE(info != nullptr, Reason::Internal);
    std::uint8_t* encoded = nullptr;
    const int size = i2d_PKCS8_PRIV_KEY_INFO(info.get(), &encoded);
    VD_REQUIRE(size > 0, Reason::Internal);
    SecretBytes out = SecretBytes::copyOf({encoded, static_cast<std::size_t>(size)});
    OPENSSL_clear_free(encoded, static_cast<std::size_t>(size));
    return out;
}

Result<SecretBytes> tlsKeyPem(const SecretBytes& key) {
    const internal::ErrorQueueGuard guard;
    VD_ASSIGN(const internal::Key read, internal::readPrivateKey(key));
    // The secure kind of memory BIO wipes what it held.
    const internal::Bio bio(BIO_new(BIO_s_secmem()));
    VD_REQUIRE(bio != nullptr, Reason::Internal);
    VD_REQUIRE(PEM_write_bio_PKCS8PrivateKey(
                   bio.get(), read.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1,
               Reason::Internal);
    char* text = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &text);
    VD_REQUIRE(size > 0, Reason::Internal);
    return SecretBytes::copyOf(viewOf({text, static_cast<std::size_t>(size)}));
}

Result<Bytes> spkiOf(const SecretBytes& key) {
    const internal::ErrorQueueGuard guard;
    VD_ASSIGN(const internal::Key read, internal::readPrivateKey(key));
    std::uint8_t* encoded = nullptr;
    const int size = i2d_PUBKEY(read.get(), &encoded);
    VD_REQUIRE(size > 0, Reason::Internal);
    Bytes out(encoded, encoded + size);
    OPENSSL_free(encoded);
    return out;
}

}  // namespace voordeur::crypto
