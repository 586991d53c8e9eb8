// What offices do: reading the log, opening quotas, sharing a team's key.
#include "crypto/base/limits.h"
#include "crypto/shared/codec_parts.h"
#include "crypto/shared/payloads.h"

namespace voordeur::crypto {
namespace {

void writeQuota(Writer& w, const QuotaPayload& payload) {
    writeId(w, payload.agency);
    writeNumber(w, payload.kind);
    w.u32(payload.day).u32(payload.max);
}

}  // namespace

Bytes ReadLogPayload::encode() const {
    Writer w;
    w.u64(first).u32(count);
    return w.take();
}

Result<ReadLogPayload> ReadLogPayload::decode(ByteView bytes) {
    return decodeWhole(bytes, [](Reader& r) {
        ReadLogPayload payload;
        payload.first = r.u64();
        payload.count = r.u32();
        require(r, payload.count >= 1 && payload.count <= limits::kEntriesPerPageMax);
        return payload;
    });
}

Bytes QuotaPayload::encode() const {
    Writer w;
    writeQuota(w, *this);
    writeCosignatures(w, cosignatures);
    return w.take();
}

Result<QuotaPayload> QuotaPayload::decode(ByteView bytes) {
    return decodeWhole(bytes, [](Reader& r) {
        QuotaPayload payload;
        payload.agency = readId<AgencyId>(r);
        payload.kind = readKind(r);
        payload.day = r.u32();
        payload.max = r.u32();
        payload.cosignatures = readCosignatures(r);
        return payload;
    });
}

Bytes QuotaPayload::cosigned(const Cosigning& of) const {
    Writer w;
    write(w, of);
    writeQuota(w, *this);
    return w.take();
}

Bytes ShareTeamKeyPayload::encode() const {
    Writer w;
    writeId(w, team);
    w.u32(epoch);
    writeList(w, shares, [](Writer& to, const Share& share) {
        writeId(to, share.device);
        to.fixed(share.sealedHash);
    });
    return w.take();
}

Result<ShareTeamKeyPayload> ShareTeamKeyPayload::decode(ByteView bytes) {
    return decodeWhole(bytes, [](Reader& r) {
        ShareTeamKeyPayload payload;
        payload.team = readId<TeamId>(r);
        payload.epoch = readEpoch(r);
        payload.shares =
            readList(r,
                     {.min = 1, .max = ShareTeamKeyPayload::kSharesMax, .itemBytes = 48},
                     [](Reader& from) {
                         Share share;
                         share.device = readId<DeviceId>(from);
                         share.sealedHash = from.fixed<32>();
                         return share;
                     });
        return payload;
    });
}

}  // namespace voordeur::crypto
