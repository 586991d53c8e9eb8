#include "tests/bench/load/whole.h"

#include "client/core/households.h"
#include "client/core/involvement.h"
#include "tests/integration/town/need.h"

#include <functional>
#include <stdexcept>

namespace voordeur::test::bench {

using namespace client::core;  // NOLINT(google-build-using-namespace): a bench that is all core

namespace {

void openOne(Scene& scene) {
    need(openFile(scene.coach(0).session(), scene.households().front().id, kTownPurpose), "open");
}

void checkOne(Scene& scene) {
    CheckQuestion question;
    question.purpose = kTownPurpose;
    question.bsn = scene.households().front().bsn;
    need(checkInvolvement(scene.asker(0).session(), question), "check");
}

void changeLead(Scene& scene) {
    auto& colleague = scene.colleagueOf(0);
    auto& session = scene.coach(0).session();
    const auto& id = scene.households().front().id;
    const LeadCandidate to{colleague.secrets().person, colleague.team()};
    const auto offer = need(offerLead(session, id, kTownPurpose, to), "offer");
    need(withdrawLead(session, id, kTownPurpose, offer), "withdrawal");
}

}  // namespace

Sample wholeOf(Scene& scene, const std::string& kind, std::size_t calls) {
    std::function<void()> act;
    if (kind == "open") act = [&] { openOne(scene); };
    if (kind == "check") act = [&] { checkOne(scene); };
    if (kind == "lead") act = [&] { changeLead(scene); };
    if (kind == "list") {
        act = [&] { need(listFiles(scene.coach(0).session(), kTownPurpose), "list"); };
    }
    if (kind == "import") {
        act = [&] { scene.town().newHousehold(scene.coach(0), scene.town().nextBsn()); };
    }
    if (!act) throw std::invalid_argument("nothing whole is called " + kind);
    return measure(1, calls, [&](std::size_t, std::size_t) { act(); });
}

}  // namespace voordeur::test::bench
