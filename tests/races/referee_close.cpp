// What is left when everybody went home: the store, and the log as an officer checks it.
#include "crypto/rules/replay.h"
#include "tests/races/referee.h"

#include <algorithm>

namespace voordeur::test::races {

using crypto::QuotaKey;
using server::storage::Transaction;

void Referee::close(Desk& desk) {
    desk.stop();
    follow(desk);
    auto world = desk.store().begin(m_scene.log().directory());
    if (!world.ok()) return fault(size(), "the store cannot be read");
    for (std::size_t i = 0; i < Scene::kHouses; ++i)
        closeHouse(*world.value(), i);
    closeCounters(*world.value());
    world.value().reset();
    closeLog(desk);
}

void Referee::closeHouse(Transaction& world, std::size_t index) {
    const House& expected = m_models.back().house(index);
    const auto read = world.household(expected.id);
    if (!read.ok() || !read.value()) return fault(size(), "a household is gone");
    const crypto::HouseholdState& state = *read.value();
    const auto personOf = [&](Who who) { return m_scene.actor(who).person; };
    const bool lead = state.lead.has_value() == expected.lead.has_value() &&
                      (!state.lead || (state.lead->person == personOf(expected.lead->first) &&
                                       state.lead->sequence == expected.lead->second));
    if (!lead || state.keeper != expected.keeper) fault(size(), "another lead is stored");
    const bool offer = state.offer.has_value() == expected.offer.has_value() &&
                       (!state.offer || (state.offer->body.offer == expected.offer->id &&
                                         state.offer->held.empty() != expected.offer->held));
    if (!offer) fault(size(), "another offer is stored");
    const auto* core = state.compartment(crypto::kSharedCore);
    if (core == nullptr) return fault(size(), "the shared core is gone");
    std::set<crypto::TeamId> granted;
    for (const auto& grant : core->grants) {
        granted.insert(grant.header.team);
        if (grant.header.epoch != core->epoch.epoch) fault(size(), "a grant for an old key");
    }
    if (granted != expected.granted) fault(size(), "other teams have access");
    if (core->epoch.epoch != expected.epoch || core->stale != expected.stale) {
        fault(size(), "another key is stored");
    }
    if (core->etag != expected.etag || core->version != expected.version) {
        fault(size(), "another manifest is stored");
    }
    const auto rows = world.rows(expected.id, crypto::kSharedCore);
    const bool same = rows.ok() && rows.value().size() == expected.rows.size() &&
                      std::ranges::all_of(rows.value(), [&](const crypto::ManifestRow& row) {
                          const auto at = expected.rows.find(row.record);
                          return at != expected.rows.end() && at->second == row;
                      });
    if (!same) fault(size(), "other rows are stored");
    const auto heads = world.heads(expected.id);
    if (!heads.ok() || heads.value().state.count != expected.changes) {
        fault(size(), "another chain of states is stored");
    }
}

void Referee::closeCounters(Transaction& world) {
    for (const auto& [counter, count] : m_models.back().counters()) {
        const QuotaKey key{
            counter.scope, counter.window, counter.kind, counter.who, counter.windowNumber};
        const auto used = world.quotaUsed(key);
        if (!used.ok() || used.value() != count) fault(size(), "another count is stored");
        for (const crypto::QuotaRule& rule : m_scene.facts().quotas) {
            const bool about = rule.scope == counter.scope && rule.window == counter.window &&
                               rule.kind == counter.kind;
            if (about && count > rule.max) fault(size(), "a quota was exceeded");
        }
    }
}

void Referee::closeLog(Desk& desk) {
    crypto::Replay replay(m_scene.log().instance());
    std::uint64_t leads = 0;
    for (auto& stored : desk.lines(0)) {
        crypto::LogLine line;
        line.entry = std::move(stored.entry);
        line.payload = std::move(stored.payload);
        line.answer = std::move(stored.answer);
        line.attachments = std::move(stored.attachments);
        replay.addWithDetail(line, stored.detail);
    }
    for (const std::string& text : m_checkpoints)
        replay.addCheckpoint(text);
    replay.finish();
    for (const auto& problem : replay.problems()) {
        fault(problem.sequence,
              "the full check says " + std::string(crypto::nameOf(problem.reason)));
    }
    for (const auto& [id, state] : replay.world().households())
        leads += state.lead ? 1 : 0;
    std::uint64_t expected = 0;
    for (std::size_t i = 0; i < Scene::kHouses; ++i)
        expected += m_models.back().house(i).lead ? 1 : 0;
    if (leads != expected) fault(size(), "the log gives another number of leads");
}

}  // namespace voordeur::test::races
