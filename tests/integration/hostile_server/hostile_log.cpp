#include "tests/integration/hostile_server/hostile_log.h"

#include "crypto/rules/deliver.h"
#include "crypto/shared/checkpoint.h"
#include "crypto/shared/hash.h"
#include "crypto/shared/proof.h"
#include "tests/integration/town/need.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <utility>

namespace voordeur::test {

using client::core::RawAnswer;
using client::core::SignedRequest;
using crypto::Bytes;
using crypto::Entry;
using crypto::Hash32;
using crypto::Method;
using crypto::Result;
using crypto::Statement;

/// What a tree of this test is made of.
class ForgedTree::Leaves final : public crypto::LeafSource {
public:
    explicit Leaves(std::vector<Hash32> leaves) : m_leaves(std::move(leaves)) {}
    Result<std::vector<Hash32>> leaves(std::uint64_t first, std::size_t count) override {
        const auto from = m_leaves.begin() + static_cast<std::ptrdiff_t>(first);
        return std::vector<Hash32>(from, from + static_cast<std::ptrdiff_t>(count));
    }
    [[nodiscard]] const std::vector<Hash32>& all() const { return m_leaves; }

private:
    std::vector<Hash32> m_leaves;
};

namespace {

struct Lied {
    std::uint64_t sequence = 0;
    Bytes entry;
    Bytes answer;
    Bytes heads;
    crypto::Delivery delivery;
};

/// The verdict that the server ought to give, or a yes where it ought to refuse.
crypto::Verdict verdictOn(TestServer& server,
                          server::storage::Transaction& transaction,
                          const crypto::Call& call) {
    auto verdict = need(crypto::decide(transaction, call), "deciding");
    if (call.statement.method == Method::Evaluate) {
        const auto payload =
            need(crypto::EvaluatePayload::decode(call.payload), "an Evaluate payload");
        const auto& key = server.keys().oprf[static_cast<std::size_t>(payload.kind) - 1];
        const auto made = need(key.evaluate(payload.blinded, server.random()), "evaluating");
        crypto::EvaluateAnswer answer;
        answer.evaluated = made.elements;
        answer.proof = made.proof;
        verdict.answer = answer.encode();
    }
    if (!verdict.refused) return verdict;
    verdict.refused.reset();
    verdict.concerned = call.statement.households;
    for (const auto& id : call.statement.households) {
        auto state = need(transaction.household(id), "a household's state");
        const auto followed = crypto::follow(state, id, call.statement, call.payload, {}, call.at);
        if (!followed.ok()) continue;
        verdict.changes.households.push_back(*state);
        if (call.statement.method != Method::Commit) continue;
        const auto commit = need(crypto::CommitPayload::decode(call.payload), "a Commit payload");
        for (const auto& manifest : commit.manifests)
            verdict.changes.rows.push_back({id, manifest.compartment, manifest.delta});
    }
    return verdict;
}

server::storage::StoredEntry storedOf(const SignedRequest& request,
                                      const Statement& statement,
                                      const crypto::Verdict& verdict) {
    server::storage::StoredEntry stored;
    stored.payload = request.payload;
    stored.answerKept = true;
    stored.answer = verdict.answer;
    stored.detail = request.detail;
    stored.attachments = request.attachments;
    stored.device = statement.device;
    stored.requestId = statement.requestId;
    stored.requestDigest = crypto::sha256({request.statement, request.signature});
    stored.householdChains = verdict.concerned;
    if (crypto::changesHousehold(statement.method)) stored.stateChains = verdict.concerned;
    return stored;
}

Lied writeLie(TestServer& server,
              server::storage::Store& store,
              const crypto::Directory& directory,
              const SignedRequest& request,
              const std::function<void(Bytes&)>& alter,
              const AlterEntry& alterEntry) {
    const auto statement = need(Statement::decode(request.statement), "a statement");
    const crypto::ChainHead chain = directoryChainOf(server);
    auto begin = need(store.start(), "reading where the log stands");
    auto transaction = need(store.begin(directory), "a transaction");
    const auto now = server.clock().now();
    const crypto::Call call{
        statement, request.payload, request.attachments, {begin.size, now}, false};
    auto verdict = verdictOn(server, *transaction, call);
    const crypto::Verdict right = verdict;
    if (alter) alter(verdict.answer);

    Entry entry;
    entry.sequence = begin.size;
    entry.time = now;
    entry.type = crypto::entryTypeOf(statement.method);
    entry.rule = static_cast<std::uint16_t>(verdict.rule);
    entry.statement = request.statement;
    entry.signature = request.signature;
    entry.directory = chain;
    if (!verdict.answer.empty()) {
        entry.answerHash = crypto::answerHash(statement.method, verdict.answer);
    }
    std::vector<crypto::HouseholdHeads> heads;
    for (const auto& id : verdict.concerned)
        heads.push_back(need(transaction->heads(id), "a household's heads"));
    if (alterEntry) alterEntry(entry, heads);
    entry.householdCount = static_cast<std::uint32_t>(heads.size());
    entry.headsHash = crypto::headsHash(heads);

    auto stored = storedOf(request, statement, verdict);
    // The store takes a request once: it is told of another one.
    if (need(transaction->request(statement.device, statement.requestId), "a request")) {
        stored.requestId = crypto::RequestId::generate(server.random());
    }
    stored.heads = heads.empty() ? Bytes{} : crypto::encodeHeads(heads);
    stored.sequence = entry.sequence;
    stored.time = entry.time;
    stored.entry = entry.encode();
    stored.leaf = crypto::leafOf(stored.entry);
    need(transaction->add(stored), "adding the entry");
    need(transaction->apply(verdict.changes, entry.sequence), "changing the state");

    Lied lied{entry.sequence, stored.entry, verdict.answer, stored.heads, {}};
    lied.delivery = need(crypto::deliverable(*transaction, statement, right), "what goes out");
    auto leaves = leavesOf(server, begin.size);
    leaves.push_back(stored.leaf);
    const ForgedTree tree(server, leaves);
    need(transaction->addCheckpoint(tree.head().size, tree.checkpoint()), "the checkpoint");
    if (tree.head().size % crypto::kTileLeaves == 0) {
        const auto last = std::span(leaves).last(crypto::kTileLeaves);
        need(transaction->addTile(tree.head().size / crypto::kTileLeaves - 1,
                                  crypto::merkleRoot(last)),
             "the tile");
    }
    need(transaction->commit(), "committing");
    return lied;
}

/// Chains and objects as the honest server would send them along.
void addDelivery(TestServer& server,
                 const SignedRequest& request,
                 const Lied& lied,
                 RawAnswer& out) {
    auto reader = need(server.store().reader(), "a reader");
    for (auto& object : need(reader->objects(lied.delivery.objects), "objects")) {
        if (object) out.objects.push_back(std::move(*object));
    }
    for (const auto& id : lied.delivery.chains) {
        const auto known = std::ranges::find(request.known, id, &crypto::KnownState::household);
        const std::uint64_t from = known == request.known.end() ? 0 : known->stateCount;
        for (const auto sequence : need(reader->stateChain(id, from, 1000), "a chain")) {
            auto line = need(reader->line(sequence), "a line");
            if (sequence >= lied.sequence) break;
            out.chain.push_back({line->entry, line->payload, line->answer});
        }
    }
}

}  // namespace

namespace {
std::atomic<std::uint64_t> lies = 0;
}  // namespace

std::uint64_t liesLogged() {
    return lies;
}

Result<RawAnswer> logAnyway(TestServer& server,
                            const SignedRequest& request,
                            const std::function<void(Bytes&)>& alter,
                            const AlterEntry& alterEntry) {
    const auto directory = server.writer().directory();
    Lied lied;
    ++lies;
    server.between([&](server::storage::Store& store) {
        lied = writeLie(server, store, *directory, request, alter, alterEntry);
    });
    const auto statement = need(Statement::decode(request.statement), "a statement");
    RawAnswer out;
    out.entry = lied.entry;
    out.answer = lied.answer;
    out.heads = lied.heads;
    const auto head = server.writer().head();
    out.checkpoint = head.checkpoint;
    const ForgedTree tree(server, leavesOf(server, head.head.size));
    out.inclusion = tree.inclusion(lied.sequence);
    if (statement.head.size > 0) out.consistency = tree.consistency(statement.head.size);
    addDelivery(server, request, lied, out);
    return out;
}

std::vector<Hash32> leavesOf(TestServer& server, std::uint64_t count) {
    auto reader = need(server.store().reader(), "a reader");
    return need(reader->leaves(0, count), "leaves");
}

std::vector<client::core::ChainLine> directoryLinesOf(TestServer& server) {
    auto reader = need(server.store().reader(), "a reader");
    std::vector<client::core::ChainLine> lines;
    for (const auto sequence : need(reader->directoryChain(0, 1000), "the directory's chain")) {
        auto line = need(reader->line(sequence), "a line");
        lines.push_back({line->entry, line->payload, {}});
    }
    return lines;
}

crypto::ChainHead directoryChainOf(TestServer& server) {
    crypto::ChainHead chain = crypto::emptyDirectoryChain();
    for (const auto& line : directoryLinesOf(server))
        chain = crypto::extended(chain, crypto::leafOf(line.entry));
    return chain;
}

crypto::ChainHead stateChainOf(TestServer& server,
                               const crypto::HouseholdId& household,
                               std::uint64_t count) {
    auto reader = need(server.store().reader(), "a reader");
    crypto::ChainHead chain = crypto::emptyStateChain(household);
    for (const auto sequence : need(reader->stateChain(household, 0, 1000), "a chain")) {
        if (chain.count == count) break;
        chain =
            crypto::extended(chain, crypto::leafOf(need(reader->line(sequence), "a line")->entry));
    }
    return chain;
}

ForgedTree::ForgedTree(TestServer& server, std::vector<Hash32> leaves)
    : m_server(server), m_leaves(std::make_unique<Leaves>(std::move(leaves))) {
    m_tree = need(crypto::MerkleTree::create({}, *m_leaves), "a tree");
    auto batch = m_tree->begin();
    for (const auto& leaf : m_leaves->all())
        batch.append(leaf);
    m_tree->commit(std::move(batch));
}

ForgedTree::~ForgedTree() = default;

crypto::LogHead ForgedTree::head() const {
    return {m_tree->size(), m_tree->root()};
}

std::string ForgedTree::checkpoint() const {
    return signedHead(m_server, head());
}

Bytes ForgedTree::inclusion(std::uint64_t index) const {
    return crypto::InclusionProof{
        index, m_tree->size(), need(m_tree->inclusionProof(index, m_tree->size()), "a proof")}
        .encode();
}

Bytes ForgedTree::consistency(std::uint64_t from) const {
    return crypto::ConsistencyProof{
        from, m_tree->size(), need(m_tree->consistencyProof(from, m_tree->size()), "a proof")}
        .encode();
}

std::string signedHead(TestServer& server, const crypto::LogHead& head) {
    const std::string origin = crypto::logOrigin(server.instance());
    return crypto::signCheckpoint({head.size, head.root}, origin, origin, server.keys().log);
}

void fork(TestServer& server,
          const SignedRequest& request,
          RawAnswer& answer,
          const std::function<void(Entry&)>& change) {
    const auto statement = need(Statement::decode(request.statement), "a statement");
    auto entry = need(Entry::decode(answer.entry), "an entry");
    change(entry);
    answer.entry = entry.encode();
    auto leaves = leavesOf(server, entry.sequence);
    leaves.push_back(crypto::leafOf(answer.entry));
    const ForgedTree tree(server, std::move(leaves));
    answer.checkpoint = tree.checkpoint();
    answer.inclusion = tree.inclusion(entry.sequence);
    if (statement.head.size > 0) answer.consistency = tree.consistency(statement.head.size);
}

}  // namespace voordeur::test
