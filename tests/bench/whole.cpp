#include "tests/bench/whole.h"

#include "client/core/households.h"
#include "client/core/involvement.h"
#include "crypto/rules/replay.h"
#include "tests/integration/town/need.h"

#include <chrono>
#include <stdexcept>

namespace voordeur::test::bench {

using namespace client::core;  // NOLINT(google-build-using-namespace): a bench that is all core

namespace {
constexpr std::uint32_t kPageLines = 500;
}  // namespace

Sample noOp(Scene& scene, std::size_t callers, std::size_t calls) {
    return measure(callers, calls, [&](std::size_t caller, std::size_t) {
        need(scene.coach(caller).transport().serverInfo(), "no-op");
    });
}

Sample openingServed(Scene& scene, std::size_t callers, std::size_t calls) {
    std::vector<std::vector<SignedRequest>> requests(callers);
    for (std::size_t caller = 0; caller < callers; ++caller) {
        for (std::size_t call = 0; call <= calls; ++call)
            requests[caller].push_back(scene.signedOpening(caller));
    }
    return measure(callers, calls, [&](std::size_t caller, std::size_t call) {
        need(scene.coach(caller).transport().call(crypto::Method::OpenHousehold,
                                                  requests[caller][call]),
             "opening, served");
    });
}

Sample openingWhole(Scene& scene, std::size_t callers, std::size_t calls) {
    return measure(callers, calls, [&](std::size_t caller, std::size_t) {
        need(openFile(scene.coach(caller).session(), scene.households()[caller].id, kTownPurpose),
             "opening, whole");
    });
}

Sample check(Scene& scene, std::size_t callers, std::size_t calls) {
    return measure(callers, calls, [&](std::size_t caller, std::size_t) {
        CheckQuestion question;
        question.purpose = kTownPurpose;
        question.bsn = scene.households()[caller].bsn;
        need(checkInvolvement(scene.debt(caller).session(), question), "check");
    });
}

Sample leadChange(Scene& scene, std::size_t callers, std::size_t calls) {
    const auto& colleague = scene.town().colleague();
    const LeadCandidate to{colleague.secrets().person, colleague.team()};
    return measure(callers, calls, [&](std::size_t caller, std::size_t) {
        auto& session = scene.coach(caller).session();
        const auto& id = scene.households()[caller].id;
        const auto offer = need(offerLead(session, id, kTownPurpose, to), "offer");
        need(withdrawLead(session, id, kTownPurpose, offer), "withdrawal");
    });
}

Sample importRow(Scene& scene, std::size_t calls) {
    return measure(1, calls, [&](std::size_t, std::size_t) { scene.town().newHousehold(); });
}

Sample fullCheck(Scene& scene) {
    const auto reader = need(scene.server().store().reader(), "reader");
    std::vector<crypto::LogLine> lines;
    while (true) {
        auto page = need(reader->lines(lines.size(), kPageLines), "lines");
        if (page.empty()) break;
        for (auto& line : page) {
            lines.push_back({std::move(line.entry),
                             std::move(line.payload),
                             std::move(line.answer),
                             std::move(line.attachments)});
        }
    }
    const auto start = std::chrono::steady_clock::now();
    crypto::Replay replay(scene.server().instance());
    for (const auto& line : lines)
        replay.add(line);
    replay.finish();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    if (!replay.problems().empty()) throw std::runtime_error("the log does not verify");
    return {static_cast<double>(lines.size()) / took.count(), took.count() * 1e6, 0};
}

}  // namespace voordeur::test::bench
