// Lies about the log itself: heads, proofs and entries that do not belong together.
#include "client/core/log_check.h"
#include "crypto/shared/checkpoint.h"
#include "tests/integration/hostile_server/lies.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace voordeur::test {

using client::core::RawAnswer;
using client::core::SignedRequest;
using crypto::Method;
using crypto::Reason;
using crypto::Status;

namespace {

/// The coach opens a file; the answer is changed on its way.
Status opensWhile(Scene& scene, bool lie, const std::function<void(RawAnswer&)>& alter) {
    auto& coach = scene.town.coach();
    const auto household = scene.town.newHousehold();
    if (lie) {
        scene.lying(coach).answer = [alter](Method, const SignedRequest&, RawAnswer& answer) {
            alter(answer);
        };
    }
    return opens(coach, household.id);
}

/// The entry before this answer's own: somebody else's.
std::uint64_t otherSequence(const RawAnswer& answer) {
    return need(crypto::Entry::decode(answer.entry), "an entry").sequence - 1;
}

}  // namespace

Status smallerHead(Scene& scene, bool lie) {
    return opensWhile(scene, lie, [&scene](RawAnswer& answer) {
        const auto known = scene.town.coach().session().head();
        auto reader = need(scene.server.store().reader(), "a reader");
        const auto texts = need(reader->checkpoints(1, known.size - 1), "checkpoints");
        answer.checkpoint = texts.back();
    });
}

Status smallerHeadAtSync(Scene& scene, bool lie) {
    auto& coach = scene.town.coach();
    const auto household = scene.town.newHousehold();
    need(opens(coach, household.id), "the newest head");
    if (lie) {
        scene.lying(coach).checkpoint = [&scene](client::core::CheckpointAnswer& answer) {
            const auto known = scene.town.coach().session().head();
            auto reader = need(scene.server.store().reader(), "a reader");
            answer.checkpoint = need(reader->checkpoints(1, known.size - 1), "texts").back();
        };
    }
    return coach.session().sync();
}

Status sameSizeOtherRoot(Scene& scene, bool lie) {
    return opensWhile(scene, lie, [&scene](RawAnswer& answer) {
        auto known = scene.town.coach().session().head();
        known.root[0] ^= 1U;
        answer.checkpoint = signedHead(scene.server, known);
    });
}

Status anotherOrigin(Scene& scene, bool lie) {
    return opensWhile(scene, lie, [&scene](RawAnswer& answer) {
        const std::string other = crypto::logOrigin(crypto::InstanceId{1});
        const auto head = scene.server.writer().head().head;
        answer.checkpoint =
            crypto::signCheckpoint({head.size, head.root}, other, other, scene.server.keys().log);
    });
}

Status anotherLogKey(Scene& scene, bool lie) {
    return opensWhile(scene, lie, [&scene](RawAnswer& answer) {
        const auto key = crypto::SigningKey::generate(scene.server.random());
        const std::string origin = crypto::logOrigin(scene.town.coach().secrets().instance);
        const auto head = scene.server.writer().head().head;
        answer.checkpoint = crypto::signCheckpoint({head.size, head.root}, origin, origin, key);
    });
}

Status somebodyElsesProof(Scene& scene, bool lie) {
    return opensWhile(scene, lie, [&scene](RawAnswer& answer) {
        const auto size = scene.server.writer().head().head.size;
        const ForgedTree tree(scene.server, leavesOf(scene.server, size));
        answer.checkpoint = tree.checkpoint();
        answer.consistency = tree.consistency(scene.town.coach().session().head().size);
        answer.inclusion = tree.inclusion(otherSequence(answer));
    });
}

Status somebodyElsesEntry(Scene& scene, bool lie) {
    return opensWhile(scene, lie, [&scene](RawAnswer& answer) {
        const auto size = scene.server.writer().head().head.size;
        const auto other = otherSequence(answer);
        const ForgedTree tree(scene.server, leavesOf(scene.server, size));
        auto reader = need(scene.server.store().reader(), "a reader");
        const auto line = need(reader->line(other), "a line");
        answer.entry = line->entry;
        answer.heads = line->heads;
        answer.checkpoint = tree.checkpoint();
        answer.consistency = tree.consistency(scene.town.coach().session().head().size);
        answer.inclusion = tree.inclusion(other);
    });
}

Status contentWithoutEntry(Scene& scene, bool lie) {
    return opensWhile(scene, lie, [](RawAnswer& answer) {
        answer.entry.clear();
        answer.inclusion.clear();
        answer.consistency.clear();
        answer.checkpoint.clear();
    });
}

Status contentWithoutProof(Scene& scene, bool lie) {
    return opensWhile(scene, lie, [](RawAnswer& answer) { answer.inclusion.clear(); });
}

Status forkThenMerge(Scene& scene, bool lie) {
    auto& coach = scene.town.coach();
    auto& colleague = scene.town.colleague();
    auto& officer = scene.town.officer();
    const auto household = scene.town.newHousehold();
    if (lie) {
        scene.lying(coach).answer = [&scene](Method, const SignedRequest& request, RawAnswer& out) {
            fork(scene.server, request, out, [](crypto::Entry& entry) { ++entry.time; });
        };
    }
    // Each device alone sees nothing.
    need(opens(coach, household.id), "the coach on the one side");
    need(opens(colleague, household.id), "the colleague on the other");
    // Whoever compares the two outside the server does.
    const auto report = need(
        client::core::checkLog(officer.session(), {coach.session().head()}, {}, nullptr), "log");
    EXPECT_EQ(report.whole, !lie);
    EXPECT_EQ(lie,
              std::ranges::any_of(report.problems, [](const client::core::LogProblem& problem) {
                  return problem.reason == Reason::LogFork;
              }));
    // And the coach does, as soon as the server shows both the same again.
    scene.honest();
    return opens(coach, household.id);
}

}  // namespace voordeur::test
