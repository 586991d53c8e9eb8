#include "crypto/shared/proof.h"

#include "crypto/base/limits.h"
#include "crypto/shared/codec.h"

namespace voordeur::crypto {
namespace {

Bytes encodeProof(std::uint64_t first, std::uint64_t second, const ProofHashes& hashes) {
    Writer w;
    w.u64(first).u64(second).u32(static_cast<std::uint32_t>(hashes.size()));
    for (const Hash32& hash : hashes)
        w.fixed(hash);
    return w.take();
}

ProofHashes readHashes(Reader& r) {
    ProofHashes out(r.count(limits::kProofHashesMax, sizeof(Hash32)));
    for (Hash32& hash : out)
        hash = r.fixed<32>();
    return out;
}

}  // namespace

Bytes InclusionProof::encode() const {
    return encodeProof(index, size, hashes);
}

Result<InclusionProof> InclusionProof::decode(ByteView bytes) {
    Reader r(bytes);
    InclusionProof out;
    out.index = r.u64();
    out.size = r.u64();
    out.hashes = readHashes(r);
    VD_RETURN_IF_ERROR(r.finish());
    VD_REQUIRE(out.index < out.size && out.size <= kTreeSizeMax, Reason::Malformed);
    return out;
}

Bytes ConsistencyProof::encode() const {
    return encodeProof(oldSize, newSize, hashes);
}

Result<ConsistencyProof> ConsistencyProof::decode(ByteView bytes) {
    Reader r(bytes);
    ConsistencyProof out;
    out.oldSize = r.u64();
    out.newSize = r.u64();
    out.hashes = readHashes(r);
    VD_RETURN_IF_ERROR(r.finish());
    VD_REQUIRE(out.oldSize <= out.newSize && out.newSize <= kTreeSizeMax, Reason::Malformed);
    return out;
}

}  // namespace voordeur::crypto
