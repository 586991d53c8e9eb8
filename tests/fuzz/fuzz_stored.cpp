#include "client/core/device_secrets.h"
#include "client/core/kept_act.h"
#include "client/core/sealed/records.h"
#include "crypto/rules/household_state.h"
#include "crypto/rules/involvement_state.h"
#include "crypto/shared/proof.h"
#include "crypto/vault/keystore_format.h"
#include "crypto/vault/recovery_code.h"
#include "crypto/vault/sealed_blob.h"
#include "tests/fuzz/fuzz_canonical.h"
#include "tests/fuzz/fuzz_seeds.h"

// Any bytes as what lies on a disk or comes out of a seal, and as proofs. The first byte chooses.
namespace {

using namespace voordeur;  // NOLINT(google-build-using-namespace): one file, no header
namespace sealed = client::core::sealed;

void readRecord(crypto::ByteView bytes) {
    for (std::uint8_t kind = 0; kind < 8; ++kind) {
        const auto record = sealed::decode(kind, bytes);
        if (!record.ok()) continue;
        fuzz::require(static_cast<std::uint8_t>(sealed::kindOf(record.value())) == kind);
        const auto body = sealed::encodeBody(record.value());
        fuzz::require(body.ok() && body.value() == crypto::toBytes(bytes));
    }
}

void readSecrets(crypto::ByteView bytes) {
    const auto secret = crypto::SecretBytes::copyOf(bytes);
    const auto read = client::core::DeviceSecrets::decode(secret);
    fuzz::require(!read.ok() || read.value().encode().size() == bytes.size());
    const auto code = crypto::RecoveryCode::parse(secret);
    fuzz::require(!code.ok() || code.value().text().size() == 34);
}

void readKept(crypto::ByteView bytes) {
    const auto kept = client::core::KeptAct::decode(bytes);
    if (!kept.ok()) return;
    const auto again = kept.value().encode();
    fuzz::require(again.ok() && again.value() == crypto::toBytes(bytes));
}

constexpr void (*kReaders[])(crypto::ByteView) = {
    fuzz::requireCanonical<crypto::KeystoreFile>,
    fuzz::requireCanonical<crypto::SealedBlob>,
    fuzz::requireCanonical<crypto::InvolvementState>,
    fuzz::requireCanonical<crypto::InclusionProof>,
    fuzz::requireCanonical<crypto::ConsistencyProof>,
    fuzz::requireSameMeaning<sealed::InvolvementDetail>,
    fuzz::requireSameMeaning<sealed::EvaluateDetail>,
    fuzz::requireSameMeaning<sealed::ActDetail>,
    readRecord,
    readSecrets,
    fuzz::requireCanonical<crypto::HouseholdState>,
    readKept,
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    kReaders[data[0] % std::size(kReaders)]({data + 1, size - 1});
    return 0;
}

std::vector<crypto::Bytes> fuzz::ownSeeds() {
    crypto::KeystoreFile keystore;
    keystore.payload.ciphertext = crypto::Bytes(64, 1);
    crypto::InvolvementState involvement;
    involvement.meetings.resize(1);
    sealed::InvolvementDetail detail;
    detail.name = "Noor Voorbeeld";
    sealed::ActDetail act;
    act.items.resize(1);
    act.reason = "verhuisd";
    sealed::EvaluateDetail asked;
    asked.items.resize(2);
    const crypto::InclusionProof inclusion{.index = 1, .size = 2, .hashes = {{}}};
    const crypto::ConsistencyProof growth{.oldSize = 1, .newSize = 2, .hashes = {{}}};
    client::core::KeptAct kept;
    kept.householdName = "Familie Voorbeeld";
    kept.writes.push_back({crypto::kSharedCore,
                           {},
                           sealed::Note{.author = {}, .writtenAt = 1, .text = "Gebeld."},
                           0});
    crypto::HouseholdState household;
    household.lead.emplace();
    household.offer.emplace();
    household.closedOffer.emplace();
    household.compartments.resize(1);
    household.involvements.resize(1);
    const sealed::Record note = sealed::Note{.author = {}, .writtenAt = 1, .text = "Gebeld."};
    return {
        chosen(0, keystore.encode()),
        chosen(1, crypto::SealedBlob{}.encode()),
        chosen(2, involvement.encode()),
        chosen(3, inclusion.encode()),
        chosen(4, growth.encode()),
        chosen(5, detail.encode()),
        chosen(6, asked.encode()),
        chosen(7, act.encode()),
        chosen(8, sealed::encodeBody(note).value()),
        chosen(10, household.encode()),
        chosen(11, kept.encode().value()),
    };
}
