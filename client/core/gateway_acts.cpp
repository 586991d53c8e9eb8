#include "client/core/gateway_acts.h"

#include "client/core/households.h"
#include "client/core/involvement.h"
#include "client/core/start_of_day.h"
#include "client/core/view_builder.h"
#include "crypto/shared/date.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace voordeur::client::core {

using crypto::Error;
using crypto::Reason;
using crypto::success;

namespace {

constexpr UnixMillis kYearMillis = 365ULL * 24 * 3600 * 1000;

/// For sorting: "ter Horst" does not come after "Visser".
std::string inSmallLetters(std::string text) {
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

bool comesBefore(const HouseholdRow& a, const HouseholdRow& b) {
    if (a.offeredToMe != b.offeredToMe) return a.offeredToMe;
    const bool mine = a.leadState == LeadState::Mine;
    if (mine != (b.leadState == LeadState::Mine)) return mine;
    const auto key = [](const HouseholdRow& row) {
        return std::tuple{inSmallLetters(row.name), row.address, row.id};
    };
    return key(a) < key(b);
}

Result<RecordWrite> noteWrite(Session& session, const NoteDraft& draft) {
    const auto* team = session.directory().team(session.secrets().team);
    VD_REQUIRE(team != nullptr, Reason::Denied);
    RecordWrite write;
    write.compartment = draft.shared ? crypto::kSharedCore : crypto::compartmentOf(team->agency);
    write.id = RecordId::generate(session.random());
    write.record = sealed::Note{session.secrets().person, session.clock().now(), draft.text};
    return write;
}

}  // namespace

std::vector<PurposeChoice> purposesOf(const crypto::RootPolicy& policy,
                                      const crypto::Agency& agency) {
    std::vector<PurposeChoice> out;
    for (const auto& purpose : policy.purposes) {
        if (!agency.mayUse(purpose.code)) continue;
        PurposeChoice choice{purpose.code, purpose.labelNl, {}};
        for (const auto& basis : policy.bases) {
            if (basis.code == purpose.basis) choice.basisLabel = basis.label;
        }
        out.push_back(std::move(choice));
    }
    return out;
}

std::vector<PersonView> leadsOf(const crypto::Directory& directory) {
    std::vector<PersonView> out;
    for (const auto& [id, team] : directory.teams()) {
        if (!team.has(crypto::Team::kMayLead)) continue;
        for (const auto& person : directory.membersOf(id)) {
            const auto role = directory.role(person, id);
            if (role != Role::Coach && role != Role::Manager) continue;
            if (auto view = personView(directory, person, id)) out.push_back(std::move(*view));
        }
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return out;
}

Result<std::vector<HouseholdRow>> caseloadOf(Session& session) {
    VD_ASSIGN(const auto files, listFiles(session, ownPurpose(session)));
    std::vector<HouseholdRow> rows;
    for (const auto& file : files)
        rows.push_back(rowOf(session, file));
    std::sort(rows.begin(), rows.end(), comesBefore);
    return rows;
}

Result<InvolvementReceipt> registerDraft(Session& session, const InvolvementDraft& draft) {
    VD_ASSIGN(const auto identifiers, identifiersOf(draft.identifiers));
    const auto now = session.clock().now();
    NewInvolvement made;
    made.id = InvolvementId::generate(session.random());
    made.from = now;
    if (!draft.fromDate.empty()) {
        VD_ASSIGN(const auto date, crypto::dateFrom(draft.fromDate));
        made.from = startOf(date);
    }
    made.until = made.from + kYearMillis;
    if (!draft.untilDate.empty()) {
        VD_ASSIGN(const auto date, crypto::dateFrom(draft.untilDate));
        made.until = startOf(date);
    }
    VD_REQUIRE(made.from < made.until, Reason::DateOrderWrong);
    VD_ASSIGN(made.tokens, makeTokens(session, draft.identifiers.purpose, identifiers));
    made.detail.name = draft.identifiers.surname;
    if (!draft.firstName.empty()) made.detail.name = draft.firstName + " " + made.detail.name;
    made.detail.birthDate = draft.identifiers.birthDate;
    made.detail.bsn = draft.identifiers.bsn;
    made.detail.address = draft.identifiers.postcode + " " + draft.identifiers.houseNumber +
                          draft.identifiers.houseAddition;
    made.detail.lifeDomain = draft.lifeDomain;
    VD_ASSIGN(const auto done, core::registerInvolvement(session, draft.identifiers.purpose, made));
    InvolvementReceipt receipt{done.id, done.sequence, 0, 0};
    for (const auto& met : done.met) {
        const bool certain = met.certainty != Certainty::Maybe;
        ++(certain ? receipt.certainMatches : receipt.possibleMatches);
    }
    return receipt;
}

Status addNote(Session& session,
               const HouseholdId& id,
               std::uint16_t purpose,
               const NoteDraft& draft) {
    VD_ASSIGN(auto write, noteWrite(session, draft));
    return commitRecords(session, id, purpose, {write});
}

Result<RefusalReceipt> refuseWithReason(Session& session,
                                        const HouseholdId& id,
                                        const OfferId& offer,
                                        const LeadRefusal& refusal) {
    const std::uint16_t purpose = ownPurpose(session);
    VD_ASSIGN(const auto known, session.store().household(id));
    const auto& directory = session.directory();
    const auto* asker =
        known && known->state.offer ? directory.team(known->state.offer->fromTeam) : nullptr;
    std::vector<RecordWrite> beside;
    if (asker != nullptr && !refusal.note.empty()) {
        const auto* own = directory.team(session.secrets().team);
        const bool colleague = own != nullptr && own->agency == asker->agency;
        VD_ASSIGN(auto note, noteWrite(session, {refusal.note, !colleague}));
        beside.push_back(std::move(note));
    }
    VD_RETURN_IF_ERROR(refuseLead(session, id, purpose, offer, refusal.why, beside));
    if (beside.empty()) return RefusalReceipt{};
    return RefusalReceipt{commitRecords(session, id, purpose, beside).ok()};
}

Result<Done> exportTo(Session& session, const std::string& path, const LogCheckWatch& watch) {
    VD_RETURN_IF_ERROR(exportBundle(session, path, {}, watch));
    return Done{};
}

}  // namespace voordeur::client::core
