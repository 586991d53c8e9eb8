#include "crypto/vault/compartment.h"

#include "crypto/shared/codec.h"
#include "crypto/shared/hkdf.h"
#include "crypto/shared/payloads.h"
#include "crypto/vault/aead.h"

#include <string>
#include <string_view>

namespace voordeur::crypto {

namespace {

constexpr std::string_view kCompartmentSalt = "voordeur/v1/ck";
constexpr std::string_view kWrapTag = "voordeur/v1/wrap";
// u8 record kind and u32 length stand before the body.
constexpr std::size_t kRecordFrameBytes = 5;

std::string_view nameOf(SealKind kind) {
    switch (kind) {
        case SealKind::Grant:
            return "grant";
        case SealKind::TeamKey:
            return "team-key";
        case SealKind::Detail:
            return "detail";
        case SealKind::NetworkKey:
            return "network-key";
        case SealKind::Involvement:
            return "involvement";
    }
    return {};
}

Bytes sealInfo(SealKind kind, ByteView header) {
    Writer w;
    w.fixed(viewOf("voordeur/v1/seal/")).fixed(viewOf(nameOf(kind))).u8(0).bytes(header);
    return w.take();
}

Result<SealPsk> pskOf(const NetworkKey& network) {
    SealPsk psk;
    VD_ASSIGN(psk.key, hkdfExpand(network.key, viewOf("psk"), 32));
    Writer id;
    id.fixed(viewOf("voordeur/v1/knet/")).u32(network.epoch);
    psk.id = id.take();
    return psk;
}

Bytes wrapContext(const EpochRecord& own) {
    Writer w;
    w.fixed(viewOf(kWrapTag)).fixed(own.household.bytes).fixed(own.compartment.bytes);
    w.u32(own.epoch);
    return w.take();
}

Result<SecretBytes> subkey(const SecretBytes& secret, std::string_view purpose) {
    return hkdfExpand(hkdfExtract(viewOf(kCompartmentSalt), secret), viewOf(purpose), 32);
}

}  // namespace

NetworkKey NetworkKey::generate(RandomSource& random, std::uint32_t epoch) {
    NetworkKey out{epoch, SecretBytes(32)};
    random.fill(out.key.revealForWriting(openKeyAccess()));
    return out;
}

Result<Sealed> sealTo(SealKind kind,
                      ByteView header,
                      const PublicKey32& recipient,
                      const NetworkKey& network,
                      ByteView plaintext,
                      RandomSource& random) {
    VD_ASSIGN(const SealPsk psk, pskOf(network));
    return seal(recipient, sealInfo(kind, header), &psk, plaintext, random);
}

Result<SecretBytes> openSealed(SealKind kind,
                               ByteView header,
                               const Sealed& sealed,
                               const SealKeyPair& own,
                               const NetworkKey& network) {
    VD_ASSIGN(const SealPsk psk, pskOf(network));
    return unseal(own, sealInfo(kind, header), &psk, sealed);
}

CompartmentKey CompartmentKey::generate(RandomSource& random) {
    SecretBytes secret(32);
    random.fill(secret.revealForWriting(openKeyAccess()));
    return CompartmentKey(std::move(secret));
}

Result<CompartmentKey> CompartmentKey::fromSecret(SecretBytes secret) {
    VD_REQUIRE(secret.size() == 32, Reason::WeakKey);
    return CompartmentKey(std::move(secret));
}

CompartmentKey CompartmentKey::clone() const {
    return CompartmentKey(m_secret.clone());
}

Hash32 CompartmentKey::commitment(const HouseholdId& household,
                                  const CompartmentId& compartment,
                                  std::uint32_t epoch) const {
    Writer info;
    info.fixed(viewOf("commit")).fixed(household.bytes).fixed(compartment.bytes).u32(epoch);
    const SecretBytes extracted = hkdfExtract(viewOf(kCompartmentSalt), m_secret);
    auto commitment = hkdfExpandPublic(extracted, info.view());
    VD_CHECK(commitment.ok());  // the extracted key always has 32 bytes
    return commitment.value();
}

Result<GrantBody> CompartmentKey::grant(const GrantHeader& header,
                                        const PublicKey32& teamKey,
                                        const NetworkKey& network,
                                        const SigningKey& granter,
                                        const InstanceId& instance,
                                        RandomSource& random) const {
    const Hash32 own = commitment(header.household, header.compartment, header.epoch);
    VD_REQUIRE(own == header.commitment, Reason::CommitmentWrong);
    VD_ASSIGN(const Sealed sealed,
              sealTo(SealKind::Grant,
                     header.encode(),
                     teamKey,
                     network,
                     m_secret.reveal(openKeyAccess()),
                     random));
    GrantBody body;
    body.enc = sealed.enc;
    const auto ct = toArray<48>(sealed.ciphertext);
    VD_CHECK(ct.has_value());
    body.ct = *ct;
    body.signature = granter.sign(kGrantSignature, instance, body.signedBytes(header));
    return body;
}

Result<CompartmentKey> CompartmentKey::fromGrant(const GrantHeader& header,
                                                 const GrantBody& body,
                                                 const SealKeyPair& teamKey,
                                                 const NetworkKey& network) {
    const Sealed sealed{body.enc, toBytes(body.ct)};
    VD_ASSIGN(SecretBytes secret,
              openSealed(SealKind::Grant, header.encode(), sealed, teamKey, network));
    VD_REQUIRE(secret.size() == 32, Reason::SealBroken);
    CompartmentKey key(std::move(secret));
    const Hash32 own = key.commitment(header.household, header.compartment, header.epoch);
    VD_REQUIRE(own == header.commitment, Reason::CommitmentWrong);
    return key;
}

Bytes CompartmentKey::wrapPrevious(const CompartmentKey& previous,
                                   const EpochRecord& own,
                                   RandomSource& random) const {
    const auto key = subkey(m_secret, "wrap");
    VD_CHECK(key.ok());
    const auto box =
        sealBox(key.value(), wrapContext(own), previous.m_secret.reveal(openKeyAccess()), random);
    VD_CHECK(box.ok());  // 32 bytes under a 32-byte key
    Bytes out = toBytes(box.value().nonce);
    append(out, box.value().ciphertext);
    return out;
}

Result<CompartmentKey> CompartmentKey::unwrapPrevious(ByteView wrapped,
                                                      const EpochRecord& own,
                                                      const Hash32& previousCommitment) const {
    VD_REQUIRE(wrapped.size() > 24 && own.epoch > 1, Reason::SealBroken);
    const auto nonce = toArray<24>(wrapped.first(24));
    VD_ASSIGN(const SecretBytes key, subkey(m_secret, "wrap"));
    VD_ASSIGN(SecretBytes secret, openBox(key, wrapContext(own), *nonce, wrapped.subspan(24)));
    VD_REQUIRE(secret.size() == 32, Reason::SealBroken);
    CompartmentKey previous(std::move(secret));
    const Hash32 found = previous.commitment(own.household, own.compartment, own.epoch - 1);
    VD_REQUIRE(found == previousCommitment, Reason::CommitmentWrong);
    return previous;
}

Result<Envelope> CompartmentKey::sealRecord(Envelope frame,
                                            std::uint8_t recordKind,
                                            ByteView body,
                                            const SigningKey& author,
                                            const InstanceId& instance,
                                            RandomSource& random) const {
    const auto padClass = padClassFor(body.size() + kRecordFrameBytes);
    VD_REQUIRE(padClass.has_value(), Reason::MessageTooLarge);
    Writer plaintext;
    plaintext.u8(recordKind).bytes(body);
    Bytes padded = plaintext.take();
    padded.resize(kPadClassBytes[*padClass], 0);

    frame.padClass = *padClass;
    frame.commitment = commitment(frame.household, frame.compartment, frame.epoch);
    VD_ASSIGN(const SecretBytes key, subkey(m_secret, "record"));
    auto box = sealBox(key, frame.associatedData(), padded, random);
    wipe(padded);
    if (!box.ok()) return box.error();
    frame.nonce = box.value().nonce;
    frame.ciphertext = std::move(box.value().ciphertext);
    frame.signature = author.sign(kRecordSignature, instance, frame.signedBytes());
    return frame;
}

Result<CompartmentKey::OpenedRecord> CompartmentKey::openRecord(const Envelope& envelope) const {
    const Hash32 own = commitment(envelope.household, envelope.compartment, envelope.epoch);
    VD_REQUIRE(own == envelope.commitment, Reason::CommitmentWrong);
    VD_REQUIRE(envelope.padClass < kPadClasses, Reason::SealBroken);
    VD_ASSIGN(const SecretBytes key, subkey(m_secret, "record"));
    VD_ASSIGN(const SecretBytes padded,
              openBox(key, envelope.associatedData(), envelope.nonce, envelope.ciphertext));
    const ByteView plain = padded.reveal(openKeyAccess());
    VD_REQUIRE(plain.size() == kPadClassBytes[envelope.padClass], Reason::SealBroken);
    Reader r(plain);
    OpenedRecord out;
    out.kind = r.u8();
    const ByteView body = r.bytes(limits::kRecordBytesMax);
    VD_REQUIRE(!r.failed(), Reason::SealBroken);
    out.body = SecretBytes::copyOf(body);
    return out;
}

}  // namespace voordeur::crypto
