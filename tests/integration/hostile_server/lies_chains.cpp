// Lies about households' chains, about the index of who helps, and about what the log holds.
#include "client/core/log_check.h"
#include "crypto/shared/answers.h"
#include "crypto/shared/proof.h"
#include "tests/integration/hostile_server/lies.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

namespace voordeur::test {

using client::core::RawAnswer;
using client::core::SignedRequest;
using crypto::Method;
using crypto::Reason;
using crypto::Status;

namespace {

/// Every answer of one method is changed on its way.
void changes(Lie& lie, Method method, std::function<void(RawAnswer&)> alter) {
    lie.answer = [method, alter = std::move(alter)](
                     Method called, const SignedRequest&, RawAnswer& answer) {
        if (called == method) alter(answer);
    };
}

Status opensWhile(Scene& scene,
                  bool lie,
                  const Household& household,
                  std::function<void(RawAnswer&)> alter) {
    auto& colleague = scene.town.colleague();
    if (lie) changes(scene.lying(colleague), Method::OpenHousehold, std::move(alter));
    return opens(colleague, household.id);
}

Status seesWhoLooked(Scene& scene, bool lie, std::function<void(RawAnswer&)> alter) {
    auto& coach = scene.town.coach();
    const auto household = scene.town.newHousehold();
    need(opens(scene.town.colleague(), household.id), "a colleague who looks");
    if (lie) changes(scene.lying(coach), Method::WhoLooked, std::move(alter));
    VD_ASSIGN(const auto entries, coach.session().wholeChain(household.id, kTownPurpose));
    EXPECT_GE(entries.size(), 3U);
    return crypto::success();
}

/// Youth care asks after a household; the server makes a hit of its own, and logs it.
Status asksAfter(Scene& scene,
                 bool lie,
                 const Household& household,
                 const std::function<crypto::IndexEntry(const crypto::IndexEntry&)>& alter) {
    auto& youth = scene.town.youth();
    if (lie) {
        scene.lying(youth).instead = [&scene, alter](Method called, const SignedRequest& request)
            -> std::optional<crypto::Result<RawAnswer>> {
            if (called != Method::Check) return std::nullopt;
            crypto::Bytes shown;
            auto answer = logAnyway(scene.server, request, [&](crypto::Bytes& bytes) {
                auto said = need(crypto::CheckAnswer::decode(bytes), "a Check answer");
                auto reader = need(scene.server.store().reader(), "a reader");
                const auto object =
                    need(reader->objects({said.hits.front().entryHash}), "an index entry");
                const auto entry = alter(need(crypto::IndexEntry::decode(*object.front()), "it"));
                shown = entry.encode();
                said.hits.front().entryHash = crypto::attachmentHash(shown);
                bytes = said.encode();
            });
            if (answer.ok()) answer.value().objects = {shown};
            return answer;
        };
    }
    client::core::CheckQuestion question;
    question.purpose = kTownPurpose;
    question.bsn = household.bsn;
    VD_RETURN_IF_ERROR(client::core::checkInvolvement(youth.session(), question));
    return crypto::success();
}

}  // namespace

Status crossedChains(Scene& scene, bool lie) {
    const auto household = scene.town.newHousehold();
    const auto other = scene.town.newHousehold();
    std::vector<client::core::ChainLine> chain;
    auto& colleague = scene.town.colleague();
    changes(lieTo(colleague), Method::OpenHousehold, [&chain](RawAnswer& answer) {
        chain = answer.chain;
    });
    need(opens(colleague, other.id), "the other one");
    lieTo(colleague) = {};
    EXPECT_FALSE(chain.empty());
    return opensWhile(scene, lie, household, [chain](RawAnswer& answer) { answer.chain = chain; });
}

Status cutChain(Scene& scene, bool lie) {
    const auto household = scene.town.newHousehold();
    return opensWhile(scene, lie, household, [](RawAnswer& answer) { answer.chain.pop_back(); });
}

Status omittedLookUp(Scene& scene, bool lie) {
    return seesWhoLooked(scene, lie, [](RawAnswer& answer) {
        const auto look = std::ranges::find_if(answer.chain, [](const auto& line) {
            return need(crypto::Entry::decode(line.entry), "a line").type ==
                   crypto::EntryType::Read;
        });
        if (look != answer.chain.end()) answer.chain.erase(look);
    });
}

Status emptyChain(Scene& scene, bool lie) {
    return seesWhoLooked(scene, lie, [](RawAnswer& answer) { answer.chain.clear(); });
}

Status alteredEntry(Scene& scene, bool lie) {
    return opensWhile(scene, lie, scene.town.newHousehold(), [](RawAnswer& answer) {
        auto entry = need(crypto::Entry::decode(answer.entry), "an entry");
        ++entry.rule;
        answer.entry = entry.encode();
    });
}

Status refusedEntry(Scene& scene, bool lie) {
    return opensWhile(scene, lie, scene.town.newHousehold(), [](RawAnswer& answer) {
        auto entry = need(crypto::Entry::decode(answer.entry), "an entry");
        entry.outcome = static_cast<std::uint16_t>(Reason::Denied);
        answer.entry = entry.encode();
    });
}

Status tooLongProof(Scene& scene, bool lie) {
    return opensWhile(scene, lie, scene.town.newHousehold(), [](RawAnswer& answer) {
        auto proof = need(crypto::InclusionProof::decode(answer.inclusion), "a proof");
        proof.hashes.resize(64);
        answer.inclusion = proof.encode();
    });
}

Status unsignedIndexEntry(Scene& scene, bool lie) {
    return asksAfter(scene, lie, scene.town.newHousehold(), [](crypto::IndexEntry entry) {
        entry.signature = {};
        return entry;
    });
}

Status tokenOfAnotherHousehold(Scene& scene, bool lie) {
    const auto other = scene.town.newHousehold();
    return asksAfter(scene, lie, scene.town.newHousehold(), [other](crypto::IndexEntry entry) {
        entry.target.id = other.id.bytes;
        return entry;
    });
}

Status withheldIndexEntry(Scene& scene, bool lie) {
    auto& youth = scene.town.youth();
    const auto household = scene.town.newHousehold();
    if (lie) {
        changes(scene.lying(youth), Method::Check, [](RawAnswer& answer) {
            EXPECT_FALSE(answer.objects.empty());
            answer.objects.clear();
        });
    }
    return asksAfter(scene, false, household, {});
}

Status endlessList(Scene& scene, bool lie) {
    auto& youth = scene.town.youth();
    scene.town.help(youth, scene.town.nextBsn());
    if (lie) {
        scene.lying(youth).instead =
            [&scene](Method called,
                     const SignedRequest& request) -> std::optional<crypto::Result<RawAnswer>> {
            if (called != Method::ListInvolvements) return std::nullopt;
            return logAnyway(scene.server, request, [](crypto::Bytes& bytes) {
                auto page = need(crypto::ListInvolvementsAnswer::decode(bytes), "a page");
                if (page.involvements.empty()) page.involvements.resize(1);
                page.more = true;
                bytes = page.encode();
            });
        };
    }
    VD_RETURN_IF_ERROR(client::core::listInvolvements(youth.session(), kTownPurpose));
    return crypto::success();
}

Status missingDetail(Scene& scene, bool lie) {
    auto& officer = scene.town.officer();
    scene.town.newHousehold();
    if (lie) {
        scene.lying(officer).page = [](client::core::RawLogPage& page) {
            for (auto& line : page.lines)
                line.detail.clear();
        };
    }
    const auto report = need(client::core::checkLog(officer.session(), {}, {}, nullptr), "a check");
    if (report.whole) return crypto::success();
    return report.problems.front().reason;
}

}  // namespace voordeur::test
