#include "crypto/vault/sealed_blob.h"

#include "crypto/shared/codec.h"

namespace voordeur::crypto {

namespace {

// kind, two ids and three epochs.
constexpr std::size_t kHeaderBytes = 1 + 16 + 4 + 4 + 16 + 4;

Result<SealHeader> decodeHeader(ByteView bytes) {
    Reader r(bytes);
    SealHeader out;
    const std::uint8_t kind = r.u8();
    out.kind = static_cast<SealKind>(kind);
    if (kind < static_cast<std::uint8_t>(SealKind::TeamKey) ||
        kind > static_cast<std::uint8_t>(SealKind::Involvement)) {
        r.fail(Reason::UnknownValue);
    }
    out.recipient = r.fixed<16>();
    out.recipientEpoch = r.u32();
    out.networkEpoch = r.u32();
    out.subject = r.fixed<16>();
    out.subjectEpoch = r.u32();
    VD_RETURN_IF_ERROR(r.finish());
    return out;
}

}  // namespace

Bytes SealHeader::encode() const {
    Writer w;
    w.u8(static_cast<std::uint8_t>(kind)).fixed(recipient).u32(recipientEpoch).u32(networkEpoch);
    w.fixed(subject).u32(subjectEpoch);
    return w.take();
}

Bytes SealedBlob::encode() const {
    Writer w;
    w.bytes(header.encode()).fixed(sealed.enc).bytes(sealed.ciphertext);
    return w.take();
}

Result<SealedBlob> SealedBlob::decode(ByteView bytes) {
    Reader r(bytes);
    SealedBlob out;
    const ByteView header = r.bytes(kHeaderBytes);
    out.sealed.enc = r.fixed<32>();
    out.sealed.ciphertext = toBytes(r.bytes(limits::kAttachmentBytesMax));
    VD_RETURN_IF_ERROR(r.finish());
    VD_ASSIGN(out.header, decodeHeader(header));
    return out;
}

Result<Bytes> sealBlob(const SealHeader& header,
                       const PublicKey32& recipient,
                       const NetworkKey& network,
                       ByteView plaintext,
                       RandomSource& random) {
    VD_REQUIRE(network.epoch == header.networkEpoch, Reason::EpochWrong);
    SealedBlob blob;
    blob.header = header;
    VD_ASSIGN(blob.sealed,
              sealTo(header.kind, header.encode(), recipient, network, plaintext, random));
    return blob.encode();
}

Result<SecretBytes> openBlob(const SealedBlob& blob,
                             const SealKeyPair& own,
                             const NetworkKey& network) {
    VD_REQUIRE(network.epoch == blob.header.networkEpoch, Reason::EpochWrong);
    return openSealed(blob.header.kind, blob.header.encode(), blob.sealed, own, network);
}

}  // namespace voordeur::crypto
