#pragma once

#include "server/storage/sqlcipher/chain_reader.h"
#include "server/storage/sqlcipher/lru.h"
#include "server/storage/sqlcipher/prepare.h"
#include "server/storage/sqlcipher/world_reader.h"
#include "server/storage/store.h"

#include <map>
#include <memory>

namespace voordeur::server::storage::sqlcipher {

/// Adds entries to the log and to the chains they join, within the one transaction that is open.
/// Lives as long as the writing connection: keeps where households' chains stand.
///
/// Thread: the writer's. Errors: StorageFailed (also an entry that is not the next one: then
/// another process writes here, or the caller lost count), StorageFull. Ownership: borrows the
/// other parts.
class LogWriter {
public:
    struct Parts {
        Connection& connection;
        WorldReader& world;  // knows whose chains will be asked for together
        ChainTails& tails;
    };
    static Result<std::unique_ptr<LogWriter>> prepare(const Parts& parts);

    Status begin();
    Status add(const StoredEntry& entry);
    Result<crypto::HouseholdHeads> heads(const crypto::HouseholdId& household);
    Result<std::optional<RememberedRequest>> request(const crypto::DeviceId& device,
                                                     const crypto::RequestId& id);
    Status addCheckpoint(std::uint64_t size, const std::string& text);
    Status addTile(std::uint64_t index, const Hash32& root);
    /// Last part of the transaction: lets the tails in the file catch up a little.
    Status saveTails();
    void committed();
    void rolledBack();

private:
    explicit LogWriter(const Parts& parts);
    Result<HouseholdTips> tipsOf(const crypto::HouseholdId& household);
    Result<std::uint64_t> tailOf(const crypto::HouseholdId& household) const;
    Status loadTips(const std::vector<crypto::HouseholdId>& households);
    Status keepTips(const std::map<std::uint64_t, std::vector<crypto::HouseholdId>>& bySequence,
                    const Query& query);
    Result<std::vector<ChainLink>> linksOf(const StoredEntry& entry);
    Status insert(const StoredEntry& entry, ByteView links, bool withHeads);
    Status addAttachments(const StoredEntry& entry);
    Result<std::uint64_t> objectNumber(ByteView object);

    Connection& m_connection;
    WorldReader& m_world;
    ChainTails& m_tails;
    Lru<crypto::HouseholdId, HouseholdTips> m_tips;
    std::optional<ChainReader> m_chains;

    // The transaction that is open.
    std::uint64_t m_sizeBefore = 0;
    std::uint64_t m_size = 0;
    std::uint64_t m_directoryCount = 0;
    std::map<crypto::HouseholdId, std::uint64_t> m_moved;  // tails that it moved
    ChainTails::Slice m_slice;

    Statement m_selectCounts;
    Statement m_selectTips;
    Statement m_selectRequest;
    Statement m_selectObjectNumber;
    Statement m_selectCheckpoint;
    Statement m_insertEntry;
    Statement m_insertObject;
    Statement m_restoreObject;
    Statement m_insertAttachment;
    Statement m_insertDirectoryLink;
    Statement m_insertCheckpoint;
    Statement m_insertTile;
    Statement m_selectLeaves;
    Statement m_insertTileLeaves;
    Statement m_putTail;
    Statement m_putNote;
};

}  // namespace voordeur::server::storage::sqlcipher
