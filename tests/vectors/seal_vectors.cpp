#include "tests/vectors/seal_vectors.h"

#include "crypto/vault/compartment.h"
#include "crypto/vault/sealed_blob.h"
#include "tests/vectors/fields.h"
#include "tests/vectors/samples.h"

namespace voordeur::crypto::vectors {
namespace {

using samples::rising;

constexpr std::uint8_t kNetworkFirst = 0x07;
constexpr std::uint8_t kTeamFirst = 0x21;
constexpr std::uint8_t kCompartmentFirst = 0x31;
constexpr std::uint8_t kPreviousFirst = 0x41;
constexpr std::uint8_t kNoteKind = 4;
constexpr std::string_view kBody = "Niet echt een notitie.";

/// 00 01 02 …, on and on: never for anything but vectors.
class CountedBytes final : public RandomSource {
public:
    void fill(std::span<std::uint8_t> out) override {
        for (std::uint8_t& byte : out) {
            byte = m_next++;
        }
    }

private:
    std::uint8_t m_next = 0;
};

SecretBytes secretOf(std::uint8_t first) {
    return SecretBytes::copyOf(rising<32>(first));
}

NetworkKey network() {
    return {3, secretOf(kNetworkFirst)};
}

SealKeyPair team() {
    return SealKeyPair::fromSecret(secretOf(kTeamFirst)).value();
}

CompartmentKey compartmentKey(std::uint8_t first) {
    return CompartmentKey::fromSecret(secretOf(first)).value();
}

Json grantOf(RandomSource& random) {
    const CompartmentKey key = compartmentKey(kCompartmentFirst);
    GrantHeader header = samples::grantHeader();
    header.commitment = key.commitment(header.household, header.compartment, header.epoch);
    const GrantBody body = key.grant(header,
                                     team().publicKey(),
                                     network(),
                                     samples::coachKey(),
                                     samples::instance(),
                                     random)
                               .value();
    return {{"header", hexOf(header.encode())},
            {"commitment", hexOf(header.commitment)},
            {"body", hexOf(body.encode())},
            {"compartmentKey", toHex(rising<32>(kCompartmentFirst))}};
}

Json blobOf(RandomSource& random) {
    const SealHeader header{.kind = SealKind::Detail,
                            .recipient = samples::kCoaches.bytes,
                            .recipientEpoch = 1,
                            .networkEpoch = 3,
                            .subject = samples::kRequest.bytes,
                            .subjectEpoch = 0};
    const Bytes plaintext = toBytes(viewOf(kBody));
    const Bytes blob = sealBlob(header, team().publicKey(), network(), plaintext, random).value();
    return {
        {"header", hexOf(header.encode())}, {"plaintext", hexOf(plaintext)}, {"blob", hexOf(blob)}};
}

Json wrappedOf(RandomSource& random) {
    const EpochRecord own = samples::epochRecord();
    std::vector<EarlierKey> earlier;
    earlier.push_back({own.epoch - 1, compartmentKey(kPreviousFirst)});
    const Bytes wrapped = compartmentKey(kCompartmentFirst).wrapEarlier(earlier, own, random);
    return {{"household", hexOf(own.household)},
            {"compartment", hexOf(own.compartment)},
            {"epoch", own.epoch},
            {"wrapped", hexOf(wrapped)},
            {"previousKey", toHex(rising<32>(kPreviousFirst))}};
}

Json recordOf(RandomSource& random) {
    const Envelope envelope = compartmentKey(kCompartmentFirst)
                                  .sealRecord(samples::envelope(),
                                              kNoteKind,
                                              viewOf(kBody),
                                              samples::coachKey(),
                                              samples::instance(),
                                              random)
                                  .value();
    return {{"envelope", hexOf(envelope.encode())},
            {"recordKind", kNoteKind},
            {"body", hexOf(viewOf(kBody))}};
}

}  // namespace

std::string sealVectorsText() {
    CountedBytes random;
    Json out;
    out["about"] =
        "Vectors of docs/protocol.md §7. Made by voordeur_make_vectors with counted bytes in place "
        "of randomness; opened by a second implementation in Python (tests/vectors/seals_test.py), "
        "written from the document.";
    out["networkEpoch"] = network().epoch;
    out["networkKey"] = toHex(rising<32>(kNetworkFirst));
    out["teamSecret"] = toHex(rising<32>(kTeamFirst));
    out["teamKey"] = hexOf(team().publicKey());
    out["compartmentKey"] = toHex(rising<32>(kCompartmentFirst));
    out["grant"] = grantOf(random);
    out["blob"] = blobOf(random);
    out["wrapped"] = wrappedOf(random);
    out["record"] = recordOf(random);
    return out.dump(2) + "\n";
}

}  // namespace voordeur::crypto::vectors
