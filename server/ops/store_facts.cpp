#include "server/ops/store_facts.h"

#include "crypto/shared/checkpoint.h"
#include "crypto/shared/directory.h"
#include "crypto/shared/entry.h"
#include "crypto/shared/merkle_tree.h"
#include "crypto/shared/policy.h"

namespace voordeur::server::ops {

using crypto::Reason;
using crypto::Result;

namespace {

class StoredLeaves final : public crypto::LeafSource {
public:
    explicit StoredLeaves(storage::Store& store) : m_store(store) {}
    Result<std::vector<crypto::Hash32>> leaves(std::uint64_t first, std::size_t count) override {
        VD_ASSIGN(auto reader, m_store.reader());
        return reader->leaves(first, count);
    }

private:
    storage::Store& m_store;
};

}  // namespace

Result<StoreFacts> readStoreFacts(storage::Store& store, const crypto::PublicKey32& logKey) {
    VD_ASSIGN(const auto start, store.start());
    VD_REQUIRE(start.size > 0, Reason::NotFounded);
    VD_REQUIRE(start.checkpoint && !start.directory.empty(), Reason::CheckpointBroken);
    VD_ASSIGN(const auto founding, crypto::FoundPayload::decode(start.directory.front().payload));
    StoreFacts out;
    out.instance = crypto::instanceOf(founding.policy);
    out.checkpoint = *start.checkpoint;
    const std::string origin = crypto::logOrigin(out.instance);
    VD_ASSIGN(const auto head, crypto::openCheckpoint(out.checkpoint, origin, origin, logKey));
    StoredLeaves leaves(store);
    VD_ASSIGN(const auto tree,
              crypto::MerkleTree::create({start.size, start.tiles, start.lastLeaves}, leaves));
    const bool fits = head.size == start.size && head.root == tree->root();
    VD_REQUIRE(fits, Reason::CheckpointBroken);
    out.head = {head.size, head.root};
    VD_ASSIGN(auto reader, store.reader());
    VD_ASSIGN(const auto line, reader->line(start.size - 1));
    VD_REQUIRE(line.has_value(), Reason::CheckpointBroken);
    VD_ASSIGN(const auto entry, crypto::Entry::decode(line->entry));
    out.lastTime = entry.time;
    return out;
}

}  // namespace voordeur::server::ops
