#include "crypto/shared/statement.h"

#include "crypto/base/limits.h"
#include "crypto/shared/codec_parts.h"
#include "crypto/shared/hash.h"

namespace voordeur::crypto {
namespace {

Hash32 methodHash(std::string_view type, Method method, ByteView bytes) {
    Writer w;
    w.u16(static_cast<std::uint16_t>(method)).fixed(bytes);
    return objectHash(type, w.view());
}

Statement readStatement(Reader& r) {
    Statement s;
    readVersion(r);
    s.device = readId<DeviceId>(r);
    s.person = readId<PersonId>(r);
    s.team = readId<TeamId>(r);
    s.role = readKnown(r, roleFromNumber(r.u8()));
    s.method = readKnown(r, methodFromNumber(r.u16()));
    s.purpose = r.u16();
    s.basis = r.u16();
    s.emergency = r.flag();
    s.mode = readNumber(r, Mode::OfflineUpload);
    s.offlineTime = r.u64();
    require(r, (s.mode == Mode::OfflineUpload) == (s.offlineTime != 0));
    s.requestId = readId<RequestId>(r);
    s.time = r.u64();
    s.head = readLogHead(r);
    s.payloadHash = r.fixed<32>();
    s.detailHash = r.fixed<32>();
    s.households =
        readList(r, {.max = limits::kHouseholdsPerEntryMax, .itemBytes = 16}, readId<HouseholdId>);
    requireRising(r, s.households, std::identity{});
    return s;
}

}  // namespace

void write(Writer& w, const LogHead& head) {
    w.u64(head.size).fixed(head.root);
}

LogHead readLogHead(Reader& r) {
    LogHead head;
    head.size = r.u64();
    head.root = r.fixed<32>();
    require(r, (head.size == 0) == (head.root == Hash32{}));
    return head;
}

Bytes Statement::encode() const {
    Writer w;
    w.u8(1);
    writeId(w, device);
    writeId(w, person);
    writeId(w, team);
    writeNumber(w, role);
    w.u16(static_cast<std::uint16_t>(method)).u16(purpose).u16(basis).flag(emergency);
    writeNumber(w, mode);
    w.u64(offlineTime);
    writeId(w, requestId);
    w.u64(time);
    write(w, head);
    w.fixed(payloadHash).fixed(detailHash);
    writeList(w, households, writeId<HouseholdTag>);
    return w.take();
}

Result<Statement> Statement::decode(ByteView bytes) {
    VD_REQUIRE(bytes.size() <= limits::kStatementBytesMax, Reason::MessageTooLarge);
    return decodeWhole(bytes, readStatement);
}

Hash32 payloadHash(Method method, ByteView payload) {
    return methodHash("payload", method, payload);
}

Hash32 detailHash(ByteView saltAndSealed) {
    if (saltAndSealed.empty()) return {};
    return objectHash("detail", saltAndSealed);
}

Hash32 answerHash(Method method, ByteView answer) {
    if (answer.empty()) return {};
    return methodHash("answer", method, answer);
}

Hash32 attachmentHash(ByteView bytes) {
    return objectHash("attachment", bytes);
}

}  // namespace voordeur::crypto
