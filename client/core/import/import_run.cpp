#include "client/core/import/import_run.h"

#include "crypto/base/limits.h"

#include <algorithm>
#include <utility>

namespace voordeur::client::core {

using crypto::Certainty;
using crypto::Reason;

namespace {

std::string idOf(const PlannedAct& act) {
    if (const auto* household = std::get_if<NewHousehold>(&act.what)) return household->id.hex();
    return std::get<NewInvolvement>(act.what).id.hex();
}

/// How many acts from `first` on can have their tokens made together. At least one.
std::size_t batchSize(std::span<const PlannedAct> acts) {
    KindNumbers together{};
    std::size_t size = 0;
    for (const auto& act : acts) {
        const auto more = identifierNumbers({&act, 1});
        bool fits = true;
        for (std::size_t kind = 0; kind < together.size(); ++kind) {
            together[kind] += more[kind];
            fits = fits && together[kind] <= crypto::limits::kEvaluationsPerCallMax;
        }
        if (!fits && size > 0) break;
        ++size;
    }
    return size;
}

/// The outcome so far: what the reading and the planning settled.
ImportOutcome begin(const ImportPlan& plan) {
    ImportOutcome out;
    const auto& rows = plan.reading.counts;
    out.counts.rows = rows.rows;
    out.counts.skipped = rows.skipped;
    out.counts.rowsRefused = rows.refused;
    out.counts.repeated = rows.repeated;
    out.problems = plan.problems;
    out.acts = plan.settled;
    for (const auto& act : plan.settled) {
        if (act.result == ActResult::AlreadyThere) ++out.counts.alreadyThere;
        if (act.result == ActResult::Refused) ++out.counts.refused;
    }
    return out;
}

void finish(ImportOutcome& out, std::span<const PlannedAct> left) {
    out.counts.notDone = left.size();
    out.identifiersLeft = identifierNumbers(left);
    for (const auto& act : left) {
        out.acts.push_back({act.line, act.caseNumber, ActResult::NotDone, {}});
    }
    const auto byLine = [](const auto& a, const auto& b) { return a.line < b.line; };
    std::stable_sort(out.problems.begin(), out.problems.end(), byLine);
    std::stable_sort(out.acts.begin(), out.acts.end(), byLine);
}

void countMeetings(ImportCounts& counts, const std::vector<crypto::Met>& met, bool isHousehold) {
    const auto meets = [&](auto wanted) {
        return std::any_of(met.begin(), met.end(), [&](const crypto::Met& one) {
            // Two involvements without a household are no match for a household's count.
            const bool counts_ = isHousehold || one.target.kind == crypto::TargetKind::Household;
            return counts_ && wanted(one.certainty);
        });
    };
    if (meets([](Certainty c) { return c != Certainty::Maybe; })) {
        ++counts.attachedCertain;
    } else if (meets([](Certainty c) { return c == Certainty::Maybe; })) {
        ++counts.proposed;
    }
}

Result<std::vector<crypto::Met>> send(ImportTarget& target,
                                      PlannedAct& act,
                                      std::vector<MadeToken> tokens) {
    if (auto* household = std::get_if<NewHousehold>(&act.what)) {
        household->tokens = std::move(tokens);
        return target.send(*household);
    }
    auto& involvement = std::get<NewInvolvement>(act.what);
    involvement.tokens = std::move(tokens);
    return target.send(involvement);
}

/// Notes what became of one act. Returns why the import must end, if it must.
std::optional<Reason> settle(ImportOutcome& out,
                             const PlannedAct& act,
                             const Result<std::vector<crypto::Met>>& sent) {
    auto& counts = out.counts;
    const bool isHousehold = std::holds_alternative<NewHousehold>(act.what);
    ActOutcome outcome{act.line, act.caseNumber, ActResult::Done, idOf(act)};
    if (sent.ok()) {
        if (isHousehold) {
            ++counts.households;
            counts.persons += act.persons;
        } else {
            ++counts.involvements;
        }
        countMeetings(counts, sent.value(), isHousehold);
    } else if (sent.reason() == Reason::AlreadyExists) {
        // Somebody else of the agency imported it in the meantime.
        ++counts.alreadyThere;
        outcome.result = ActResult::AlreadyThere;
    } else if (isAboutOneRow(sent.reason())) {
        ++counts.refused;
        outcome.result = ActResult::Refused;
        outcome.id.clear();
        out.problems.push_back(
            {act.line, {}, sent.reason(), ImportFinding::RefusedByServer, act.caseNumber, {}});
    } else {
        return sent.reason();
    }
    out.acts.push_back(std::move(outcome));
    return std::nullopt;
}

/// The tokens of several acts, made together and handed out in order.
class Batch {
public:
    Status make(ImportTarget& target, std::span<const PlannedAct> acts) {
        std::vector<Identifier> identifiers;
        for (const auto& act : acts) {
            identifiers.insert(identifiers.end(), act.identifiers.begin(), act.identifiers.end());
        }
        VD_ASSIGN(m_tokens, target.makeTokens(identifiers));
        VD_REQUIRE(m_tokens.size() == identifiers.size(), Reason::AnswerMismatch);
        m_next = 0;
        return crypto::success();
    }
    std::vector<MadeToken> take(std::size_t count) {
        const auto first = m_tokens.begin() + static_cast<std::ptrdiff_t>(m_next);
        m_next += count;
        return {first, first + static_cast<std::ptrdiff_t>(count)};
    }

private:
    std::vector<MadeToken> m_tokens;
    std::size_t m_next = 0;
};

}  // namespace

bool isAboutOneRow(Reason reason) {
    return reason == Reason::TextTooLong || reason == Reason::TextNotUtf8 ||
           reason == Reason::MessageTooLarge || reason == Reason::LimitReached ||
           reason == Reason::DateOrderWrong || reason == Reason::NotFound ||
           reason == Reason::TeamMayNotLead || reason == Reason::TeamKeyMissing;
}

ImportOutcome carryOut(ImportTarget& target, ImportPlan& plan, const ImportHooks& hooks) {
    ImportOutcome out = begin(plan);
    const std::size_t total = plan.acts.size();
    const std::span<PlannedAct> acts(plan.acts);
    std::size_t done = 0;
    while (done < total && !out.stopped) {
        const std::size_t last = done + batchSize(acts.subspan(done));
        if (hooks.cancelled && hooks.cancelled()) {
            out.stopped = Reason::Cancelled;
            break;
        }
        Batch batch;
        const Status made = batch.make(target, acts.subspan(done, last - done));
        if (!made.ok()) out.stopped = made.reason();
        while (done < last && !out.stopped) {
            if (hooks.cancelled && hooks.cancelled()) {
                out.stopped = Reason::Cancelled;
                break;
            }
            auto& act = acts[done];
            out.stopped = settle(out, act, send(target, act, batch.take(act.identifiers.size())));
            if (out.stopped) break;
            ++done;
            if (hooks.progress) hooks.progress(done, total);
        }
    }
    finish(out, acts.subspan(done));
    return out;
}

ImportOutcome preview(const ImportPlan& plan) {
    ImportOutcome out = begin(plan);
    finish(out, plan.acts);
    return out;
}

}  // namespace voordeur::client::core
