#include "tests/crash/crash_workload.h"

#include "crypto/shared/statement.h"
#include "tests/server/storage/store_under_test.h"

#include <algorithm>
#include <map>
#include <set>

namespace voordeur::test::crash {
namespace {

using crypto::Bytes;
using crypto::HouseholdId;
using crypto::HouseholdState;
using crypto::Status;
using server::storage::PendingEnrolment;
using server::storage::Reading;
using server::storage::Store;
using server::storage::StoredEntry;
using server::storage::Transaction;
namespace storage_test = server::storage::test;

constexpr std::uint8_t kHouseholds = 8;
constexpr std::uint64_t kTeams = 3;
constexpr std::uint64_t kQuotas = 5;
constexpr std::uint64_t kTile = 256;

HouseholdId household(std::uint64_t number) {
    return storage_test::idOf<HouseholdId>(static_cast<std::uint8_t>(number + 1));
}

crypto::TeamId team(std::uint64_t number) {
    return storage_test::idOf<crypto::TeamId>(static_cast<std::uint8_t>(number + 1));
}

std::vector<HouseholdId> householdsOf(std::uint64_t i) {
    std::vector<HouseholdId> out;
    for (std::uint64_t n = 0; n < kHouseholds; ++n)
        if (i % 11 == 0 || (i * 7 + n * 5) % kHouseholds < 1 + i % 2) out.push_back(household(n));
    return out;
}

bool changesState(std::uint64_t i) {
    return i % 3 == 0;
}

std::vector<Bytes> attachmentsOf(std::uint64_t i) {
    std::vector<Bytes> out;
    for (std::uint64_t n = 0; n < i % 4; ++n)
        out.emplace_back((i * 977 + n * 5003) % 9000, static_cast<std::uint8_t>(i + n));
    return out;
}

crypto::QuotaKey quotaKey(std::uint64_t i) {
    crypto::QuotaKey key;
    key.windowNumber = i % kQuotas;
    return key;
}

HouseholdState stateOf(std::uint64_t i) {
    HouseholdState state;
    state.id = householdsOf(i).front();
    state.openedAt = i;
    crypto::OpenOffer offer;
    offer.body.toTeam = team(i % kTeams);
    state.offer = offer;
    return state;
}

StoredEntry entryOf(std::uint64_t i) {
    StoredEntry entry = storage_test::entryOf(i);
    entry.attachments = attachmentsOf(i);
    entry.attachmentsNamed = i % 5 != 0;
    entry.householdChains = householdsOf(i);
    if (changesState(i)) entry.stateChains = entry.householdChains;
    entry.directoryChain = i % 6 == 0;
    return entry;
}

std::string checkpointOf(std::uint64_t size) {
    return "checkpoint " + std::to_string(size);
}

Status addOne(Transaction& transaction, std::uint64_t i) {
    StoredEntry entry = entryOf(i);
    std::vector<crypto::HouseholdHeads> heads;
    for (const auto& id : entry.householdChains) {
        VD_ASSIGN(const auto head, transaction.heads(id));
        heads.push_back(head);
    }
    entry.heads = crypto::encodeHeads(heads);
    VD_RETURN_IF_ERROR(transaction.add(entry));
    crypto::Changes changes;
    changes.charges.push_back({quotaKey(i), 1});
    if (changesState(i)) changes.households.push_back(stateOf(i));
    VD_RETURN_IF_ERROR(transaction.apply(changes, i));
    if ((i + 1) % kTile == 0) VD_RETURN_IF_ERROR(transaction.addTile(i / kTile, entry.leaf));
    return crypto::success();
}

/// What follows from the entries up to a size.
struct Expected {
    explicit Expected(std::uint64_t size) {
        for (std::uint64_t i = 0; i < size; ++i) {
            for (const auto& id : householdsOf(i)) {
                all[id].push_back(i);
                if (changesState(i)) state[id].push_back(i);
            }
            if (i % 6 == 0) directory.push_back(i);
            if (changesState(i)) states[householdsOf(i).front()] = stateOf(i);
            ++charges[i % kQuotas];
        }
        for (const auto& [id, last] : states)
            caseloads[last.offer->body.toTeam].push_back(id);
    }
    std::map<HouseholdId, std::vector<std::uint64_t>> all;
    std::map<HouseholdId, std::vector<std::uint64_t>> state;
    std::map<HouseholdId, HouseholdState> states;
    std::map<crypto::TeamId, std::vector<HouseholdId>> caseloads;  // rising
    std::vector<std::uint64_t> directory;
    std::map<std::uint64_t, std::uint32_t> charges;
};

template <class T>
bool is(const crypto::Result<T>& found, const T& expected) {
    return found.ok() && found.value() == expected;
}

std::string wrongLines(Reading& reading, std::uint64_t size) {
    for (std::uint64_t first = 0; first <= size; first += 50) {
        const auto lines = reading.lines(first, 50);
        if (!lines.ok()) return "lines cannot be read";
        if (lines.value().size() != std::min<std::uint64_t>(50, size - first)) return "line count";
        for (const auto& line : lines.value()) {
            const StoredEntry entry = entryOf(line.sequence);
            const bool same = line.entry == entry.entry && line.payload == entry.payload &&
                              line.answer == entry.answer && line.detail == entry.detail &&
                              line.attachments == entry.attachments;
            if (!same) return "line " + std::to_string(line.sequence);
            for (const Bytes& attachment : entry.attachments) {
                if (!entry.attachmentsNamed) break;
                const auto found = reading.objects({crypto::attachmentHash(attachment)});
                if (!found.ok() || found.value()[0] != attachment) return "object";
            }
        }
    }
    return {};
}

std::string wrongChains(Reading& reading, Transaction& look, std::uint64_t size) {
    const Expected expected(size);
    for (std::uint64_t n = 0; n < kHouseholds; ++n) {
        const HouseholdId id = household(n);
        const auto all =
            expected.all.contains(id) ? expected.all.at(id) : std::vector<std::uint64_t>{};
        const auto state =
            expected.state.contains(id) ? expected.state.at(id) : std::vector<std::uint64_t>{};
        if (!is(reading.householdChain(id, 0, 1000), all)) return "household chain";
        if (!is(reading.stateChain(id, 0, 1000), state)) return "state chain";
        crypto::ChainHead head = crypto::emptyHouseholdChain(id);
        for (const std::uint64_t i : all)
            head = crypto::extended(head, entryOf(i).leaf);
        const auto heads = look.heads(id);
        if (!heads.ok() || heads.value().all != head) return "head of a household chain";
        if (heads.value().state.count != state.size()) return "count of a state chain";
    }
    if (!is(reading.directoryChain(0, 1000), expected.directory)) return "directory chain";
    return {};
}

std::string wrongWorld(Transaction& look, std::uint64_t size) {
    const Expected expected(size);
    for (std::uint64_t n = 0; n < kHouseholds; ++n) {
        const auto at = expected.states.find(household(n));
        const auto state = at == expected.states.end() ? std::nullopt : std::optional(at->second);
        if (!is(look.household(household(n)), state)) return "household";
    }
    for (std::uint64_t n = 0; n < kTeams; ++n) {
        const auto at = expected.caseloads.find(team(n));
        const auto caseload =
            at == expected.caseloads.end() ? std::vector<HouseholdId>{} : at->second;
        if (!is(look.householdsOf(team(n), {}, 1000), caseload)) return "caseload";
    }
    for (std::uint64_t n = 0; n < kQuotas; ++n) {
        const auto at = expected.charges.find(n);
        const std::uint32_t used = at == expected.charges.end() ? 0 : at->second;
        if (!is(look.quotaUsed(quotaKey(n)), used)) return "quota";
    }
    for (std::uint64_t i = 0; i < size + 5; ++i) {
        const StoredEntry entry = entryOf(i);
        const auto remembered = look.request(*entry.device, entry.requestId);
        if (!remembered.ok() || remembered.value().has_value() != (i < size)) return "request";
    }
    return {};
}

}  // namespace

Status addGroup(Transaction& transaction, std::uint64_t first, std::uint64_t count) {
    for (std::uint64_t i = first; i < first + count; ++i)
        VD_RETURN_IF_ERROR(addOne(transaction, i));
    const std::string checkpoint = checkpointOf(first + count);
    VD_RETURN_IF_ERROR(transaction.addCheckpoint(first + count, checkpoint));
    return transaction.putNote("size", crypto::viewOf(checkpoint));
}

std::string whatIsWrongToReaders(Store& store, std::uint64_t size) {
    const auto start = store.start();
    if (!start.ok()) return "does not start";
    if (start.value().size != size) return "size " + std::to_string(start.value().size);
    if (size > 0 && start.value().checkpoint != checkpointOf(size)) return "checkpoint";
    if (start.value().lastLeaves.size() != size % kTile) return "leaves";
    const auto reading = store.reader();
    if (!reading.ok()) return "no reader";
    if (size > 0 && !is(reading.value()->note("size"),
                        std::optional(storage_test::textBytes(checkpointOf(size))))) {
        return "note";
    }
    return wrongLines(*reading.value(), size);
}

std::string whatIsWrong(Store& store, std::uint64_t size) {
    if (auto wrong = whatIsWrongToReaders(store, size); !wrong.empty()) return wrong;
    const auto reading = store.reader();
    if (!reading.ok()) return "no reader";
    const crypto::Directory directory;
    const auto look = store.begin(directory);
    if (!look.ok()) return "no transaction";
    if (auto wrong = wrongChains(*reading.value(), *look.value(), size); !wrong.empty()) {
        return wrong;
    }
    return wrongWorld(*look.value(), size);
}

}  // namespace voordeur::test::crash
