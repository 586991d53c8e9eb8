// Asking, registering and matching: the payloads in which tokens are named.
#include "crypto/base/limits.h"
#include "crypto/shared/codec_parts.h"
#include "crypto/shared/payload_parts.h"
#include "crypto/shared/payloads.h"

#include <functional>

namespace voordeur::crypto {
namespace {

void writeCitation(Writer& w, const Citation& citation) {
    w.u64(citation.sequence).u32(citation.index);
}

Citation readCitation(Reader& r) {
    Citation citation;
    citation.sequence = r.u64();
    citation.index = r.u32();
    require(r, citation.index < limits::kEvaluationsPerCallMax);
    return citation;
}

void writeQuery(Writer& w, const TokenQuery& query) {
    writeNumber(w, query.kind);
    w.u32(query.epoch);
    writeCitation(w, query.citation);
    w.fixed(query.tokenHash);
}

TokenQuery readQuery(Reader& r) {
    TokenQuery query;
    query.kind = readKind(r);
    query.epoch = readEpoch(r);
    query.citation = readCitation(r);
    query.tokenHash = r.fixed<32>();
    return query;
}

void writeIndexRef(Writer& w, const IndexRef& ref) {
    writeNumber(w, ref.kind);
    writeCitation(w, ref.citation);
    w.fixed(ref.entryHash);
}

IndexRef readIndexRef(Reader& r) {
    IndexRef ref;
    ref.kind = readKind(r);
    ref.citation = readCitation(r);
    ref.entryHash = r.fixed<32>();
    return ref;
}

}  // namespace

void writeIndexRefs(Writer& w, const std::vector<IndexRef>& refs) {
    writeList(w, refs, writeIndexRef);
}

std::vector<IndexRef> readIndexRefs(Reader& r, std::size_t min, std::size_t max) {
    return readList(r, {.min = min, .max = max, .itemBytes = 45}, readIndexRef);
}

Bytes EvaluatePayload::encode() const {
    Writer w;
    writeNumber(w, kind);
    writeList(w, blinded, [](Writer& to, const ByteArray<32>& element) { to.fixed(element); });
    return w.take();
}

Result<EvaluatePayload> EvaluatePayload::decode(ByteView bytes) {
    return decodeWhole(bytes, [](Reader& r) {
        EvaluatePayload payload;
        payload.kind = readKind(r);
        payload.blinded =
            readList(r,
                     {.min = 1, .max = limits::kEvaluationsPerCallMax, .itemBytes = 32},
                     [](Reader& from) { return from.fixed<32>(); });
        return payload;
    });
}

Bytes CheckPayload::encode() const {
    Writer w;
    writeList(w, queries, writeQuery);
    return w.take();
}

Result<CheckPayload> CheckPayload::decode(ByteView bytes) {
    return decodeWhole(bytes, [](Reader& r) {
        CheckPayload payload;
        payload.queries =
            readList(r, {.min = 1, .max = limits::kTokensPerCallMax, .itemBytes = 49}, readQuery);
        return payload;
    });
}

Bytes RegisterPayload::encode() const {
    Writer w;
    writeId(w, involvement);
    writeId(w, agency);
    writeId(w, team);
    w.u64(from).u64(until).fixed(sealedHash);
    writeIndexRefs(w, index);
    return w.take();
}

Result<RegisterPayload> RegisterPayload::decode(ByteView bytes) {
    return decodeWhole(bytes, [](Reader& r) {
        RegisterPayload payload;
        payload.involvement = readId<InvolvementId>(r);
        payload.agency = readId<AgencyId>(r);
        payload.team = readId<TeamId>(r);
        payload.from = r.u64();
        payload.until = r.u64();
        payload.sealedHash = r.fixed<32>();
        payload.index = readIndexRefs(r, 1, RegisterPayload::kIndexMax);
        return payload;
    });
}

Bytes ChangeInvolvementPayload::encode() const {
    Writer w;
    writeId(w, involvement);
    w.u64(until);
    return w.take();
}

Result<ChangeInvolvementPayload> ChangeInvolvementPayload::decode(ByteView bytes) {
    return decodeWhole(bytes, [](Reader& r) {
        ChangeInvolvementPayload payload;
        payload.involvement = readId<InvolvementId>(r);
        payload.until = r.u64();
        return payload;
    });
}

Bytes AnswerMatchPayload::encode() const {
    Writer w;
    writeId(w, involvement);
    write(w, other);
    w.flag(same);
    return w.take();
}

Result<AnswerMatchPayload> AnswerMatchPayload::decode(ByteView bytes) {
    return decodeWhole(bytes, [](Reader& r) {
        AnswerMatchPayload payload;
        payload.involvement = readId<InvolvementId>(r);
        payload.other = readTarget(r);
        payload.same = r.flag();
        return payload;
    });
}

Bytes ListInvolvementsPayload::encode() const {
    Writer w;
    writeId(w, after);
    w.u32(most);
    return w.take();
}

Result<ListInvolvementsPayload> ListInvolvementsPayload::decode(ByteView bytes) {
    return decodeWhole(bytes, [](Reader& r) {
        ListInvolvementsPayload payload;
        payload.after = readId<InvolvementId>(r);
        payload.most = r.u32();
        require(r, payload.most >= 1 && payload.most <= limits::kEntriesPerPageMax);
        return payload;
    });
}

}  // namespace voordeur::crypto
