#include "client/cli/household_text.h"

#include "client/cli/choices.h"
#include "client/core/registers/row_reader.h"
#include "client/core/view_builder.h"
#include "crypto/shared/time_text.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <variant>

namespace voordeur::client::cli {

using crypto::AttachState;
using crypto::Method;

namespace {

namespace sealed = core::sealed;

std::string addressText(const sealed::Core& core) {
    if (core.postcode.empty() && core.street.empty()) return {};
    std::string text = core.street;
    if (!text.empty()) text += ' ';
    text += core.houseNumber;
    if (!core.addition.empty()) text += ' ' + core.addition;
    if (!core.postcode.empty()) text += ", " + core.postcode;
    if (!core.city.empty()) text += ' ' + core.city;
    return text;
}

bool isAskedOf(const Viewer& viewer, const crypto::HouseholdState& state) {
    return state.offer && state.offer->body.toPerson == viewer.person &&
           state.offer->body.toTeam == viewer.team;
}

bool isLedBy(const Viewer& viewer, const crypto::HouseholdState& state) {
    return state.lead && state.lead->person == viewer.person && state.lead->team == viewer.team;
}

/// For scripts, as the window's states.
std::string_view leadState(const Viewer& viewer, const crypto::HouseholdState& state) {
    if (!state.lead) return "none";
    return isLedBy(viewer, state) ? "mine" : "other";
}

std::string leadText(const Viewer& viewer, const crypto::HouseholdState& state) {
    std::string text = state.lead ? "regie: " + personName(viewer.directory, state.lead->person)
                                  : std::string("zonder regisseur");
    if (isAskedOf(viewer, state)) return text + ", aan u gevraagd";
    if (!state.offer) return text;
    return text + ", gevraagd aan " + personName(viewer.directory, state.offer->body.toPerson);
}

std::size_t openMatches(const crypto::HouseholdState& state) {
    return static_cast<std::size_t>(
        std::count_if(state.involvements.begin(), state.involvements.end(), [](const auto& one) {
            return one.state == AttachState::Proposed;
        }));
}

std::string_view stateName(const crypto::AttachedInvolvement& one, crypto::UnixMillis now) {
    switch (one.state) {
        case AttachState::Proposed:
            return "misschien";
        case AttachState::Attached:
            return one.running(now) ? "helpt" : "voorbij";
        case AttachState::Parted:
            return "ten onrechte";
        case AttachState::Ended:
            return "voorbij";
    }
    return {};
}

nlohmann::json offerJson(const Viewer& viewer, const crypto::HouseholdState& state) {
    if (!state.offer) return nullptr;
    const auto& offer = *state.offer;
    return {{"offer", offer.body.offer.hex()},
            {"to", personName(viewer.directory, offer.body.toPerson)},
            {"toTeam", teamName(viewer.directory, offer.body.toTeam)},
            {"from", personName(viewer.directory, offer.fromPerson)},
            {"since", offer.since}};
}

nlohmann::json leadJson(const Viewer& viewer, const crypto::HouseholdState& state) {
    if (!state.lead) return nullptr;
    return {{"person", state.lead->person.hex()},
            {"name", personName(viewer.directory, state.lead->person)},
            {"team", teamName(viewer.directory, state.lead->team)},
            {"since", state.lead->since}};
}

Shown showInvolvements(const Viewer& viewer, const crypto::HouseholdState& state) {
    Shown out;
    out.json = nlohmann::json::array();
    for (const auto& one : state.involvements) {
        const auto word = stateName(one, viewer.now);
        const bool hasAccess =
            crypto::mayOpen(state, crypto::kSharedCore, one.team, viewer.directory, viewer.now);
        out.json.push_back({{"involvement", one.id.hex()},
                            {"agency", agencyName(viewer.directory, one.agency)},
                            {"team", teamName(viewer.directory, one.team)},
                            {"state", word},
                            {"certain", one.certainty != crypto::Certainty::Maybe},
                            {"until", dateText(one.until)},
                            {"access", hasAccess}});
        out.text += "  " + std::string(word) + ": " + agencyName(viewer.directory, one.agency) +
                    ", " + teamName(viewer.directory, one.team) + ", tot " + dateText(one.until) +
                    (hasAccess ? ", ziet het gedeelde deel" : "") + "  " + one.id.hex() + "\n";
    }
    return out;
}

/// The records by kind, in the file's order.
struct Records {
    nlohmann::json members = nlohmann::json::array();
    nlohmann::json notes = nlohmann::json::array();
    std::string text;
};

const sealed::MemberPrivate* privateOf(const core::HouseholdFile& file,
                                       const crypto::RecordId& member) {
    for (const auto& one : file.records) {
        const auto* own = std::get_if<sealed::MemberPrivate>(&one.record);
        if (own != nullptr && own->member == member) return own;
    }
    return nullptr;
}

void addMember(Records& out,
               const core::HouseholdFile& file,
               const core::FileRecord& record,
               const sealed::Member& member) {
    const auto* own = privateOf(file, record.id);
    const bool hasBsn = own != nullptr && !own->bsn.empty();
    const std::string phone = own == nullptr ? "" : own->phone;
    out.members.push_back({{"record", record.id.hex()},
                           {"firstName", member.firstName},
                           {"prefix", member.prefix},
                           {"surname", member.surname},
                           {"birthDate", member.birthDate},
                           {"role", member.role},
                           {"phone", phone},
                           {"hasBsn", hasBsn}});
    out.text += "  " + member.firstName + " " + member.prefix + (member.prefix.empty() ? "" : " ") +
                member.surname;
    if (!member.birthDate.empty()) out.text += ", " + member.birthDate;
    if (!member.role.empty()) out.text += ", " + member.role;
    if (!phone.empty()) out.text += ", " + phone;
    out.text += "\n";
}

void addNote(Records& out,
             const Viewer& viewer,
             const core::FileRecord& record,
             const sealed::Note& note) {
    const bool shared = record.compartment == crypto::kSharedCore;
    const std::string author = personName(viewer.directory, note.author);
    out.notes.push_back({{"record", record.id.hex()},
                         {"author", author},
                         {"writtenAt", note.writtenAt},
                         {"shared", shared},
                         {"text", note.text}});
    out.text += "  " + crypto::minuteText(note.writtenAt) + ", " + author +
                (shared ? ", gedeeld:\n    " : ", alleen uw organisatie:\n    ");
    for (const char sign : note.text) {
        out.text += sign;
        if (sign == '\n') out.text += "    ";
    }
    out.text += "\n";
}

/// Adults first, then by age. The order of records says nothing: their ids are random.
std::vector<const core::FileRecord*> membersOf(const core::HouseholdFile& file) {
    std::vector<const core::FileRecord*> members;
    for (const auto& record : file.records) {
        if (std::holds_alternative<sealed::Member>(record.record)) members.push_back(&record);
    }
    const auto key = [](const core::FileRecord* record) {
        const auto& member = std::get<sealed::Member>(record->record);
        const bool isChild = core::registers::inLowerAscii(member.role) == "kind";
        return std::tuple(isChild, member.birthDate, member.firstName);
    };
    std::sort(members.begin(), members.end(), [&](const auto* a, const auto* b) {
        return key(a) < key(b);
    });
    return members;
}

Records recordsOf(const Viewer& viewer, const core::HouseholdFile& file) {
    Records out;
    for (const auto* record : membersOf(file)) {
        addMember(out, file, *record, std::get<sealed::Member>(record->record));
    }
    for (const auto& record : file.records) {
        if (const auto* note = std::get_if<sealed::Note>(&record.record)) {
            addNote(out, viewer, record, *note);
        }
    }
    return out;
}

/// Names of agencies that help for certain, each once.
std::set<std::string> agenciesHelping(const Viewer& viewer, const crypto::HouseholdState& state) {
    std::set<std::string> names;
    for (const auto& one : state.involvements) {
        if (one.certainty == crypto::Certainty::Maybe) continue;
        names.insert(agencyName(viewer.directory, one.agency));
    }
    return names;
}

std::string_view keyFaultName(core::KeyFaultKind kind) {
    switch (kind) {
        case core::KeyFaultKind::OwnTeam:
            return "ownTeam";
        case core::KeyFaultKind::Older:
            return "older";
        case core::KeyFaultKind::LeftOut:
            return "leftOut";
    }
    return {};
}

/// Whose key does not open what it should, in one sentence each.
Shown showKeyFaults(const std::vector<core::KeyFaultView>& faults) {
    Shown out;
    out.json = nlohmann::json::array();
    for (const auto& fault : faults) {
        const std::string who = fault.madeBy.empty() ? "iemand" : fault.madeBy;
        const std::string when = fault.at ? " op " + dateText(*fault.at) : "";
        out.json.push_back({{"kind", keyFaultName(fault.kind)},
                            {"madeBy", fault.madeBy},
                            {"agency", fault.agencyName},
                            {"at", fault.at ? nlohmann::json(*fault.at) : nlohmann::json()},
                            {"shared", fault.shared}});
        switch (fault.kind) {
            case core::KeyFaultKind::OwnTeam:
                out.text += "De sleutel die " + who + when + " voor uw team maakte klopt niet.\n";
                break;
            case core::KeyFaultKind::Older:
                out.text += "De sleutel die " + who + when +
                            " maakte klopt niet: hij opent de oudere gegevens niet.\n";
                break;
            case core::KeyFaultKind::LeftOut:
                out.text +=
                    "Bij de sleutel die " + who + when + " maakte, zit de oudere sleutel niet.\n";
                break;
        }
    }
    if (!faults.empty()) {
        out.text +=
            "Wat u hierboven ziet, blijft leesbaar. Wie de oudere sleutel nog heeft en hier "
            "iets opschrijft, herstelt het vanzelf.\n";
    }
    return out;
}

}  // namespace

Viewer viewerOf(const core::Session& session) {
    return {session.directory(),
            session.secrets().person,
            session.secrets().team,
            session.clock().now()};
}

Shown showRow(const Viewer& viewer, const core::HouseholdFile& file) {
    const auto& state = file.state;
    const auto* core = file.core();
    const auto matches = openMatches(state);
    const bool byMe = state.offer && state.offer->fromPerson == viewer.person &&
                      state.offer->fromTeam == viewer.team;
    Shown out;
    out.json = {{"id", state.id.hex()},
                {"name", core == nullptr ? "" : core->name},
                {"address", core == nullptr ? "" : addressText(*core)},
                {"leadState", leadState(viewer, state)},
                {"lead", leadJson(viewer, state)},
                {"offer", offerJson(viewer, state)},
                {"offeredToMe", isAskedOf(viewer, state)},
                {"offeredByMe", byMe},
                {"openMatches", matches},
                {"agencies", agenciesHelping(viewer, state)},
                {"sealed", core == nullptr}};
    out.text = state.id.hex() + "  ";
    out.text += core == nullptr ? "(nog dicht)" : core->name;
    if (core != nullptr && !addressText(*core).empty()) out.text += ", " + addressText(*core);
    out.text += ", " + leadText(viewer, state);
    if (matches > 0) out.text += ", misschien: " + std::to_string(matches);
    out.text += "\n";
    return out;
}

Shown showFile(const Viewer& viewer, const core::HouseholdFile& file) {
    Shown out = showRow(viewer, file);
    const auto involvements = showInvolvements(viewer, file.state);
    const auto records = recordsOf(viewer, file);
    const auto* core = file.core();
    nlohmann::json domains = nlohmann::json::array();
    std::string words;
    if (core != nullptr) {
        for (const auto code : core->lifeDomains) {
            const auto* row = viewer.directory.policy().lifeDomain(code);
            domains.push_back(code);
            words += (words.empty() ? "" : ", ") +
                     (row == nullptr ? std::to_string(code) : row->labelNl);
        }
    }
    out.json["ok"] = true;
    out.json["sequence"] = file.sequence;
    out.json["keyMissing"] = file.keyMissing;
    out.json["unreadable"] = file.unreadable.size();
    out.json["lifeDomains"] = domains;
    out.json["members"] = records.members;
    out.json["notes"] = records.notes;
    out.json["involvements"] = involvements.json;
    if (!words.empty()) out.text += "Leefgebieden: " + words + "\n";
    out.text += records.text;
    if (!involvements.text.empty()) out.text += "Wie helpt:\n" + involvements.text;
    if (file.keyMissing) out.text += "Van een deel is de sleutel er nog niet.\n";
    const auto broken =
        std::count_if(file.unreadable.begin(), file.unreadable.end(), [](const auto& one) {
            return one.cause == core::UnreadableCause::Form;
        });
    const auto closed = static_cast<std::ptrdiff_t>(file.unreadable.size()) - broken;
    if (broken > 0) {
        out.text += "Let op: " + std::to_string(broken) +
                    " onderdeel is onleesbaar opgeslagen door wie het schreef.\n";
    }
    if (closed > 0) {
        out.text += "Let op: " + std::to_string(closed) +
                    " onderdeel kan dit apparaat niet openen: de sleutel ontbreekt.\n";
    }
    const auto faults = showKeyFaults(core::keyFaultsOf(viewer.directory, file));
    out.json["keyFaults"] = faults.json;
    out.text += faults.text;
    out.text += "Vastgelegd: u opende dit dossier, regel " + std::to_string(file.sequence) + ".\n";
    return out;
}

std::string_view actWord(Method method) {
    switch (method) {
        case Method::Evaluate:
        case Method::Check:
            return "vroeg na of er iemand helpt";
        case Method::Register:
            return "liet weten te helpen";
        case Method::ChangeInvolvement:
            return "verlengde of beëindigde de hulp";
        case Method::AnswerMatch:
            return "zei of het bij elkaar hoort";
        case Method::Intake:
            return "begon het dossier";
        case Method::ListInvolvements:
        case Method::ListHouseholds:
            return "zag het gezin in een lijst";
        case Method::OpenHousehold:
            return "opende het dossier";
        case Method::Commit:
            return "schreef in het dossier";
        case Method::GrantAccess:
            return "gaf toegang tot het gedeelde deel";
        case Method::EndAccess:
            return "beëindigde toegang";
        case Method::OfferLead:
            return "vroeg iemand de regie te nemen";
        case Method::AcceptLead:
            return "nam de regie";
        case Method::RefuseLead:
            return "nam de regie niet";
        case Method::WithdrawLead:
            return "trok de vraag over de regie in";
        case Method::WhoLooked:
            return "bekeek wie dit dossier zag";
        case Method::ReadLog:
        case Method::ExportLog:
            return "las het logboek";
        case Method::Found:
        case Method::Invite:
        case Method::Admit:
        case Method::ChangeDirectory:
        case Method::Revoke:
        case Method::ShareTeamKey:
        case Method::OpenQuota:
            return "deed beheer";
    }
    return {};
}

Shown showLook(const core::LookRow& row) {
    Shown out;
    out.json = {{"sequence", row.sequence},
                {"time", row.at},
                {"person", row.personName},
                {"team", row.teamName},
                {"agency", row.agencyName},
                {"role", crypto::nameOf(row.role)},
                {"method", crypto::nameOf(row.method)},
                {"purpose", row.purposeLabel},
                {"refused", row.refused},
                {"refusal", row.refusal ? std::string(crypto::nameOf(*row.refusal)) : ""}};
    out.text = crypto::minuteText(row.at) + "  " + row.personName + " (" + row.agencyName + ") " +
               std::string(actWord(row.method)) +
               (row.purposeLabel.empty() ? "" : ": " + row.purposeLabel) +
               (row.refused ? "  GEWEIGERD" : "") + "\n";
    return out;
}

}  // namespace voordeur::client::cli
