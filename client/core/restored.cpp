#include "client/core/restored.h"

#include "crypto/shared/entry.h"

#include <algorithm>

namespace voordeur::client::core {

using crypto::Reason;

namespace {

Result<std::uint64_t> sequenceOf(const ChainLine& line) {
    const auto entry = crypto::Entry::decode(line.entry);
    VD_REQUIRE(entry.ok(), Reason::DirectoryChainWrong);
    return entry.value().sequence;
}

bool same(const ChainLine& a, const ChainLine& b) {
    return a.entry == b.entry && a.payload == b.payload;
}

}  // namespace

bool looksRestored(Reason reason) {
    return reason == Reason::LogShrunk || reason == Reason::LogFork ||
           reason == Reason::ConsistencyBroken || reason == Reason::DirectoryChainWrong;
}

Result<DirectoryCopy> fetchDirectory(Transport& transport, const crypto::InstanceId& instance) {
    DirectoryCopy copy(instance);
    for (;;) {
        VD_ASSIGN(const auto page, transport.syncDirectory(copy.count()));
        if (page.lines.empty()) break;
        VD_RETURN_IF_ERROR(copy.add(page.lines));
        if (copy.count() >= page.totalCount) break;
    }
    VD_REQUIRE(copy.directory().founded(), Reason::DirectoryChainWrong);
    return copy;
}

Result<std::uint64_t> linesLeft(const DirectoryCopy& known,
                                const DirectoryCopy& now,
                                std::uint64_t restoredSize) {
    std::uint64_t left = 0;
    for (const auto& line : known.lines()) {
        VD_ASSIGN(const auto sequence, sequenceOf(line));
        if (sequence >= restoredSize) break;
        const bool kept = left < now.count() && same(line, now.lines()[left]);
        VD_REQUIRE(kept, Reason::DirectoryChainWrong);
        ++left;
    }
    if (left < known.count() && left < now.count()) {
        // This device had seen all of the directory up to the lost part: nothing is put in between.
        VD_ASSIGN(const auto next, sequenceOf(now.lines()[left]));
        VD_REQUIRE(next >= restoredSize, Reason::DirectoryChainWrong);
    }
    return left;
}

std::optional<crypto::Directory::KnownRestoration> restorationOf(const crypto::Directory& now,
                                                                 const crypto::Directory& known,
                                                                 const crypto::LogHead& kept) {
    const auto usedUp = [&](const crypto::Restoration& restoration) {
        return std::ranges::any_of(known.restorations(), [&](const auto& row) {
            return row.second.restoration == restoration;
        });
    };
    for (const auto& [since, row] : now.restorations()) {
        const auto& restoration = row.restoration;
        const bool lost = kept.size > restoration.restored.size &&
                          (kept.size < restoration.lost.size || kept == restoration.lost);
        if (lost && !usedUp(restoration)) return row;
    }
    return std::nullopt;
}

}  // namespace voordeur::client::core
