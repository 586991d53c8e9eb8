#include "crypto/vault/compartment.h"

#include "crypto/shared/codec.h"
#include "crypto/shared/hkdf.h"
#include "crypto/shared/payloads.h"
#include "crypto/vault/aead.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace voordeur::crypto {

namespace {

constexpr std::string_view kCompartmentSalt = "voordeur/v1/ck";
constexpr std::string_view kWrapTag = "voordeur/v1/wrap";
// u8 record kind and u32 length stand before the body.
constexpr std::size_t kRecordFrameBytes = 5;
constexpr std::size_t kNonceBytes = 24;
constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kEarlierRowBytes = 4 + kKeyBytes;

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

Bytes CompartmentKey::wrapEarlier(const std::vector<EarlierKey>& keys,
                                  const EpochRecord& own,
                                  RandomSource& random) const {
    const auto access = openKeyAccess();
    const bool plainly = keys.size() == 1 && keys.front().epoch + 1 == own.epoch;
    SecretBytes plain(keys.size() * (plainly ? kKeyBytes : kEarlierRowBytes));
    auto place = plain.revealForWriting(access).begin();
    for (const EarlierKey& earlier : keys) {
        if (!plainly) place = std::ranges::copy(Writer().u32(earlier.epoch).view(), place).out;
        place = std::ranges::copy(earlier.key.m_secret.reveal(access), place).out;
    }
    const auto key = subkey(m_secret, "wrap");
    VD_CHECK(key.ok());
    const auto box = sealBox(key.value(), wrapContext(own), plain.reveal(access), random);
    VD_CHECK(box.ok());  // at most 2000 rows under a 32-byte key
    Bytes out = toBytes(box.value().nonce);
    append(out, box.value().ciphertext);
    return out;
}

Result<std::vector<EarlierKey>> CompartmentKey::unwrapEarlier(ByteView wrapped,
                                                              const EpochRecord& own) const {
    VD_REQUIRE(wrapped.size() > kNonceBytes && own.epoch > 1, Reason::SealBroken);
    const auto nonce = toArray<kNonceBytes>(wrapped.first(kNonceBytes));
    VD_ASSIGN(const SecretBytes key, subkey(m_secret, "wrap"));
    VD_ASSIGN(const SecretBytes plain,
              openBox(key, wrapContext(own), *nonce, wrapped.subspan(kNonceBytes)));
    std::vector<EarlierKey> out;
    if (plain.size() == kKeyBytes) {
        out.push_back({own.epoch - 1, CompartmentKey(plain.clone())});
        return out;
    }
    const std::size_t rows = plain.size() / kEarlierRowBytes;
    const bool whole =
        plain.size() == rows * kEarlierRowBytes && rows <= limits::kEpochsPerCompartmentMax;
    VD_REQUIRE(whole, Reason::SealBroken);
    const ByteView all = plain.reveal(openKeyAccess());
    std::uint32_t above = own.epoch;
    for (std::size_t i = 0; i < rows; ++i) {
        const ByteView row = all.subspan(i * kEarlierRowBytes, kEarlierRowBytes);
        const std::uint32_t epoch = Reader(row).u32();
        VD_REQUIRE(epoch >= 1 && epoch < above, Reason::SealBroken);
        above = epoch;
        out.push_back({epoch, CompartmentKey(SecretBytes::copyOf(row.subspan(4)))});
    }
    return out;
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
