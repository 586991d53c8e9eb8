// Lies about records: older lists, records that are gone, or stand where they do not belong.
#include "client/core/households.h"
#include "crypto/shared/answers.h"
#include "tests/integration/hostile_server/cases.h"

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
                  Reason refusal,
                  const std::function<Bytes(const client::core::HouseholdFile&, Bytes)>& alter) {
    auto& coach = scene.town.coach();
    auto& colleague = scene.town.colleague();
    const auto household = scene.town.newHousehold();
    const auto file = fileOf(colleague, household.id);
    auto commit = noteFor(colleague, file);
    if (!scene.lying()) {
        need(colleague.session().call(draftOf(std::move(commit))), "writing");
        return opens(coach, household.id);
    }
    replaceRecord(commit, file, alter(file, commit.attachments.back()));
    collude(scene, colleague, draftOf(std::move(commit)), refusal);
    // The list itself is one that can follow: the coach's copy of the chain goes on with it.
    scene.lieTo(coach);
    scene.again = [&coach, household] { return opens(coach, household.id); };
    return scene.again();
}

/// The same, with the right envelope changed and signed anew by its author.
Status opensAltered(Scene& scene,
                    Reason refusal,
                    const std::function<void(crypto::Envelope&)>& alter) {
    return opensAfter(scene, refusal, [&](const auto&, const Bytes& right) {
        auto envelope = need(crypto::Envelope::decode(right), "an envelope");
        alter(envelope);
        const auto& secrets = scene.town.colleague().secrets();
        envelope.signature = secrets.signing.sign(
            crypto::kRecordSignature, secrets.instance, envelope.signedBytes());
        return envelope.encode();
    });
}

Status olderManifest(Scene& scene) {
    auto& coach = scene.town.coach();
    const auto household = scene.town.newHousehold();
    Bytes older;
    auto& lie = scene.door.lieTo(coach.secrets().device);
    lie = onAnswer(Method::OpenHousehold,
                   [&older](const SignedRequest&, RawAnswer& answer) { older = answer.answer; });
    need(opens(coach, household.id), "the first look");
    lie = {};
    need(client::core::writeRecords(
             coach.session(), household.id, kTownPurpose, {noteOf(coach, "Afspraak gemaakt.")}),
         "the second note");
    if (scene.lying()) {
        scene.lieTo(coach) = saidFalsely(
            scene.server, Method::OpenHousehold, [older](const SignedRequest&, Bytes& answer) {
                answer = older;
            });
    }
    return opens(coach, household.id);
}

Status movedRecord(Scene& scene) {
    return opensAfter(
        scene, Reason::PayloadMismatch, [](const client::core::HouseholdFile& file, const Bytes&) {
            const auto& rows = file.rows.at(crypto::kSharedCore);
            return file.objects.at(rows.back().envelopeHash);
        });
}

Status recordOfAnotherHousehold(Scene& scene) {
    const auto other = scene.town.newHousehold();
    return opensAfter(scene, Reason::PayloadMismatch, [&](const auto&, const Bytes&) {
        const auto file = fileOf(scene.town.colleague(), other.id);
        return file.objects.at(file.rows.at(crypto::kSharedCore).back().envelopeHash);
    });
}

Status unknownSuite(Scene& scene) {
    return opensAfter(scene, Reason::Malformed, [](const auto&, Bytes envelope) {
        constexpr std::size_t kSuiteAt = 4;  // behind the magic
        envelope[kSuiteAt] = 9;
        return envelope;
    });
}

Status unsignedRecord(Scene& scene) {
    return opensAfter(scene, Reason::SignatureBroken, [](const auto&, Bytes envelope) {
        std::fill_n(envelope.end() - 64, 64, std::uint8_t{0});
        return envelope;
    });
}

Status recordByNobody(Scene& scene) {
    return opensAltered(scene, Reason::PayloadMismatch, [](crypto::Envelope& envelope) {
        envelope.author.bytes[0] ^= 1U;
    });
}

Status recordOfAnotherKey(Scene& scene) {
    return opensAltered(scene, Reason::PayloadMismatch, [](crypto::Envelope& envelope) {
        envelope.commitment[0] ^= 1U;
    });
}

Status recordOfALaterEpoch(Scene& scene) {
    return opensAltered(
        scene, Reason::PayloadMismatch, [](crypto::Envelope& envelope) { envelope.epoch = 7; });
}

MakeLie objects(std::function<void(Bytes&)> alter) {
    return anywhere(onAnswer(
        Method::OpenHousehold, [alter = std::move(alter)](const SignedRequest&, RawAnswer& answer) {
            const auto record = std::ranges::find_if(answer.objects, [](const Bytes& object) {
                return crypto::Envelope::decode(object).ok();
            });
            if (record == answer.objects.end()) throw std::runtime_error("no record");
            alter(*record);
            std::erase_if(answer.objects, [](const Bytes& object) { return object.empty(); });
        }));
}

MakeLie says(std::function<void(crypto::OpenAnswer&)> alter) {
    return [alter = std::move(alter)](TestServer& server) {
        return saidFalsely(
            server, Method::OpenHousehold, [alter](const SignedRequest&, Bytes& bytes) {
                auto answer = need(crypto::OpenAnswer::decode(bytes), "an Open answer");
                alter(answer);
                bytes = answer.encode();
            });
    };
}

std::vector<crypto::ManifestRow>& rowsOf(crypto::OpenAnswer& answer) {
    return answer.households.front().compartments.front().rows;
}

}  // namespace

std::vector<Case> recordCases() {
    using enum After;
    const auto old = Reason::ManifestOld;
    const auto missing = Reason::RecordMissing;
    const auto broken = Reason::SignatureBroken;
    const auto work = coachOpens;
    // A table, kept by hand.
    // clang-format off
    return {
        {"OlderManifest", "shows an older list of records than it showed before", "4.6",
         olderManifest, old},
        {"VanishedRow", "leaves a record out of the list", "4.6", work, old,
         says([](crypto::OpenAnswer& answer) { rowsOf(answer).pop_back(); })},
        {"FallenRow", "lists an older version of a record", "4.6", work, old,
         says([](crypto::OpenAnswer& answer) { ++rowsOf(answer).back().version; })},
        {"RowsOutOfOrder", "lists the records in another order", "2", work, Reason::Malformed,
         says([](crypto::OpenAnswer& answer) { std::ranges::reverse(rowsOf(answer)); })},
        {"HouseholdLeftOut", "answers without the household that was asked for", "5.6 (8)", work,
         Reason::AnswerMismatch,
         says([](crypto::OpenAnswer& answer) { answer.households.clear(); })},
        {"VanishedRecord", "does not send a record that it lists", "5.6 (8)", work, missing,
         objects([](Bytes& record) { record.clear(); })},
        {"AlteredRecord", "changes a record on its way", "5.6 (8)", work, missing,
         objects([](Bytes& record) { record.back() ^= 1U; })},
        {"RecordMovedBetweenIds", "takes one record in the place of another", "4.6", movedRecord,
         missing,
         {}, StaysRefused, true},
        {"RecordOfAnotherHousehold", "takes a record of another household", "4.6",
         recordOfAnotherHousehold, missing,
         {}, StaysRefused, true},
        {"UnsignedRecord", "takes a record without a signature", "4.6", unsignedRecord, broken,
         {}, StaysRefused, true},
        {"RecordByNobody", "takes a record by a device that nobody admitted", "4.6",
         recordByNobody, broken,
         {}, StaysRefused, true},
        {"RecordOfAnotherKey", "takes a record under a key that the household does not have",
         "4.6", recordOfAnotherKey, Reason::CommitmentWrong,
         {}, StaysRefused, true},
        {"RecordOfALaterEpoch", "takes a record of an epoch that there is not yet", "4.6",
         recordOfALaterEpoch, Reason::EpochWrong,
         {}, StaysRefused, true},
        {"UnknownSuite", "takes a record in an unknown suite", "2", unknownSuite,
         Reason::UnknownSuite,
         {}, StaysRefused, true},
    };
    // clang-format on
}

}  // namespace voordeur::test
