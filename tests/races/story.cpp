#include "tests/races/story.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>

namespace voordeur::test::races {

Story::Story(const Scene& scene, std::uint64_t seed) : m_random(seed), m_drafter(scene, m_random) {}

Story::Next Story::next(const Intent& intent,
                        const Model& view,
                        UnixMillis now,
                        const crypto::LogHead& head) {
    Next out;
    Intent drawn = intent;
    std::optional<crypto::RequestId> request;
    const bool earlier = intent.kind == Intent::kAgain || intent.kind == Intent::kReuse;
    if (earlier && !m_sent.empty()) {
        const Drafted& before = m_sent[m_sent.size() - 1 - intent.pick % m_sent.size()];
        if (intent.kind == Intent::kAgain) return {before, true};
        drawn.kind = static_cast<std::uint8_t>(before.act.doing);
        request = before.act.request;
    }
    out.drafted = m_drafter.draft(drawn, view, now, head, request);
    out.again = !m_statements.insert(out.drafted.call.statement).second;
    m_sent.push_back(out.drafted);
    return out;
}

std::string tellInTurn(const std::vector<Intent>& intents, Referee& referee) {
    const Scene& scene = Scene::get();
    Desk desk(scene, {});
    Story story(scene, intents.size());
    referee.follow(desk);
    for (const Intent& intent : intents) {
        if (intent.kind == Intent::kWait) {
            desk.clock().move(kHourMillis);
            continue;
        }
        const Model& view = referee.at(referee.size() - intent.stale);
        const auto next = story.next(intent, view, desk.clock().now(), desk.head());
        referee.expect(next.drafted);
        Called called = calledNow(next.drafted, desk, next.again);
        called.answer = desk.ask(next.drafted);
        called.sizeAfter = desk.head().size;
        called.timeAfter = desk.clock().now();
        referee.follow(desk);
        referee.judge(called);
        if (!referee.faults().empty()) break;
    }
    referee.close(desk);
    return referee.text();
}

std::uint64_t numberFrom(const char* name, std::uint64_t otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

void Tally::add(const Referee& referee) {
    for (const auto& [end, count] : referee.ends()) {
        m_ends[end] += count;
        m_entries += count;
    }
}

std::size_t Tally::of(Doing doing, std::optional<Reason> end) const {
    const auto at = m_ends.find({doing, end ? static_cast<std::uint16_t>(*end) : std::uint16_t{0}});
    return at == m_ends.end() ? 0 : at->second;
}

void Tally::print(const std::string& name) const {
    std::cout << name << ": " << m_entries << " entries\n";
    for (const auto& [end, count] : m_ends) {
        const auto reason = crypto::reasonFromNumber(end.second);
        std::cout << "  " << crypto::nameOf(methodOf(end.first)) << " "
                  << (reason ? crypto::nameOf(*reason) : "done") << " " << count << "\n";
    }
}

}  // namespace voordeur::test::races
