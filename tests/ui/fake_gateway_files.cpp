#include "tests/ui/fake_gateway.h"

#include <algorithm>
#include <atomic>

// The half of the fake gateway about families and the log.
namespace voordeur::tests::ui {

using crypto::Done;
using crypto::Reason;
using std::chrono::milliseconds;

namespace {

constexpr std::uint64_t kLogLines = 18'204;
constexpr int kProgressSteps = 20;

core::LogReport makeReport(LogOutcome outcome) {
    core::LogReport report;
    report.whole = outcome != LogOutcome::Broken;
    report.entries = kLogLines;
    report.households = 312;
    report.statements = 18'190;
    report.rootHex = "4f1d8a20c97be355f6a1d04b7e9382cc5d0e61fa93b7428cd1e5a07f62b8c394";
    report.checkedAt = kTownNow;
    if (outcome == LogOutcome::WholeCompared) report.comparedWithSize = 18'004;
    if (outcome == LogOutcome::Broken) {
        report.problems = {{9'311, Reason::EntryBroken},
                           {9'312, Reason::HouseholdChainWrong},
                           {12'040, Reason::RuleBroken}};
    }
    return report;
}

}  // namespace

void FakeGateway::caseload(core::Reply<std::vector<core::HouseholdRow>> reply) {
    answer<std::vector<core::HouseholdRow>>(
        std::move(reply), [this]() -> core::Result<std::vector<core::HouseholdRow>> {
            const std::lock_guard lock(m_mutex);
            std::vector<core::HouseholdRow> rows;
            if (m_empty) return rows;
            for (const auto& household : m_town.households)
                rows.push_back(rowOf(household));
            return rows;
        });
}

core::HouseholdView* FakeGateway::find(const core::HouseholdId& id) {
    for (auto& household : m_town.households) {
        if (household.id == id) return &household;
    }
    return nullptr;
}

void FakeGateway::openHousehold(core::HouseholdId id,
                                std::uint16_t purpose,
                                core::Reply<core::HouseholdView> reply) {
    answer<core::HouseholdView>(std::move(reply),
                                [this, id, purpose]() -> core::Result<core::HouseholdView> {
                                    const std::lock_guard lock(m_mutex);
                                    if (purpose == 0) return Reason::PurposeUnknown;
                                    if (m_openingFailure) return *m_openingFailure;
                                    const core::HouseholdView* found = find(id);
                                    if (found == nullptr) return Reason::NotFound;
                                    return *found;
                                });
}

void FakeGateway::changeHousehold(core::HouseholdId id,
                                  core::Reply<Done> reply,
                                  std::function<core::Result<Done>(core::HouseholdView&)> change) {
    answer<Done>(std::move(reply), [this, id, change = std::move(change)]() -> core::Result<Done> {
        const std::lock_guard lock(m_mutex);
        core::HouseholdView* found = find(id);
        if (found == nullptr) return Reason::NotFound;
        core::Result<Done> done = change(*found);
        if (done.ok()) found->logSequence = ++m_sequence;
        return done;
    });
}

void FakeGateway::writeNote(core::HouseholdId id, core::NoteDraft draft, core::Reply<Done> reply) {
    changeHousehold(id, std::move(reply), [this, draft](auto& view) -> core::Result<Done> {
        m_notes.push_back(draft);
        core::NoteView note;
        note.id = idOf<core::RecordId>(static_cast<std::uint8_t>(200 + m_notes.size()));
        note.text = draft.text;
        note.author = m_person;
        note.agencyName = m_town.person(m_person).agencyName;
        note.writtenAt = kTownNow;
        note.shared = draft.shared;
        note.mine = true;
        view.notes.insert(view.notes.begin(), note);
        return Done{};
    });
}

void FakeGateway::offerLead(core::HouseholdId id, core::PersonId to, core::Reply<Done> reply) {
    changeHousehold(id, std::move(reply), [this, to](auto& view) -> core::Result<Done> {
        if (view.offer) return Reason::OfferOpen;
        for (const auto& person : m_town.people) {
            if (person.id != to) continue;
            view.offer = core::LeadOfferView{
                idOf<core::OfferId>(77), m_person, person.name, false, true, kTownNow};
        }
        return Done{};
    });
}

void FakeGateway::acceptLead(core::HouseholdId id, core::OfferId offer, core::Reply<Done> reply) {
    changeHousehold(id, std::move(reply), [this, offer](auto& view) -> core::Result<Done> {
        if (!view.offer || view.offer->id != offer) return Reason::OfferClosed;
        if (!view.leadHistory.empty()) view.leadHistory.front().until = kTownNow;
        view.lead = m_town.person(m_person);
        view.leadSince = kTownNow;
        view.leadState = core::LeadState::Mine;
        view.leadHistory.insert(view.leadHistory.begin(),
                                {m_person, view.lead->agencyName, kTownNow, std::nullopt});
        view.offer.reset();
        view.mayOfferLead = view.mayManageAccess = view.mayWrite = true;
        view.sharedPartOnly = false;
        return Done{};
    });
}

void FakeGateway::refuseLead(core::HouseholdId id,
                             core::OfferId offer,
                             core::LeadRefusal refusal,
                             core::Reply<core::RefusalReceipt> reply) {
    using Receipt = core::RefusalReceipt;
    answer<Receipt>(std::move(reply), [this, id, offer, refusal]() -> core::Result<Receipt> {
        const std::lock_guard lock(m_mutex);
        core::HouseholdView* found = find(id);
        if (found == nullptr) return Reason::NotFound;
        if (refusal.why.empty()) return Reason::ReasonMissing;
        if (!found->offer || found->offer->id != offer) return Reason::OfferClosed;
        found->offer.reset();
        if (!m_notesFail) m_notes.push_back({refusal.note, false});
        return Receipt{!m_notesFail};
    });
}

void FakeGateway::withdrawLead(core::HouseholdId id, core::OfferId offer, core::Reply<Done> reply) {
    changeHousehold(id, std::move(reply), [offer](auto& view) -> core::Result<Done> {
        if (!view.offer || view.offer->id != offer) return Reason::OfferClosed;
        view.offer.reset();
        return Done{};
    });
}

void FakeGateway::answerMatch(core::HouseholdId id,
                              core::InvolvementId involvement,
                              bool same,
                              core::Reply<Done> reply) {
    changeHousehold(id, std::move(reply), [involvement, same](auto& view) -> core::Result<Done> {
        const auto found =
            std::find_if(view.helpers.begin(), view.helpers.end(), [&](const auto& each) {
                return each.involvement == involvement;
            });
        if (found == view.helpers.end()) return Reason::NotFound;
        if (!same) {
            view.helpers.erase(found);
            return Done{};
        }
        found->state = core::HelpState::Active;
        found->certainty = core::Certainty::Confirmed;
        return Done{};
    });
}

void FakeGateway::grantAccess(core::HouseholdId id,
                              core::InvolvementId involvement,
                              core::Reply<Done> reply) {
    changeHousehold(id, std::move(reply), [involvement](auto& view) -> core::Result<Done> {
        for (auto& each : view.helpers) {
            if (each.involvement == involvement) each.hasAccess = true;
        }
        return Done{};
    });
}

void FakeGateway::whoLooked(core::HouseholdId id, core::Reply<core::LookReport> reply) {
    answer<core::LookReport>(std::move(reply), [this, id]() -> core::Result<core::LookReport> {
        const std::lock_guard lock(m_mutex);
        const auto found = m_town.looks.find(id);
        if (found != m_town.looks.end()) return found->second;
        core::LookReport none;
        none.completeUpTo = m_sequence;
        return none;
    });
}

std::unique_ptr<core::Subscription> FakeGateway::verifyLog(
    std::function<void(core::LogProgress)> progress, core::Reply<core::LogReport> reply) {
    auto going = std::make_shared<std::atomic<bool>>(true);
    std::optional<Reason> failure;
    LogOutcome outcome{};
    milliseconds delay{};
    {
        const std::lock_guard lock(m_mutex);
        failure = m_failure;
        outcome = m_logOutcome;
        delay = m_delay;
    }
    for (int step = 1; step <= kProgressSteps; ++step) {
        const std::uint64_t done = kLogLines * static_cast<std::uint64_t>(step) / kProgressSteps;
        post<Done>(
            delay * step,
            [](const auto&) {},
            [going, progress, done] {
                if (*going) progress({done, kLogLines});
                return core::Result<Done>(Done{});
            });
    }
    post<core::LogReport>(delay * (kProgressSteps + 1),
                          std::move(reply),
                          [going, failure, outcome]() -> core::Result<core::LogReport> {
                              if (!*going) return Reason::Cancelled;
                              if (failure) return *failure;
                              return makeReport(outcome);
                          });
    return std::make_unique<Ended>([going] { *going = false; });
}

void FakeGateway::exportLog(std::string path, core::Reply<Done> reply) {
    answer<Done>(std::move(reply), [path]() -> core::Result<Done> {
        if (path.find("bestaat") != std::string::npos) return Reason::FileExists;
        return Done{};
    });
}

}  // namespace voordeur::tests::ui
