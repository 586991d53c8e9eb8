#pragma once

#include "client/core/transport.h"
#include "crypto/shared/entry.h"
#include "crypto/shared/merkle_tree.h"
#include "tests/integration/town/test_server.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

// What somebody can do who runs the server and holds all its keys: write into the log what the
// rules forbid, answer otherwise than they say, and sign trees that never were.
namespace voordeur::test {

/// What is written into the log otherwise than it is.
using AlterEntry = std::function<void(crypto::Entry&, std::vector<crypto::HouseholdHeads>&)>;

/// Writes the request into the real log as done, whatever the rules say about it, applies what it
/// changes as far as it can follow, and answers with true proofs. `alter` changes the answer, which
/// the entry then commits to, `alterEntry` the entry and the heads that it commits to: such a lie
/// stands in the log for everybody to see.
crypto::Result<client::core::RawAnswer> logAnyway(
    TestServer& server,
    const client::core::SignedRequest& request,
    const std::function<void(crypto::Bytes&)>& alter = {},
    const AlterEntry& alterEntry = {});

/// How many lies this process has written into logs so far.
std::uint64_t liesLogged();

/// The hashes of the log's first leaves, as it really is.
std::vector<crypto::Hash32> leavesOf(TestServer& server, std::uint64_t count);
/// The directory's chain, as it really is.
crypto::ChainHead directoryChainOf(TestServer& server);
/// The chain's lines, as they really are.
std::vector<client::core::ChainLine> directoryLinesOf(TestServer& server);

/// A household's chain of states after its first `count` entries, as it really is.
crypto::ChainHead stateChainOf(TestServer& server,
                               const crypto::HouseholdId& household,
                               std::uint64_t count);

/// A tree over any leaves, signed with the log's own key.
class ForgedTree {
public:
    ForgedTree(TestServer& server, std::vector<crypto::Hash32> leaves);
    ~ForgedTree();
    ForgedTree(const ForgedTree&) = delete;
    ForgedTree& operator=(const ForgedTree&) = delete;
    ForgedTree(ForgedTree&&) = delete;
    ForgedTree& operator=(ForgedTree&&) = delete;
    [[nodiscard]] crypto::LogHead head() const;
    [[nodiscard]] std::string checkpoint() const;
    [[nodiscard]] crypto::Bytes inclusion(std::uint64_t index) const;
    [[nodiscard]] crypto::Bytes consistency(std::uint64_t from) const;

private:
    class Leaves;
    TestServer& m_server;
    std::unique_ptr<Leaves> m_leaves;
    std::unique_ptr<crypto::MerkleTree> m_tree;
};

/// The signed text of any head, for this instance's log.
std::string signedHead(TestServer& server, const crypto::LogHead& head);

/// A second history for one device: its entry, changed, at its place in a tree of its own.
void fork(TestServer& server,
          const client::core::SignedRequest& request,
          client::core::RawAnswer& answer,
          const std::function<void(crypto::Entry&)>& change);

}  // namespace voordeur::test
