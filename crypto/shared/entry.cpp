#include "crypto/shared/entry.h"

#include "crypto/base/limits.h"
#include "crypto/shared/codec_parts.h"
#include "crypto/shared/hash.h"
#include "crypto/shared/merkle.h"

namespace voordeur::crypto {
namespace {

ChainHead emptyChain(std::string_view name, ByteView id) {
    const std::uint8_t end[] = {0};
    return {.count = 0, .head = sha256({viewOf("voordeur/v1/chain/"), viewOf(name), end, id})};
}

void write(Writer& w, const ChainHead& chain) {
    w.u64(chain.count).fixed(chain.head);
}

ChainHead readChainHead(Reader& r) {
    ChainHead chain;
    chain.count = r.u64();
    chain.head = r.fixed<32>();
    return chain;
}

/// 0, or the number of a reason.
std::uint16_t readOutcome(Reader& r) {
    const std::uint16_t outcome = r.u16();
    require(r, outcome == 0 || reasonFromNumber(outcome).has_value(), Reason::UnknownValue);
    return outcome;
}

/// What the type of an entry says about its other fields.
bool fitsType(const Entry& entry) {
    const bool server = isServerType(entry.type);
    if (server != entry.statement.empty()) return false;
    if (server && entry.signature != Signature64{}) return false;
    if (server && (entry.householdCount != 0 || entry.answerHash != Hash32{})) return false;
    if (entry.type == EntryType::AuthFail) return entry.repeated >= 1;
    return entry.repeated == 1;
}

Entry readEntry(Reader& r) {
    Entry entry;
    readVersion(r);
    entry.sequence = r.u64();
    entry.time = r.u64();
    entry.type = readKnown(r, entryTypeFromNumber(r.u8()));
    entry.outcome = readOutcome(r);
    entry.rule = r.u16();
    entry.statement = toBytes(r.bytes(limits::kStatementBytesMax));
    entry.signature = r.fixed<64>();
    entry.directory = readChainHead(r);
    entry.householdCount = r.u32();
    require(r, entry.householdCount <= limits::kHouseholdsPerEntryMax);
    entry.headsHash = r.fixed<32>();
    require(r, (entry.householdCount == 0) == (entry.headsHash == Hash32{}));
    entry.answerHash = r.fixed<32>();
    entry.repeated = r.u32();
    require(r, fitsType(entry));
    return entry;
}

HouseholdHeads readHeads(Reader& r) {
    HouseholdHeads heads;
    heads.household = readId<HouseholdId>(r);
    heads.all = readChainHead(r);
    heads.state = readChainHead(r);
    return heads;
}

}  // namespace

ChainHead emptyDirectoryChain() {
    return emptyChain("directory", {});
}

ChainHead emptyHouseholdChain(const HouseholdId& household) {
    return emptyChain("household", household.bytes);
}

ChainHead emptyStateChain(const HouseholdId& household) {
    return emptyChain("state", household.bytes);
}

ChainHead extended(const ChainHead& chain, const Hash32& leaf) {
    const std::uint8_t end[] = {0};
    return {.count = chain.count + 1,
            .head = sha256({viewOf("voordeur/v1/chain"), end, chain.head, leaf})};
}

Bytes Entry::encode() const {
    Writer w;
    w.u8(1).u64(sequence).u64(time);
    writeNumber(w, type);
    w.u16(outcome).u16(rule).bytes(statement).fixed(signature);
    write(w, directory);
    w.u32(householdCount).fixed(headsHash).fixed(answerHash).u32(repeated);
    return w.take();
}

Result<Entry> Entry::decode(ByteView bytes) {
    return decodeWhole(bytes, readEntry);
}

Result<Statement> Entry::parsedStatement() const {
    VD_ASSIGN(Statement parsed, Statement::decode(statement));
    VD_REQUIRE(entryTypeOf(parsed.method) == type, Reason::MethodMismatch);
    return parsed;
}

Bytes encodeHeads(const std::vector<HouseholdHeads>& heads) {
    Writer w;
    writeList(w, heads, [](Writer& to, const HouseholdHeads& item) {
        writeId(to, item.household);
        write(to, item.all);
        write(to, item.state);
    });
    return w.take();
}

Result<std::vector<HouseholdHeads>> decodeHeads(ByteView bytes) {
    return decodeWhole(bytes, [](Reader& r) {
        auto heads =
            readList(r, {.max = limits::kHouseholdsPerEntryMax, .itemBytes = 96}, readHeads);
        requireRising(r, heads, &HouseholdHeads::household);
        return heads;
    });
}

Hash32 headsHash(const std::vector<HouseholdHeads>& heads) {
    if (heads.empty()) return {};
    return objectHash("heads", encodeHeads(heads));
}

Hash32 leafOf(ByteView encodedEntry) {
    return leafHash(encodedEntry);
}

Bytes LogLine::encode() const {
    Writer w;
    w.bytes(entry).bytes(payload).bytes(answer);
    writeList(w, attachments, [](Writer& to, const Bytes& object) { to.bytes(object); });
    return w.take();
}

Result<LogLine> LogLine::decode(ByteView bytes) {
    return decodeWhole(bytes, [](Reader& r) {
        LogLine line;
        line.entry = toBytes(r.bytes(kEntryBytesMax));
        line.payload = toBytes(r.bytes(limits::kMessageBytesMax));
        line.answer = toBytes(r.bytes(limits::kMessageBytesMax));
        line.attachments =
            readList(r, {.max = limits::kAttachmentsPerCallMax, .itemBytes = 4}, [](Reader& from) {
                return toBytes(from.bytes(limits::kAttachmentBytesMax));
            });
        return line;
    });
}

}  // namespace voordeur::crypto
