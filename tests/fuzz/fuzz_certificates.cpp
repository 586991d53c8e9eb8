#include "crypto/internal/x509.h"
#include "crypto/shared/hash.h"
#include "tests/fuzz/fuzz_canonical.h"
#include "tests/fuzz/fuzz_seeds.h"
#include "tests/support/seeded_random.h"

#include <string>

// Any bytes as a certificate, as a key that wants one, and as a private key. The first byte
// chooses.
namespace {

using namespace voordeur;  // NOLINT(google-build-using-namespace): one file, no header

constexpr crypto::Validity kValid{1'772'442'000'000, 1'803'978'000'000};

/// An authority for devices, and its key.
struct Authority {
    crypto::SecretBytes key = crypto::generateTlsKey().value();
    crypto::Bytes certificate;
    Authority() {
        test::SeededRandom random(1);
        certificate =
            crypto::issueAuthority(crypto::AuthorityKind::Devices, key, kValid, random).value();
    }
};

const Authority& authority() {
    static const Authority made;
    return made;
}

void readCertificate(crypto::ByteView bytes) {
    const auto facts = crypto::parseCertificate(bytes);
    const auto pem = crypto::certificatePem(bytes);
    const auto der = crypto::certificateDer(bytes);
    if (!facts.ok()) return;
    fuzz::require(pem.ok() && der.ok());
    const auto again = crypto::parseCertificate(crypto::viewOf(pem.value()));
    fuzz::require(again.ok() && again.value().fingerprint == facts.value().fingerprint);
    fuzz::require(again.value().client == facts.value().client);
    fuzz::require(facts.value().fingerprint == crypto::sha256({der.value()}));
}

/// What is given a certificate is what stands in it.
void readKey(crypto::ByteView spki) {
    test::SeededRandom random(2);
    const crypto::ClientName name{crypto::ClientKind::Device, {7}};
    const auto issued = crypto::issueClientCertificate(
        {authority().certificate, authority().key}, spki, name, kValid, random);
    if (!issued.ok()) return;
    const auto facts = crypto::parseCertificate(issued.value());
    fuzz::require(facts.ok() && facts.value().client == name && !facts.value().authority);
    fuzz::require(facts.value().spkiHash == crypto::sha256({spki}));
}

void readPrivateKey(crypto::ByteView bytes) {
    const auto key = crypto::SecretBytes::copyOf(bytes);
    const auto spki = crypto::spkiOf(key);
    const auto pem = crypto::tlsKeyPem(key);
    fuzz::require(spki.ok() == pem.ok());
    if (!spki.ok()) return;
    const auto again = crypto::spkiOf(pem.value());
    fuzz::require(again.ok() && again.value() == spki.value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const crypto::ByteView bytes(data + 1, size - 1);
    switch (data[0] % 3) {
        case 0:
            readCertificate(bytes);
            break;
        case 1:
            readKey(bytes);
            break;
        default:
            readPrivateKey(bytes);
            break;
    }
    return 0;
}

std::vector<crypto::Bytes> fuzz::ownSeeds() {
    const crypto::Issuer issuer{authority().certificate, authority().key};
    const crypto::Bytes spki = crypto::spkiOf(authority().key).value();
    test::SeededRandom random(3);
    const auto device = crypto::issueClientCertificate(
        issuer, spki, {crypto::ClientKind::Invitation, {1, 2, 3}}, kValid, random);
    const auto server = crypto::issueServerCertificate(
        issuer, spki, {"localhost", "127.0.0.1", "::1"}, kValid, random);
    const std::string pem = crypto::certificatePem(device.value()).value();
    std::vector<crypto::Bytes> seeds{chosen(0, authority().certificate),
                                     chosen(0, device.value()),
                                     chosen(0, crypto::viewOf(pem)),
                                     chosen(1, spki)};
    if (server.ok()) seeds.push_back(chosen(0, server.value()));
    return seeds;
}

std::size_t fuzz::damagesPerSeed() {
    return 400;
}
