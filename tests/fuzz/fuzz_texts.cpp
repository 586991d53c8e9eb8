#include "client/core/invitation.h"
#include "client/core/membership.h"
#include "crypto/internal/x509.h"
#include "crypto/shared/checkpoint.h"
#include "crypto/shared/founding_sheet.h"
#include "crypto/shared/identifiers.h"
#include "crypto/shared/proof_bundle.h"
#include "tests/fuzz/fuzz_canonical.h"
#include "tests/fuzz/fuzz_seeds.h"

#include <string>

// Any bytes as a text that a person, a file or the server brings. The first byte chooses.
namespace {

using namespace voordeur;  // NOLINT(google-build-using-namespace): one file, no header

constexpr std::string_view kOrigin = "voordeur/0000";
constexpr std::string_view kName = "voordeur-log";

crypto::SigningKey logKey() {
    return crypto::SigningKey::fromSeed(crypto::SecretBytes::copyOf(crypto::Bytes(32, 9))).value();
}

void readCheckpoint(std::string_view text) {
    static const crypto::SigningKey key = logKey();
    const auto read = crypto::openCheckpoint(text, kOrigin, kName, key.publicKey());
    // Only what this key signed comes through, and the only thing it signs is the seed.
    fuzz::require(!read.ok() || read.value().size == 5);
}

/// A normal form is its own normal form.
void readIdentifiers(std::string_view text) {
    constexpr crypto::Result<std::string> (*kForms[])(std::string_view) = {
        crypto::bsnForm,
        crypto::postcodeForm,
        crypto::houseNumberForm,
        crypto::houseAdditionForm,
        crypto::surnameForm,
    };
    for (const auto form : kForms) {
        const auto once = form(text);
        if (!once.ok()) continue;
        const auto twice = form(once.value());
        fuzz::require(twice.ok() && twice.value() == once.value());
    }
}

void readRest(std::string_view text) {
    const auto name = crypto::ClientName::parse(text);
    fuzz::require(!name || name->uri() == text);
    const auto certificate = crypto::parseCertificate(crypto::viewOf(text));
    fuzz::require(!certificate.ok() || certificate.value().notBefore != 0);
    const auto head = crypto::keptHeadFrom(text);
    fuzz::require(!head.ok() || text.size() > 65);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text = crypto::textOf({data + 1, size - 1});
    switch (data[0] % 6) {
        case 0:
            fuzz::requireSameMeaning<client::core::Invitation>(text);
            break;
        case 1:
            fuzz::requireSameMeaning<client::core::CosignRequest>(text);
            break;
        case 2:
            fuzz::requireSameMeaning<crypto::FoundingSheet>(text);
            break;
        case 3:
            readCheckpoint(text);
            break;
        case 4:
            readIdentifiers(text);
            break;
        default:
            readRest(text);
            break;
    }
    return 0;
}

std::vector<crypto::Bytes> fuzz::ownSeeds() {
    client::core::Invitation invitation;
    invitation.municipality = "Voorbeeldstad";
    invitation.address = "127.0.0.1:7443";
    invitation.personName = "Noor Voorbeeld";
    client::core::CosignRequest request;
    request.payload = crypto::Bytes(40, 3);
    crypto::FoundingSheet sheet;
    sheet.address = "127.0.0.1:7443";
    crypto::Checkpoint checkpoint;
    checkpoint.size = 5;
    const std::string texts[] = {
        invitation.encode(),
        request.encode(),
        sheet.encode(),
        crypto::signCheckpoint(checkpoint, kOrigin, kName, logKey()),
        "1234 AB",
        "voordeur:device:000102030405060708090a0b0c0d0e0f",
    };
    std::vector<crypto::Bytes> seeds;
    for (std::uint8_t choice = 0; const std::string& text : texts) {
        seeds.push_back(chosen(choice++, crypto::viewOf(text)));
    }
    return seeds;
}
