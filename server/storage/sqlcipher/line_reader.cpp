#include "server/storage/sqlcipher/line_reader.h"

#include "crypto/base/limits.h"
#include "crypto/shared/codec.h"
#include "crypto/shared/merkle_tile.h"
#include "server/storage/sql/queries.h"
#include "server/storage/sqlcipher/chain_link.h"

#include <algorithm>

namespace voordeur::server::storage::sqlcipher {
namespace {

namespace limits = crypto::limits;
using crypto::kTileLeaves;
using crypto::Reason;

/// Leaves in one go: one tile is 256 of them, a batch that waits for its tile at most 65,536.
constexpr std::uint64_t kLeavesMax = 65'536;
constexpr std::uint64_t kTileLeavesSince = 3;  // version of the schema

// Columns of all statements that give lines.
enum Column : int { kSequence, kLinks, kEntry, kPayload, kHeads, kAnswer, kDetail, kQuestions };

Result<std::vector<Bytes>> unpackQuestions(ByteView packed) {
    crypto::Reader r(packed);
    std::vector<Bytes> out(r.count(limits::kAttachmentsPerCallMax, 4));
    for (Bytes& one : out)
        one = crypto::toBytes(r.bytes(limits::kAttachmentBytesMax));
    VD_REQUIRE(r.finish().ok(), Reason::StorageFailed);
    return out;
}

Result<StoredLine> lineOf(const Query& query) {
    StoredLine line;
    line.sequence = query.numberAt(kSequence);
    line.entry = query.bytesAt(kEntry);
    line.payload = query.bytesAt(kPayload);
    line.answer = query.bytesAt(kAnswer);
    line.detail = query.bytesAt(kDetail);
    if (query.isNull(kHeads)) {
        const auto links = decodeLinks(query.viewAt(kLinks));
        VD_REQUIRE(links.has_value(), Reason::StorageFailed);
        line.heads = headsOf(*links);
    } else {
        line.heads = query.bytesAt(kHeads);
    }
    if (!query.isNull(kQuestions)) {
        VD_ASSIGN(line.attachments, unpackQuestions(query.viewAt(kQuestions)));
    }
    return line;
}

std::size_t sizeOf(const StoredLine& line) {
    std::size_t size = line.entry.size() + line.payload.size() + line.answer.size() +
                       line.detail.size() + line.heads.size();
    for (const Bytes& attachment : line.attachments)
        size += attachment.size();
    return size;
}

Result<std::vector<StoredLine>> all(Query& query) {
    std::vector<StoredLine> lines;
    while (true) {
        VD_ASSIGN(const bool more, query.next());
        if (!more) return lines;
        VD_ASSIGN(StoredLine line, lineOf(query));
        lines.push_back(std::move(line));
    }
}

}  // namespace

Bytes packQuestions(const std::vector<Bytes>& attachments) {
    crypto::Writer w;
    w.u32(static_cast<std::uint32_t>(attachments.size()));
    for (const Bytes& one : attachments)
        w.bytes(one);
    return w.take();
}

Result<LineReader> LineReader::prepare(Connection& connection) {
    LineReader reader;
    VD_RETURN_IF_ERROR(prepareAll(connection,
                                  {{reader.m_lines, sql::kSelectLines},
                                   {reader.m_line, sql::kSelectLine},
                                   {reader.m_attachments, sql::kSelectAttachments},
                                   {reader.m_leaves, sql::kSelectLeaves},
                                   {reader.m_directory, sql::kSelectDirectoryLines}}));
    VD_ASSIGN(const auto version, connection.numberOf("PRAGMA user_version"));
    if (version < kTileLeavesSince) return reader;
    VD_ASSIGN(reader.m_tileLeaves, connection.prepare(sql::kSelectTileLeaves));
    return reader;
}

Result<std::vector<StoredLine>> LineReader::lines(std::uint64_t first, std::uint32_t count) {
    std::vector<StoredLine> out;
    const std::uint64_t most = std::min<std::uint64_t>(count, limits::kEntriesPerPageMax);
    if (most == 0 || first > rangeBound(UINT64_MAX) - most) return out;
    Query query(m_lines);
    query.number(first).number(first + most - 1);
    std::size_t size = 0;
    while (true) {
        VD_ASSIGN(const bool more, query.next());
        if (!more) return out;
        VD_ASSIGN(StoredLine line, lineOf(query));
        VD_RETURN_IF_ERROR(addAttachments(line));
        size += sizeOf(line);
        if (size > limits::kMessageBytesMax && !out.empty()) return out;
        out.push_back(std::move(line));
    }
}

Status LineReader::addAttachments(StoredLine& line) {
    Query query(m_attachments);
    query.number(line.sequence);
    while (true) {
        VD_ASSIGN(const bool more, query.next());
        if (!more) return crypto::success();
        line.attachments.push_back(query.bytesAt(0));  // NULL, when erased: no bytes
    }
}

Result<std::optional<StoredLine>> LineReader::line(std::uint64_t sequence) {
    Query query(m_line);
    query.number(sequence);
    VD_ASSIGN(const bool found, query.next());
    if (!found) return std::optional<StoredLine>{};
    VD_ASSIGN(StoredLine line, lineOf(query));
    return std::optional(std::move(line));
}

Result<std::vector<Hash32>> LineReader::leaves(std::uint64_t first, std::uint64_t count) {
    if (count == kTileLeaves && first % kTileLeaves == 0) {
        VD_ASSIGN(auto together, tileLeaves(first / kTileLeaves));
        if (!together.empty()) return together;
    }
    Query query(m_leaves);
    query.number(rangeBound(first)).number(std::min(count, kLeavesMax));
    std::vector<Hash32> out;
    while (true) {
        VD_ASSIGN(const bool more, query.next());
        if (!more) return out;
        const auto leaf = query.arrayAt<32>(0);
        VD_REQUIRE(leaf.has_value(), Reason::StorageFailed);
        out.push_back(*leaf);
    }
}

Result<std::vector<Hash32>> LineReader::tileLeaves(std::uint64_t position) {
    std::vector<Hash32> out;
    if (!m_tileLeaves) return out;
    Query query(*m_tileLeaves);
    query.number(position);
    VD_ASSIGN(const bool there, query.next());
    if (!there) return out;
    const ByteView packed = query.viewAt(0);
    VD_REQUIRE(packed.size() == kTileLeaves * sizeof(Hash32), Reason::StorageFailed);
    out.resize(kTileLeaves);
    for (std::size_t i = 0; i < kTileLeaves; ++i)
        std::ranges::copy(packed.subspan(i * sizeof(Hash32), sizeof(Hash32)), out[i].begin());
    return out;
}

Result<std::vector<StoredLine>> LineReader::directory() {
    Query query(m_directory);
    return all(query);
}

}  // namespace voordeur::server::storage::sqlcipher
