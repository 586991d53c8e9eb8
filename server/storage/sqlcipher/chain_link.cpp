#include "server/storage/sqlcipher/chain_link.h"

#include "crypto/shared/codec.h"

#include <algorithm>

namespace voordeur::server::storage::sqlcipher {
namespace {

using crypto::Bytes;
using crypto::ByteView;
using crypto::HouseholdId;

constexpr std::size_t kIdBytes = 16;
constexpr std::size_t kTipBytes = 8 + 32 + 8 + 8;
constexpr std::size_t kLinkBytes = kIdBytes + 2 * kTipBytes + 1;

void write(crypto::Writer& w, const ChainTip& tip) {
    w.u64(tip.head.count).fixed(tip.head.head).u64(tip.last).u64(tip.anchor);
}

ChainTip readTip(crypto::Reader& r) {
    ChainTip tip;
    tip.head.count = r.u64();
    tip.head.head = r.fixed<32>();
    tip.last = r.u64();
    tip.anchor = r.u64();
    return tip;
}

std::optional<ChainLink> decodeLink(ByteView bytes) {
    crypto::Reader r(bytes);
    ChainLink link;
    link.household.bytes = r.fixed<kIdBytes>();
    link.before.all = readTip(r);
    link.before.state = readTip(r);
    link.joinsState = r.flag();
    if (!r.finish().ok()) return std::nullopt;
    return link;
}

ChainTip extendedTip(const ChainTip& before, std::uint64_t sequence, const crypto::Hash32& leaf) {
    return {crypto::extended(before.head, leaf), sequence, anchorAfter(before)};
}

}  // namespace

std::uint64_t anchorAfter(const ChainTip& before) {
    if (before.head.count == 0) return 0;
    return before.head.count % kAnchorStride == 0 ? before.last : before.anchor;
}

HouseholdTips emptyTips(const HouseholdId& household) {
    HouseholdTips tips;
    tips.all.head = crypto::emptyHouseholdChain(household);
    tips.state.head = crypto::emptyStateChain(household);
    return tips;
}

HouseholdTips ChainLink::after(std::uint64_t sequence, const crypto::Hash32& leaf) const {
    HouseholdTips tips = before;
    tips.all = extendedTip(before.all, sequence, leaf);
    if (joinsState) tips.state = extendedTip(before.state, sequence, leaf);
    return tips;
}

Bytes encodeLinks(const std::vector<ChainLink>& links) {
    crypto::Writer w;
    for (const ChainLink& link : links) {
        w.fixed(link.household.bytes);
        write(w, link.before.all);
        write(w, link.before.state);
        w.flag(link.joinsState);
    }
    return w.take();
}

std::optional<std::vector<ChainLink>> decodeLinks(ByteView bytes) {
    if (bytes.size() % kLinkBytes != 0) return std::nullopt;
    std::vector<ChainLink> links;
    links.reserve(bytes.size() / kLinkBytes);
    for (std::size_t at = 0; at < bytes.size(); at += kLinkBytes) {
        auto link = decodeLink(bytes.subspan(at, kLinkBytes));
        if (!link) return std::nullopt;
        links.push_back(*link);
    }
    return links;
}

std::optional<ChainLink> findLink(ByteView links, const HouseholdId& household) {
    if (links.size() % kLinkBytes != 0) return std::nullopt;
    std::size_t first = 0;
    std::size_t count = links.size() / kLinkBytes;
    const ByteView wanted(household.bytes);
    while (count > 0) {
        const std::size_t middle = first + count / 2;
        const ByteView found = links.subspan(middle * kLinkBytes, kIdBytes);
        const bool below = std::ranges::lexicographical_compare(found, wanted);
        if (!below && std::ranges::equal(found, wanted)) {
            return decodeLink(links.subspan(middle * kLinkBytes, kLinkBytes));
        }
        count = below ? count - count / 2 - 1 : count / 2;
        if (below) first = middle + 1;
    }
    return std::nullopt;
}

Bytes headsOf(const std::vector<ChainLink>& links) {
    if (links.empty()) return {};
    std::vector<crypto::HouseholdHeads> heads;
    heads.reserve(links.size());
    for (const ChainLink& link : links) {
        heads.push_back({link.household, link.before.all.head, link.before.state.head});
    }
    return crypto::encodeHeads(heads);
}

}  // namespace voordeur::server::storage::sqlcipher
