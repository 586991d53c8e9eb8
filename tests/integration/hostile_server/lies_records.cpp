// Lies about records: older lists, records that are gone, or stand where they do not belong.
#include "client/core/households.h"
#include "crypto/shared/answers.h"
#include "tests/integration/hostile_server/lies.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

namespace voordeur::test {

using client::core::BuiltCommit;
using client::core::RawAnswer;
using client::core::SignedRequest;
using crypto::Bytes;
using crypto::Method;
using crypto::Reason;
using crypto::Status;

namespace {

/// The server opens files with another answer than the rules give, and logs what it said.
void opensFalsely(Scene& scene, Member& victim, std::function<void(Bytes&)> alter) {
    scene.lying(victim).instead =
        [&scene, alter = std::move(alter)](
            Method method,
            const SignedRequest& request) -> std::optional<crypto::Result<RawAnswer>> {
        if (method != Method::OpenHousehold) return std::nullopt;
        return logAnyway(scene.server, request, alter);
    };
}

client::core::BuiltCommit noteFor(Member& member, const client::core::HouseholdFile& file) {
    client::core::CommitBuilder builder(member.session());
    return need(builder.forWrites(file, {noteOf(member, "Afspraak gemaakt.")}, basisOf(member)),
                "a commit");
}

/// Puts `envelope` in the place of the commit's only new record, and makes the list fit.
void replaceRecord(BuiltCommit& commit,
                   const client::core::HouseholdFile& file,
                   const Bytes& envelope) {
    auto& manifest = commit.payload.manifests.front();
    manifest.delta.front().envelopeHash = crypto::attachmentHash(envelope);
    auto rows = file.rows.at(crypto::kSharedCore);
    rows.push_back(manifest.delta.front());
    std::ranges::sort(rows, {}, &crypto::ManifestRow::record);
    manifest.root = crypto::manifestRoot(rows);
    commit.attachments.back() = envelope;
}

/// A colleague writes a note, with another envelope than the right one; the coach opens the file.
Status opensAfter(Scene& scene,
                  bool lie,
                  Reason refusal,
                  const std::function<Bytes(const client::core::HouseholdFile&, Bytes)>& alter) {
    auto& coach = scene.town.coach();
    auto& colleague = scene.town.colleague();
    const auto household = scene.town.newHousehold();
    const auto file = fileOf(colleague, household.id);
    auto commit = noteFor(colleague, file);
    if (!lie) {
        need(colleague.session().call(draftOf(std::move(commit))), "writing");
        return opens(coach, household.id);
    }
    replaceRecord(commit, file, alter(file, commit.attachments.back()));
    collude(scene, colleague, draftOf(std::move(commit)), refusal);
    // The list itself is one that can follow: the coach's copy of the chain goes on with it.
    scene.lying(coach);
    scene.again = [&coach, household] { return opens(coach, household.id); };
    return scene.again();
}

}  // namespace

Status olderManifest(Scene& scene, bool lie) {
    auto& coach = scene.town.coach();
    const auto household = scene.town.newHousehold();
    Bytes older;
    lieTo(coach).answer = [&older](Method, const SignedRequest&, RawAnswer& answer) {
        older = answer.answer;
    };
    need(opens(coach, household.id), "the first look");
    lieTo(coach).answer = nullptr;
    need(client::core::writeRecords(
             coach.session(), household.id, kTownPurpose, {noteOf(coach, "Afspraak gemaakt.")}),
         "the second note");
    if (lie) opensFalsely(scene, coach, [older](Bytes& answer) { answer = older; });
    return opens(coach, household.id);
}

Status vanishedRecord(Scene& scene, bool lie) {
    auto& coach = scene.town.coach();
    const auto household = scene.town.newHousehold();
    if (lie) {
        scene.lying(coach).answer = [](Method, const SignedRequest&, RawAnswer& answer) {
            const auto record = std::ranges::find_if(answer.objects, [](const Bytes& object) {
                return crypto::Envelope::decode(object).ok();
            });
            ASSERT_NE(record, answer.objects.end());
            answer.objects.erase(record);
        };
    }
    return opens(coach, household.id);
}

Status vanishedRow(Scene& scene, bool lie) {
    auto& coach = scene.town.coach();
    const auto household = scene.town.newHousehold();
    if (lie) {
        opensFalsely(scene, coach, [](Bytes& bytes) {
            auto answer = need(crypto::OpenAnswer::decode(bytes), "an Open answer");
            answer.households.front().compartments.front().rows.pop_back();
            bytes = answer.encode();
        });
    }
    return opens(coach, household.id);
}

Status movedRecord(Scene& scene, bool lie) {
    return opensAfter(scene,
                      lie,
                      Reason::PayloadMismatch,
                      [](const client::core::HouseholdFile& file, const Bytes&) {
                          const auto& rows = file.rows.at(crypto::kSharedCore);
                          return file.objects.at(rows.back().envelopeHash);
                      });
}

Status unknownSuite(Scene& scene, bool lie) {
    return opensAfter(scene, lie, Reason::Malformed, [](const auto&, Bytes envelope) {
        constexpr std::size_t kSuiteAt = 4;  // behind the magic
        envelope[kSuiteAt] = 9;
        return envelope;
    });
}

}  // namespace voordeur::test
