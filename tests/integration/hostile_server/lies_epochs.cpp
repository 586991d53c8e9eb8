// Lies about key epochs: two of one number, an old one, one by somebody who left.
#include "client/core/households.h"
#include "tests/integration/hostile_server/cases.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

namespace voordeur::test {

using client::core::BuiltCommit;
using client::core::CommitBuilder;
using client::core::HouseholdFile;
using crypto::Reason;
using crypto::Status;

namespace {

/// Somebody leaves the coach's team, so that the next write needs a new key.
void somebodyLeaves(Scene& scene) {
    const auto team = scene.town.coach().team();
    const auto leaver = scene.town.addMember(team, "P. ter Horst", crypto::Role::Coach);
    scene.town.revokeDevice(*leaver);
    for (Member* member : {&scene.town.coach(), &scene.town.colleague()})
        need(member->session().sync(), "hearing who left");
}

BuiltCommit noteFor(Member& member, const HouseholdFile& file) {
    CommitBuilder builder(member.session());
    return need(builder.forWrites(file, {noteOf(member, "Afspraak gemaakt.")}, basisOf(member)),
                "a commit");
}

Status writes(Member& member, const crypto::HouseholdId& household) {
    VD_RETURN_IF_ERROR(client::core::writeRecords(
        member.session(), household, kTownPurpose, {noteOf(member, "Afspraak gemaakt.")}));
    return crypto::success();
}

std::uint32_t epochOf(const HouseholdFile& file) {
    return file.state.compartment(crypto::kSharedCore)->epoch.epoch;
}

/// The coach's screen, after a colleague and the server did `draft`.
Status coachOpensAfter(Scene& scene, const Household& household) {
    auto& coach = scene.town.coach();
    scene.lieTo(coach);
    scene.again = [&coach, household] { return opens(coach, household.id); };
    return scene.again();
}

Status grantOfAnotherEpoch(Scene& scene) {
    auto& coach = scene.town.coach();
    auto& youth = scene.town.youth();
    const auto household = scene.town.sharedWith(youth);
    somebodyLeaves(scene);
    const auto file = fileOf(coach, household.id);
    EXPECT_EQ(epochOf(file), 1U);
    auto commit = noteFor(coach, file);
    const auto old = file.state.grant(crypto::kSharedCore, youth.team())->bodyHash;
    const auto ref = std::ranges::find_if(commit.payload.grants, [&](const auto& grant) {
        return grant.header.team == youth.team();
    });
    if (ref == commit.payload.grants.end()) return Reason::GrantMissing;
    EXPECT_EQ(ref->header.epoch, 2U);
    if (!scene.lying()) {
        need(coach.session().call(draftOf(std::move(commit))), "writing");
        return opens(youth, household.id);
    }
    auto reader = need(scene.server.store().reader(), "a reader");
    const auto bodies = need(reader->objects({old}), "the old grant");
    for (auto& object : commit.attachments) {
        if (crypto::attachmentHash(object) == ref->bodyHash) object = *bodies.front();
    }
    ref->bodyHash = old;
    reader.reset();
    collude(scene, coach, draftOf(std::move(commit)), Reason::SignatureBroken);
    scene.lieTo(youth);
    scene.again = [&youth, household] { return opens(youth, household.id); };
    return scene.again();
}

Status secondEpochRecord(Scene& scene) {
    auto& coach = scene.town.coach();
    auto& colleague = scene.town.colleague();
    const auto household = scene.town.newHousehold();
    somebodyLeaves(scene);
    auto second = noteFor(colleague, fileOf(colleague, household.id));
    EXPECT_EQ(second.payload.epochs.size(), 1U);
    need(writes(coach, household.id), "the coach's new epoch");
    EXPECT_EQ(epochOf(fileOf(coach, household.id)), 2U);
    if (!scene.lying()) {
        need(writes(colleague, household.id), "the colleague, built anew");
        return opens(coach, household.id);
    }
    collude(scene, colleague, draftOf(std::move(second)), Reason::EpochStale);
    return coachOpensAfter(scene, household);
}

Status writeUnderOldEpoch(Scene& scene) {
    auto& coach = scene.town.coach();
    auto& colleague = scene.town.colleague();
    const auto household = scene.town.newHousehold();
    const auto before = fileOf(colleague, household.id);
    somebodyLeaves(scene);
    need(writes(coach, household.id), "the coach's new epoch");
    auto file = fileOf(colleague, household.id);
    EXPECT_EQ(epochOf(file), 2U);
    if (!scene.lying()) {
        need(writes(colleague, household.id), "the colleague");
        return opens(coach, household.id);
    }
    // The newest list of records, but the key that whoever left still has.
    for (auto& part : file.state.compartments) {
        if (part.id != crypto::kSharedCore) continue;
        const auto* old = before.state.compartment(part.id);
        part.epoch = old->epoch;
        part.grants = old->grants;
    }
    file.objects.insert(before.objects.begin(), before.objects.end());
    auto commit = noteFor(colleague, file);
    EXPECT_EQ(commit.payload.manifests.front().epoch, 1U);
    collude(scene, colleague, draftOf(std::move(commit)), Reason::EpochStale);
    return coachOpensAfter(scene, household);
}

Status resealedByWhoLeft(Scene& scene) {
    auto& coach = scene.town.coach();
    const auto household = scene.town.newHousehold();
    const auto leaver = scene.town.addMember(coach.team(), "P. ter Horst", crypto::Role::Coach);
    const auto file = fileOf(*leaver, household.id);
    if (!scene.lying()) {
        need(writes(*leaver, household.id), "writing while still there");
        scene.town.revokeDevice(*leaver);
        return opens(coach, household.id);
    }
    auto commit = noteFor(*leaver, file);
    scene.town.revokeDevice(*leaver);
    need(coach.session().sync(), "hearing who left");
    auto& told = scene.door.lieTo(leaver->secrets().device);
    told.instead = [&](crypto::Method, const client::core::SignedRequest& request) {
        return std::optional(logAnyway(scene.server, request));
    };
    // To whoever left, the server does not show the directory any more.
    EXPECT_FALSE(leaver->session().call(draftOf(std::move(commit))).ok());
    return coachOpensAfter(scene, household);
}

}  // namespace

std::vector<Case> epochCases() {
    using enum After;
    const auto wrong = Reason::HouseholdChainWrong;
    // A table, kept by hand.
    // clang-format off
    return {
        {"GrantOfAnotherEpoch", "takes a grant of an older key as one of the new key", "4.6",
         grantOfAnotherEpoch, Reason::GrantBroken,
         {}, StaysRefused},
        {"SecondEpochRecordForOneEpoch", "takes a second key for the same epoch", "4.6",
         secondEpochRecord, wrong,
         {}, StaysRefused},
        {"WriteAcceptedUnderAnOldEpoch", "takes a note under a key that somebody took along",
         "7.4", writeUnderOldEpoch, wrong,
         {}, StaysRefused},
        {"ResealedByWhoLeft", "takes a note by a device that was revoked", "5.4",
         resealedByWhoLeft, Reason::RuleBroken,
         {}, StaysRefused},
    };
    // clang-format on
}

}  // namespace voordeur::test
