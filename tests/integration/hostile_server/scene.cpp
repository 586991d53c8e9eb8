#include "tests/integration/hostile_server/scene.h"

#include <gtest/gtest.h>

#include <utility>

namespace voordeur::test {

using client::core::CallDraft;
using crypto::Method;
using crypto::Status;

Memory memoryOf(Member& member) {
    auto& store = member.store();
    Memory out;
    out.directory = need(store.directoryLines(), "the directory kept");
    for (const auto& [id, count] : need(store.knownCounts(), "the households kept")) {
        auto known = need(store.household(id), "a household kept");
        out.households.emplace(id, std::move(*known));
    }
    out.pending = need(store.pending(), "the requests kept").size();
    out.teamKeys = member.secrets().teamKeys.size();
    out.head = need(store.head(), "the head kept");
    return out;
}

Scene::Scene() : door(server), transports(door), town(server, transports) {}

void Scene::begin(bool lying, MakeLie lie) {
    m_lying = lying;
    m_lie = std::move(lie);
    m_victim = nullptr;
    again = nullptr;
}

Lie& Scene::lieTo(Member& victim) {
    m_victim = &victim;
    m_before = memoryOf(victim);
    return door.lieTo(victim.secrets().device);
}

void Scene::tell(Member& victim) {
    if (m_lying) lieTo(victim) = m_lie(server);
}

void Scene::tellNewcomers() {
    if (m_lying) door.onNewcomer([this](Lie& lie) { lie = m_lie(server); });
}

Member& Scene::keep(std::unique_ptr<Member> member) {
    return *m_kept.emplace_back(std::move(member));
}

void Scene::honest() {
    door.onNewcomer({});
    door.tellAll({});
    if (!door.show(HostileListener::Shown::Own)) return;
    // Whoever was turned away by a certificate looks again.
    for (Member* member : {&town.founder(),
                           &town.officer(),
                           &town.coach(),
                           &town.colleague(),
                           &town.youth(),
                           &town.debt(),
                           &town.housing()})
        need(member->transport().serverInfo(), "a sign of life");
}

Status opens(Member& member, const crypto::HouseholdId& household) {
    VD_RETURN_IF_ERROR(client::core::openFile(member.session(), household, kTownPurpose));
    return crypto::success();
}

client::core::HouseholdFile fileOf(Member& member, const crypto::HouseholdId& household) {
    return need(client::core::openFile(member.session(), household, kTownPurpose), "a file");
}

std::uint16_t basisOf(Member& member) {
    return member.session().directory().policy().purpose(kTownPurpose)->basis;
}

CallDraft draftAbout(Method method, const crypto::HouseholdId& household) {
    CallDraft draft;
    draft.method = method;
    draft.purpose = kTownPurpose;
    draft.households = {household};
    return draft;
}

CallDraft draftOf(client::core::BuiltCommit commit) {
    CallDraft draft = draftAbout(Method::Commit, commit.payload.household);
    draft.payload = commit.payload.encode();
    draft.attachments = std::move(commit.attachments);
    return draft;
}

void collude(Scene& scene, Member& member, const CallDraft& draft, crypto::Reason refusal) {
    const auto honest = member.session().call(draft);
    ASSERT_FALSE(honest.ok()) << "an honest server lets this happen";
    EXPECT_EQ(crypto::nameOf(honest.reason()), crypto::nameOf(refusal));
    auto& lie = scene.door.lieTo(member.secrets().device);
    lie.instead = [&](Method, const client::core::SignedRequest& request) {
        return std::optional(logAnyway(scene.server, request));
    };
    need(member.session().call(draft), "a call that the hostile server takes");
    lie.instead = nullptr;
}

}  // namespace voordeur::test
