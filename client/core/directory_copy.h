#pragma once

#include "client/core/transport.h"
#include "crypto/rules/memory_world.h"
#include "crypto/shared/entry.h"

#include <vector>

namespace voordeur::client::core {

/// This device's own replay of the directory chain: every line's signature, payload and right are
/// checked as of its place, so that a server can neither add a person nor hide that one left.
///
/// Thread: one at a time.
class DirectoryCopy {
public:
    explicit DirectoryCopy(const crypto::InstanceId& instance);

    /// Adds the next lines. On an error nothing was added.
    /// Errors: DirectoryChainWrong (order, chain or payload), SignatureBroken, WrongInstance (the
    /// founding policy is not the pinned one), RuleBroken (somebody without the right).
    Status add(const std::vector<ChainLine>& lines);

    [[nodiscard]] const crypto::Directory& directory() const { return m_world->directory(); }
    [[nodiscard]] std::uint64_t count() const { return m_heads.size() - 1; }
    /// The chain as it was at `count` ≤ count().
    [[nodiscard]] crypto::ChainHead headAt(std::uint64_t count) const;
    [[nodiscard]] const std::vector<ChainLine>& lines() const { return m_lines; }
    /// Forgets lines from `count` on; for lines that the log did not confirm.
    Status truncate(std::uint64_t count);

private:
    Status addOne(const ChainLine& line);

    crypto::InstanceId m_instance;
    std::unique_ptr<crypto::MemoryWorld> m_world;
    std::vector<crypto::Hash32> m_heads;  // m_heads[n]: head of the chain of n entries
    std::vector<ChainLine> m_lines;
};

}  // namespace voordeur::client::core
