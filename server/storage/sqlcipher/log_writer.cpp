#include "server/storage/sqlcipher/log_writer.h"

#include "crypto/base/limits.h"
#include "crypto/shared/merkle_tile.h"
#include "crypto/shared/statement.h"
#include "server/storage/sql/queries.h"
#include "server/storage/sqlcipher/line_reader.h"
#include "server/storage/sqlcipher/note_names.h"

#include <algorithm>

namespace voordeur::server::storage::sqlcipher {
namespace {

using crypto::HouseholdId;
using crypto::kTileLeaves;
using crypto::Reason;

/// Some 200 bytes each with their place in the list: 13 MiB.
constexpr std::size_t kTipsMax = 65'536;

/// "[3,14,15]", which SQLite takes apart by itself: one statement for any number of them.
std::string listOf(const std::map<std::uint64_t, std::vector<HouseholdId>>& bySequence) {
    std::string list = "[";
    for (const auto& [sequence, households] : bySequence) {
        if (list.size() > 1) list += ',';
        list += std::to_string(sequence);
    }
    return list + ']';
}

bool strictlyRising(const std::vector<HouseholdId>& ids) {
    return std::ranges::adjacent_find(ids, std::ranges::greater_equal()) == ids.end();
}

}  // namespace

LogWriter::LogWriter(const Parts& parts)
    : m_connection(parts.connection),
      m_world(parts.world),
      m_tails(parts.tails),
      m_tips(kTipsMax) {}

Result<std::unique_ptr<LogWriter>> LogWriter::prepare(const Parts& parts) {
    std::unique_ptr<LogWriter> writer(new LogWriter(parts));
    VD_ASSIGN(writer->m_chains, ChainReader::prepare(parts.connection));
    VD_RETURN_IF_ERROR(prepareAll(parts.connection,
                                  {{writer->m_selectCounts, sql::kSelectCounts},
                                   {writer->m_selectTips, sql::kSelectTips},
                                   {writer->m_selectRequest, sql::kSelectRequest},
                                   {writer->m_selectObjectNumber, sql::kSelectObjectNumber},
                                   {writer->m_selectCheckpoint, sql::kSelectCheckpoint},
                                   {writer->m_insertEntry, sql::kInsertEntry},
                                   {writer->m_insertObject, sql::kInsertObject},
                                   {writer->m_restoreObject, sql::kRestoreObject},
                                   {writer->m_insertAttachment, sql::kInsertAttachment},
                                   {writer->m_insertDirectoryLink, sql::kInsertDirectoryLink},
                                   {writer->m_insertCheckpoint, sql::kInsertCheckpoint},
                                   {writer->m_insertTile, sql::kInsertTile},
                                   {writer->m_selectLeaves, sql::kSelectLeaves},
                                   {writer->m_insertTileLeaves, sql::kInsertTileLeaves},
                                   {writer->m_putTail, sql::kPutTail},
                                   {writer->m_putNote, sql::kPutNote}}));
    return writer;
}

// -- The transaction

Status LogWriter::begin() {
    Query counts(m_selectCounts);
    VD_ASSIGN(const bool found, counts.next());
    VD_REQUIRE(found, Reason::StorageFailed);
    m_sizeBefore = counts.numberAt(0);
    m_size = m_sizeBefore;
    m_directoryCount = counts.numberAt(1);
    m_moved.clear();
    m_slice = {};
    return crypto::success();
}

Status LogWriter::saveTails() {
    m_slice = m_tails.slice(m_sizeBefore, m_moved);
    for (const auto& [household, sequence] : m_slice.tails) {
        VD_RETURN_IF_ERROR(Query(m_putTail).bytes(household.bytes).number(sequence).run());
    }
    if (m_slice.savedFrom == m_tails.savedFrom()) return crypto::success();
    const Bytes savedFrom = packNumber(m_slice.savedFrom);
    return Query(m_putNote).text(kTailsFromNote).bytes(savedFrom).run();
}

void LogWriter::committed() {
    m_tails.committed(m_slice, m_moved);
    m_moved.clear();
}

void LogWriter::rolledBack() {
    m_tips.clear();
    m_moved.clear();
}

// -- Chains

Result<std::uint64_t> LogWriter::tailOf(const HouseholdId& household) const {
    const auto moved = m_moved.find(household);
    if (moved != m_moved.end()) return moved->second;
    const auto tail = m_tails.find(household);
    return tail ? Result<std::uint64_t>(*tail) : Reason::NotFound;
}

Result<HouseholdTips> LogWriter::tipsOf(const HouseholdId& household) {
    if (const HouseholdTips* known = m_tips.find(household)) return *known;
    if (const auto* caseload = m_world.caseloadWith(household)) {
        VD_RETURN_IF_ERROR(loadTips(*caseload));
        if (const HouseholdTips* known = m_tips.find(household)) return *known;
    }
    const auto tail = tailOf(household);
    HouseholdTips tips = emptyTips(household);
    if (tail.ok()) {
        VD_ASSIGN(tips, m_chains->tips(household, tail.value()));
    }
    m_tips.put(household, tips);
    return tips;
}

Status LogWriter::loadTips(const std::vector<HouseholdId>& households) {
    std::map<std::uint64_t, std::vector<HouseholdId>> bySequence;
    for (const HouseholdId& household : households) {
        if (m_tips.find(household) != nullptr) continue;
        const auto tail = tailOf(household);
        if (tail.ok()) bySequence[tail.value()].push_back(household);
    }
    if (bySequence.empty()) return crypto::success();
    const std::string list = listOf(bySequence);
    Query query(m_selectTips);
    query.text(list);
    while (true) {
        VD_ASSIGN(const bool more, query.next());
        if (!more) return crypto::success();
        VD_RETURN_IF_ERROR(keepTips(bySequence, query));
    }
}

Status LogWriter::keepTips(const std::map<std::uint64_t, std::vector<HouseholdId>>& bySequence,
                           const Query& query) {
    const std::uint64_t sequence = query.numberAt(0);
    const auto leaf = query.arrayAt<32>(1);
    const auto at = bySequence.find(sequence);
    VD_REQUIRE(leaf && at != bySequence.end(), Reason::StorageFailed);
    for (const HouseholdId& household : at->second) {
        const auto link = findLink(query.viewAt(2), household);
        VD_REQUIRE(link.has_value(), Reason::StorageFailed);
        m_tips.put(household, link->after(sequence, *leaf));
    }
    return crypto::success();
}

Result<crypto::HouseholdHeads> LogWriter::heads(const HouseholdId& household) {
    VD_ASSIGN(const HouseholdTips tips, tipsOf(household));
    return crypto::HouseholdHeads{household, tips.all.head, tips.state.head};
}

Result<std::vector<ChainLink>> LogWriter::linksOf(const StoredEntry& entry) {
    // Strictly rising, and none changes its state without being concerned: our own caller's task.
    VD_REQUIRE(strictlyRising(entry.householdChains) && strictlyRising(entry.stateChains),
               Reason::Internal);
    VD_REQUIRE(std::ranges::includes(entry.householdChains, entry.stateChains), Reason::Internal);
    std::vector<ChainLink> links;
    links.reserve(entry.householdChains.size());
    for (const HouseholdId& household : entry.householdChains) {
        VD_ASSIGN(const HouseholdTips before, tipsOf(household));
        const bool joins = std::ranges::binary_search(entry.stateChains, household);
        links.push_back({household, before, joins});
    }
    return links;
}

// -- Entries

Status LogWriter::add(const StoredEntry& entry) {
    VD_REQUIRE(entry.sequence == m_size, Reason::StorageFailed);
    VD_ASSIGN(const std::vector<ChainLink> links, linksOf(entry));
    const Bytes packed = encodeLinks(links);
    // What follows from the links is not kept twice.
    const bool derived = entry.heads == headsOf(links);
    VD_RETURN_IF_ERROR(insert(entry, packed, !derived));
    if (entry.attachmentsNamed) VD_RETURN_IF_ERROR(addAttachments(entry));
    if (entry.directoryChain) {
        VD_RETURN_IF_ERROR(
            Query(m_insertDirectoryLink).number(m_directoryCount).number(entry.sequence).run());
        ++m_directoryCount;
    }
    for (const ChainLink& link : links) {
        m_tips.put(link.household, link.after(entry.sequence, entry.leaf));
        m_moved[link.household] = entry.sequence;
    }
    ++m_size;
    return crypto::success();
}

Status LogWriter::insert(const StoredEntry& entry, ByteView links, bool withHeads) {
    const bool ownQuestions = !entry.attachmentsNamed && !entry.attachments.empty();
    const Bytes questions = ownQuestions ? packQuestions(entry.attachments) : Bytes{};
    Query query(m_insertEntry);
    query.number(entry.sequence).bytes(entry.leaf).bytesOrNull(links);
    query.bytes(entry.entry).bytes(entry.payload);
    if (withHeads) {
        query.bytes(entry.heads);
    } else {
        query.null();
    }
    if (entry.device) {
        query.bytes(entry.requestId.bytes).bytes(entry.device->bytes).bytes(entry.requestDigest);
    } else {
        query.null().null().null();
    }
    if (entry.answerKept) {
        query.bytes(entry.answer);
    } else {
        query.null();
    }
    query.bytesOrNull(entry.detail).bytesOrNull(questions);
    return query.run();
}

Status LogWriter::addAttachments(const StoredEntry& entry) {
    std::uint64_t position = 0;
    for (const Bytes& attachment : entry.attachments) {
        VD_ASSIGN(const std::uint64_t number, objectNumber(attachment));
        VD_RETURN_IF_ERROR(Query(m_insertAttachment)
                               .number(entry.sequence)
                               .number(position++)
                               .number(number)
                               .run());
    }
    return crypto::success();
}

Result<std::uint64_t> LogWriter::objectNumber(ByteView object) {
    const Hash32 name = crypto::attachmentHash(object);
    VD_RETURN_IF_ERROR(Query(m_insertObject).bytes(name).bytes(object).run());
    if (m_connection.changedRows() == 1) return m_connection.lastRowId();
    std::uint64_t number = 0;
    {
        Query query(m_selectObjectNumber);
        query.bytes(name);
        VD_ASSIGN(const bool found, query.next());
        VD_REQUIRE(found, Reason::StorageFailed);
        number = query.numberAt(0);
        const bool erased = query.numberAt(1) != 0;
        if (!erased) return number;
    }
    // What was erased comes back when somebody stores the very same bytes again.
    VD_RETURN_IF_ERROR(Query(m_restoreObject).bytes(object).number(number).run());
    return number;
}

Result<std::optional<RememberedRequest>> LogWriter::request(const crypto::DeviceId& device,
                                                            const crypto::RequestId& id) {
    Query query(m_selectRequest);
    query.bytes(id.bytes).bytes(device.bytes);
    VD_ASSIGN(const bool found, query.next());
    if (!found) return std::optional<RememberedRequest>{};
    const auto digest = query.arrayAt<32>(1);
    VD_REQUIRE(digest.has_value(), Reason::StorageFailed);
    return std::optional(
        RememberedRequest{query.numberAt(0), *digest, query.bytesAt(2), !query.isNull(2)});
}

Status LogWriter::addCheckpoint(std::uint64_t size, const std::string& text) {
    {
        // Two heads for one size would be a fork of the log: the same one again is no harm.
        Query query(m_selectCheckpoint);
        query.number(size);
        VD_ASSIGN(const bool found, query.next());
        if (found) return query.textAt(0) == text ? crypto::success() : Reason::StorageFailed;
    }
    return Query(m_insertCheckpoint).number(size).text(text).run();
}

Status LogWriter::addTile(std::uint64_t index, const Hash32& root) {
    VD_RETURN_IF_ERROR(Query(m_insertTile).number(index).bytes(root).run());
    crypto::Writer packed;
    {
        Query leaves(m_selectLeaves);
        leaves.number(index * kTileLeaves).number(kTileLeaves);
        for (std::uint64_t i = 0; i < kTileLeaves; ++i) {
            VD_ASSIGN(const bool there, leaves.next());
            const auto leaf = there ? leaves.arrayAt<32>(0) : std::nullopt;
            VD_REQUIRE(leaf.has_value(), Reason::StorageFailed);
            packed.fixed(*leaf);
        }
    }
    return Query(m_insertTileLeaves).number(index).bytes(packed.view()).run();
}

}  // namespace voordeur::server::storage::sqlcipher
