// Reading households: their chains are replayed before anything of an answer is believed.
#include "client/core/session_impl.h"
#include "client/core/whole_chain.h"
#include "crypto/base/limits.h"
#include "crypto/shared/payloads.h"

#include <algorithm>
#include <map>
#include <utility>

namespace voordeur::client::core {

using crypto::Method;
using crypto::Reason;
using crypto::success;

namespace {

/// Answers to one reading, each with up to a page of chain lines. A caseload of 500 households on a
/// new device takes a few; who never ends is not our server.
constexpr int kReadPagesMax = 200;

/// That an answer changed between two sendings of one question, or that another process of this
/// device read further meanwhile, happens once, not each time.
constexpr int kChangedMax = 10;

/// What the own entry tells of one of its households, itself included.
HouseholdSight sightBy(const crypto::HouseholdHeads& heads,
                       const RawAnswer& raw,
                       const ProvenAnswer& proven) {
    return {crypto::extended(heads.all, crypto::leafOf(raw.entry)), proven.entry.sequence};
}

}  // namespace

bool bringsHouseholds(Method method) {
    return method == Method::OpenHousehold || method == Method::ListHouseholds;
}

Status Session::Impl::addKnown(Prepared& prepared, const Copies& copies) {
    // What is in hand comes first; then, for a list, the next ones of its page, as many as go
    // along. Of the others every line comes again (followHouseholds).
    std::map<crypto::HouseholdId, std::uint64_t> counts;
    for (const auto& [id, copy] : copies) {
        if (counts.size() < crypto::limits::kHouseholdsPerEntryMax) counts[id] = copy.chain().count;
    }
    if (prepared.statement.method == Method::ListHouseholds) {
        VD_ASSIGN(const auto page, crypto::OpenPayload::decode(prepared.request.payload));
        const auto after =
            page.known.empty() ? crypto::HouseholdId{} : page.known.front().household;
        VD_ASSIGN(const auto all, m_parts.store.knownCounts());
        const std::map<crypto::HouseholdId, std::uint64_t> sorted(all.begin(), all.end());
        for (auto at = sorted.upper_bound(after);
             at != sorted.end() && counts.size() < crypto::limits::kHouseholdsPerEntryMax;
             ++at) {
            counts.insert(*at);
        }
    } else {
        for (const auto& id : prepared.statement.households) {
            VD_ASSIGN(const auto known, m_parts.store.household(id));
            if (known) counts.emplace(id, known->stateChain.count);
        }
    }
    for (const auto& [id, count] : counts)
        prepared.request.known.push_back({id, count});
    return success();
}

/// True when every household's chain is complete up to what the entry says. What was not told to
/// the server begins anew: it sends that from the first line on.
Result<bool> Session::Impl::followHouseholds(const std::vector<crypto::KnownState>& told,
                                             const RawAnswer& raw,
                                             const ProvenAnswer& proven,
                                             Reading& reading) {
    Copies& copies = reading.copies;
    auto line = raw.chain.begin();
    bool complete = true;
    for (const auto& heads : proven.heads) {
        const auto& id = heads.household;
        VD_ASSIGN(const auto known, m_parts.store.household(id));
        VD_REQUIRE(!known || heads.all.count >= known->allCount, Reason::HouseholdChainWrong);
        VD_ASSIGN(const auto before, m_parts.store.lastSight(id));
        const bool sameLength = before && before->all.count == heads.all.count;
        VD_REQUIRE(!sameLength || before->all == heads.all, Reason::HouseholdChainWrong);
        const bool isTold =
            std::ranges::binary_search(told, id, {}, &crypto::KnownState::household);
        if (!isTold) {
            copies.erase(id);
            reading.seen.erase(id);
        }
        VD_ASSIGN(auto anchors, m_parts.store.anchors(id));
        HouseholdCopy& copy =
            copies
                .try_emplace(id, id, isTold ? known : std::nullopt, std::move(anchors), directory())
                .first->second;
        for (; copy.chain().count < heads.state.count && line != raw.chain.end(); ++line) {
            VD_RETURN_IF_ERROR(copy.add(*line));
            if (!reading.unsettled.empty()) noteOwn(id, *line, reading);
        }
        if (copy.chain().count < heads.state.count) {
            complete = false;
            continue;
        }
        VD_REQUIRE(copy.chain() == heads.state, Reason::HouseholdChainWrong);
        VD_REQUIRE(copy.state().has_value(), Reason::HouseholdChainWrong);
        VD_REQUIRE(copy.reaches(heads.all.count), Reason::HouseholdChainWrong);
        const HouseholdSight sight = sightBy(heads, raw, proven);
        VD_RETURN_IF_ERROR(m_parts.store.putHousehold(copy.known(sight.all.count), sight));
    }
    return complete;
}

/// An act of this device that nobody answered stands in a household's chain: it was done.
void Session::Impl::noteOwn(const crypto::HouseholdId& household,
                            const ChainLine& line,
                            Reading& reading) const {
    const auto entry = crypto::Entry::decode(line.entry);
    if (!entry.ok()) return;
    const auto statement = entry.value().parsedStatement();
    if (!statement.ok() || statement.value().device != m_secrets.device) return;
    const auto& id = statement.value().requestId;
    if (reading.unsettled.contains(id)) reading.seen[household].push_back(id);
}

Result<VerifiedAnswer> Session::Impl::read(const CallDraft& draft) {
    Reading reading;
    Copies& copies = reading.copies;
    // What waits is sent again and gets its answer: whoever repeats it by hand gets that too.
    VD_ASSIGN(const auto unsettled, m_parts.store.refusedOnce());
    reading.unsettled.insert(unsettled.begin(), unsettled.end());
    // What does not fit into one answer is asked for again, and every asking is an entry.
    int changed = 0;
    for (int page = 0; page < kReadPagesMax; ++page) {
        VD_ASSIGN(const auto version, m_parts.store.othersVersion());
        VD_ASSIGN(Prepared prepared, prepare(draft));
        VD_RETURN_IF_ERROR(addKnown(prepared, copies));
        bool unsure = false;
        auto sent = send(draft.method, prepared.request, unsure);
        // Sent twice, because the first answer was lost, and in between somebody wrote: asked anew.
        const bool anew = !sent.ok() && sent.reason() == Reason::AnswerChanged;
        if (anew && ++changed < kChangedMax) continue;
        VD_ASSIGN(auto raw, std::move(sent));
        VD_ASSIGN(auto proven, prove(prepared, raw));
        auto followed = followHouseholds(prepared.request.known, raw, proven, reading);
        if (!followed.ok() && followed.reason() == Reason::HouseholdChainWrong) {
            VD_ASSIGN(const auto versionNow, m_parts.store.othersVersion());
            if (versionNow != version && ++changed < kChangedMax) {
                // It was held against what this device learnt after the server had answered.
                copies.clear();
                reading.seen.clear();
                continue;
            }
        }
        VD_ASSIGN(const bool complete, std::move(followed));
        if (complete) {
            for (const auto& [household, acts] : reading.seen) {
                for (const auto& id : acts)
                    VD_RETURN_IF_ERROR(m_parts.store.removePending(id));
            }
            const auto heads = proven.heads;
            VerifiedAnswer out = opened(std::move(proven), std::move(raw));
            for (const auto& one : heads)
                out.households.emplace(one.household, *copies.at(one.household).state());
            return out;
        }
        VD_REQUIRE(!raw.chain.empty(), Reason::HouseholdChainWrong);
    }
    return Reason::HouseholdChainWrong;
}

Result<std::vector<crypto::Entry>> Session::Impl::wholeChain(const crypto::HouseholdId& household,
                                                             std::uint16_t purpose) {
    // Before the server is asked: what it answered by then stands before the own entries.
    VD_ASSIGN(auto anchors, m_parts.store.anchors(household));
    VD_ASSIGN(const auto sight, m_parts.store.lastSight(household));
    WholeChain chain(household, std::move(anchors), sight, directory());
    // Asking adds an entry itself: who sends one line a page could keep us asking.
    for (int page = 0; page < kReadPagesMax; ++page) {
        crypto::OpenPayload payload;
        payload.known.push_back({household, 0});
        CallDraft draft;
        draft.method = Method::WhoLooked;
        draft.payload = payload.encode();
        draft.purpose = purpose;
        draft.households = {household};
        VD_ASSIGN(Prepared prepared, prepare(std::move(draft)));
        prepared.request.known = {{household, chain.chain().count}};
        bool unsure = false;
        VD_ASSIGN(const auto raw, send(Method::WhoLooked, prepared.request, unsure));
        VD_ASSIGN(const auto proven, prove(prepared, raw));
        VD_REQUIRE(proven.heads.size() == 1 && proven.heads.front().household == household,
                   Reason::HouseholdChainWrong);
        for (const auto& line : raw.chain)
            VD_RETURN_IF_ERROR(chain.add(line));
        const auto& heads = proven.heads.front();
        if (chain.chain().count < heads.all.count && !raw.chain.empty()) continue;  // next page
        VD_RETURN_IF_ERROR(chain.isAll(heads));
        VD_RETURN_IF_ERROR(m_parts.store.raiseSight(household, sightBy(heads, raw, proven)));
        return chain.takeEntries();
    }
    return Reason::HouseholdChainWrong;
}

}  // namespace voordeur::client::core
