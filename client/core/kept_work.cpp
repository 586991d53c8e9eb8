#include "client/core/kept_work.h"

#include "client/core/households.h"
#include "client/core/kept_act.h"
#include "client/core/view_builder.h"

#include <algorithm>
#include <set>
#include <utility>

namespace voordeur::client::core {

using crypto::Method;
using crypto::Reason;
using crypto::Statement;
using crypto::success;

namespace {

/// It came too late, or somebody else was first; there is nothing wrong with it.
bool worthAnew(const PendingRequest& one) {
    if (one.state != PendingState::Refused || !one.reason) return false;
    return *one.reason == Reason::ClockSkew || *one.reason == Reason::EtagMismatch ||
           *one.reason == Reason::EpochStale || *one.reason == Reason::RotationNeeded ||
           *one.reason == Reason::RecipientsWrong || *one.reason == Reason::GrantMissing;
}

/// False: there is nothing to do anew.
Result<bool> doAnew(Session& session, const PendingRequest& one) {
    VD_ASSIGN(const auto statement, Statement::decode(one.request.statement));
    const bool ours = statement.team == session.secrets().team && statement.households.size() == 1;
    if (!ours) return false;
    const auto& household = statement.households.front();
    if (one.method == Method::Commit && !one.kept.empty()) {
        VD_ASSIGN(const auto kept, KeptAct::decode(one.kept));
        if (kept.writes.empty()) return false;
        VD_RETURN_IF_ERROR(commitRecords(session, household, statement.purpose, kept.writes));
        return true;
    }
    const bool answers = one.method == Method::AcceptLead || one.method == Method::WithdrawLead;
    if (!answers) return false;
    VD_ASSIGN(const auto payload, crypto::OfferAnswerPayload::decode(one.request.payload));
    const auto act = one.method == Method::AcceptLead ? acceptLead : withdrawLead;
    VD_RETURN_IF_ERROR(act(session, household, statement.purpose, payload.offer));
    return true;
}

/// What the person wanted in the file beside a refusal of the lead.
Status noteOnRefusal(Session& session, const Statement& statement, ByteView keptAct) {
    if (statement.method != Method::RefuseLead || keptAct.empty()) return success();
    VD_ASSIGN(const auto kept, KeptAct::decode(keptAct));
    if (kept.writes.empty() || statement.households.size() != 1) return success();
    return commitRecords(session, statement.households.front(), statement.purpose, kept.writes);
}

}  // namespace

Status settleKept(Session& session) {
    VD_ASSIGN(const auto before, session.store().pending());
    std::set<crypto::RequestId> waited;
    for (const auto& one : before)
        waited.insert(one.id);
    const Status resumed =
        session.resumePending([&session](const Statement& statement, ByteView kept) {
            return noteOnRefusal(session, statement, kept);
        });
    if (session.stopped()) return resumed;
    VD_ASSIGN(const auto after, session.store().unsettled());
    for (const auto& one : after) {
        // A clock that was wrong may be right by now.
        const bool now = waited.contains(one.id) || one.reason == Reason::ClockSkew;
        if (!now || !worthAnew(one)) continue;
        // What does not work out stays where it is, with its reason.
        const auto anew = doAnew(session, one);
        if (session.stopped()) return anew.ok() ? success() : Status(anew.reason());
        if (anew.ok() && anew.value()) VD_RETURN_IF_ERROR(session.store().removePending(one.id));
    }
    return resumed;
}

Result<std::vector<UnsettledAct>> unsettledActs(Session& session) {
    VD_ASSIGN(const auto rows, session.store().unsettled());
    std::vector<UnsettledAct> out;
    for (const auto& row : rows) {
        const auto statement = Statement::decode(row.request.statement);
        VD_REQUIRE(statement.ok(), Reason::StorageFailed);
        UnsettledAct act;
        act.id = row.id;
        act.method = row.method;
        act.action = actionOf(row.method);
        act.state = row.state;
        act.reason = row.reason;
        act.at = statement.value().time;
        if (!statement.value().households.empty()) {
            act.household = statement.value().households.front();
        }
        if (!row.kept.empty()) {
            // One that cannot be read is shown without its words, and can be dismissed.
            auto kept = KeptAct::decode(row.kept);
            if (kept.ok()) {
                act.householdName = std::move(kept.value().householdName);
                act.text = std::move(kept.value().text);
            }
        }
        out.push_back(std::move(act));
    }
    return out;
}

Status dismissUnsettled(Session& session, const crypto::RequestId& id) {
    VD_ASSIGN(const auto rows, session.store().unsettled());
    const bool there = std::ranges::any_of(rows, [&](const auto& row) { return row.id == id; });
    VD_REQUIRE(there, Reason::NotFound);
    return session.store().removePending(id);
}

}  // namespace voordeur::client::core
