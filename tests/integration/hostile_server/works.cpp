// The work that the cases share, and the makings of a lie.
#include "client/core/log_check.h"
#include "tests/integration/hostile_server/cases.h"

#include <gtest/gtest.h>

#include <utility>

namespace voordeur::test {

using client::core::RawAnswer;
using client::core::SignedRequest;
using crypto::Method;
using crypto::Status;

Lie onAnswer(Method method, AlterAnswer alter) {
    Lie lie;
    lie.answer = [method, alter = std::move(alter)](
                     Method called, const SignedRequest& request, RawAnswer& answer) {
        if (called == method) alter(request, answer);
    };
    return lie;
}

namespace {

Lie inLog(TestServer& server, Method method, AlterSaid said, AlterEntry entry) {
    Lie lie;
    lie.instead = [&server, method, said = std::move(said), entry = std::move(entry)](
                      Method called,
                      const SignedRequest& request) -> std::optional<crypto::Result<RawAnswer>> {
        if (called != method) return std::nullopt;
        const auto alter = [&](crypto::Bytes& answer) {
            if (said) said(request, answer);
        };
        return logAnyway(server, request, alter, entry);
    };
    return lie;
}

}  // namespace

Lie saidFalsely(TestServer& server, Method method, AlterSaid alter) {
    return inLog(server, method, std::move(alter), {});
}

Lie loggedFalsely(TestServer& server, Method method, AlterEntry alter) {
    return inLog(server, method, {}, std::move(alter));
}

MakeLie anywhere(Lie lie) {
    return [lie = std::move(lie)](TestServer&) { return lie; };
}

Status coachOpens(Scene& scene) {
    const auto household = scene.town.newHousehold();
    scene.tell(scene.town.coach());
    return opens(scene.town.coach(), household.id);
}

Status coachOpensTwice(Scene& scene) {
    auto& coach = scene.town.coach();
    const auto household = scene.town.newHousehold();
    need(opens(coach, household.id), "the first look");
    scene.tell(coach);
    need(opens(coach, household.id), "the second look");
    return opens(coach, household.id);
}

Status colleagueOpens(Scene& scene) {
    const auto household = scene.town.newHousehold();
    scene.tell(scene.town.colleague());
    return opens(scene.town.colleague(), household.id);
}

Status coachLists(Scene& scene) {
    scene.town.newHousehold();
    scene.town.newHousehold();
    scene.tell(scene.town.coach());
    VD_RETURN_IF_ERROR(client::core::listFiles(scene.town.coach().session(), kTownPurpose));
    return crypto::success();
}

Status coachSyncs(Scene& scene) {
    auto& coach = scene.town.coach();
    // Something of the own is confirmed, and two lines are new.
    need(coach.session().sync(), "synchronising");
    const auto agency = coach.session().directory().team(coach.team())->agency;
    scene.town.addTeam(agency, "Wijkteam Noord");
    scene.town.addTeam(agency, "Wijkteam Zuid");
    scene.tell(coach);
    return coach.session().sync();
}

Status coachLooksWho(Scene& scene) {
    auto& coach = scene.town.coach();
    const auto household = scene.town.newHousehold();
    need(opens(scene.town.colleague(), household.id), "a colleague who looks");
    scene.tell(coach);
    VD_ASSIGN(const auto entries, coach.session().wholeChain(household.id, kTownPurpose));
    EXPECT_GE(entries.size(), 3U);
    return crypto::success();
}

Status youthAsks(Scene& scene) {
    auto& youth = scene.town.youth();
    const auto household = scene.town.newHousehold();
    scene.tell(youth);
    client::core::CheckQuestion question;
    question.purpose = kTownPurpose;
    question.bsn = household.bsn;
    VD_RETURN_IF_ERROR(client::core::checkInvolvement(youth.session(), question));
    return crypto::success();
}

Status youthLists(Scene& scene) {
    auto& youth = scene.town.youth();
    scene.town.help(youth, scene.town.nextBsn());
    scene.tell(youth);
    VD_RETURN_IF_ERROR(client::core::listInvolvements(youth.session(), kTownPurpose));
    return crypto::success();
}

namespace {

Status officerNames(Scene& scene) {
    VD_ASSIGN(const auto report,
              client::core::checkLog(scene.town.officer().session(), {}, {}, nullptr));
    if (report.whole) return crypto::success();
    return report.problems.front().reason;
}

}  // namespace

Status officerChecks(Scene& scene) {
    scene.town.newHousehold();
    scene.tell(scene.town.officer());
    return officerNames(scene);
}

Status officerChecksAfterAsking(Scene& scene) {
    need(youthAsks(scene), "asking");
    scene.honest();
    scene.again = [&scene] { return officerNames(scene); };
    return officerNames(scene);
}

}  // namespace voordeur::test
