#include "client/core/restored.h"

#include "crypto/shared/entry.h"

#include <algorithm>
#include <set>

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

/// How many founders' keys signed the line, of those that may still act as far as is known here.
std::size_t foundersBehind(const ChainLine& line, const crypto::Directory& known) {
    std::set<crypto::PublicKey32> keys;
    const auto count = [&](const crypto::DeviceId& id) {
        const auto* device = known.device(id);
        if (device == nullptr || !known.active(id)) return;
        if (known.isFounderKey(device->device.signKey)) keys.insert(device->device.signKey);
    };
    const auto entry = crypto::Entry::decode(line.entry);
    if (!entry.ok()) return 0;
    const auto statement = entry.value().parsedStatement();
    const auto payload = crypto::DirectoryPayload::decode(line.payload);
    if (!statement.ok() || !payload.ok()) return 0;
    count(statement.value().device);
    for (const auto& cosignature : payload.value().cosignatures)
        count(cosignature.device);
    return keys.size();
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

std::optional<crypto::Directory::KnownRestoration> restorationOf(const DirectoryCopy& now,
                                                                 const DirectoryCopy& known,
                                                                 const crypto::LogHead& kept) {
    // A device that has confirmed nothing yet believes what any new one would.
    const crypto::Directory& judged =
        known.directory().founded() ? known.directory() : now.directory();
    crypto::UnixMillis newest = 0;
    for (const auto& [since, row] : known.directory().restorations())
        newest = std::max(newest, row.restoration.restoredTime);
    for (const auto& [since, row] : now.directory().restorations()) {
        const auto& restoration = row.restoration;
        const bool lost = kept.size > restoration.restored.size &&
                          (kept.size < restoration.lost.size || kept == restoration.lost);
        if (!lost || restoration.restoredTime <= newest) continue;
        // Not the binding itself: clang 14 cannot capture one.
        const std::uint64_t place = since;
        const auto line = std::ranges::find_if(now.lines(), [&](const ChainLine& one) {
            const auto sequence = sequenceOf(one);
            return sequence.ok() && sequence.value() == place;
        });
        if (line == now.lines().end()) continue;
        if (foundersBehind(*line, judged) >= judged.policy().threshold) return row;
    }
    return std::nullopt;
}

}  // namespace voordeur::client::core
