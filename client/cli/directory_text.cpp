#include "client/cli/directory_text.h"

#include "client/cli/choices.h"
#include "client/cli/context.h"
#include "crypto/shared/payloads.h"
#include "crypto/shared/time_text.h"

#include <variant>

namespace voordeur::client::cli {

using crypto::Directory;
using crypto::Reason;
using crypto::Result;

namespace {

std::string flagsText(const crypto::Team& team) {
    std::string text;
    const auto add = [&](std::uint8_t flag, const char* word) {
        if (!team.has(flag)) return;
        text += text.empty() ? "" : ", ";
        text += word;
    };
    add(crypto::Team::kMayLead, "mag regie hebben");
    add(crypto::Team::kMayIntake, "mag gezinnen aanmelden");
    add(crypto::Team::kCrisis, "crisisdienst");
    add(crypto::Team::kOfficers, "privacyfunctionarissen");
    return text;
}

Shown showPerson(const Directory& directory,
                 const crypto::PersonId& id,
                 const crypto::TeamId& team) {
    const auto* person = directory.person(id);
    const auto role = directory.role(id, team);
    const std::string name = personName(directory, id);
    const std::string word(role ? roleWord(*role) : "");
    const std::size_t devices = directory.devicesOf(id).size();
    Shown out;
    out.json = {{"person", id.hex()},
                {"name", name},
                {"role", role ? std::string(crypto::nameOf(*role)) : ""},
                {"phone", person == nullptr ? "" : person->phone},
                {"mail", person == nullptr ? "" : person->mail},
                {"hours", person == nullptr ? "" : person->hours},
                {"devices", devices}};
    out.text = "    " + name + ", " + word;
    if (person != nullptr && !person->phone.empty()) out.text += ", " + person->phone;
    if (person != nullptr && !person->mail.empty()) out.text += ", " + person->mail;
    if (person != nullptr && !person->hours.empty()) out.text += " (" + person->hours + ")";
    out.text += devices == 0 ? ", nog geen apparaat" : "";
    out.text += "  " + id.hex() + "\n";
    return out;
}

Shown showTeam(const Directory& directory, const crypto::Team& team) {
    const bool hasKey = directory.teamKey(team.id) != nullptr;
    const std::string flags = flagsText(team);
    Shown out;
    out.text = "  " + team.name + (flags.empty() ? "" : " (" + flags + ")") +
               (hasKey ? "" : ", nog zonder sleutel") + "  " + team.id.hex() + "\n";
    nlohmann::json people = nlohmann::json::array();
    for (const auto& person : directory.membersOf(team.id)) {
        const auto shown = showPerson(directory, person, team.id);
        people.push_back(shown.json);
        out.text += shown.text;
    }
    out.json = {{"team", team.id.hex()},
                {"name", team.name},
                {"mayLead", team.has(crypto::Team::kMayLead)},
                {"mayIntake", team.has(crypto::Team::kMayIntake)},
                {"crisis", team.has(crypto::Team::kCrisis)},
                {"officers", team.has(crypto::Team::kOfficers)},
                {"hasKey", hasKey},
                {"people", people}};
    return out;
}

Shown showAgency(const Directory& directory, const crypto::Agency& agency) {
    Shown out;
    out.text = agency.name + "  " + agency.id.hex() + "\n";
    if (agency.kinds != 0) out.text += "  zoekt met: " + kindsText(agency.kinds) + "\n";
    nlohmann::json kinds = nlohmann::json::array();
    for (const auto kind : crypto::kIdentifierKinds) {
        if (agency.mayUse(kind)) kinds.push_back(crypto::nameOf(kind));
    }
    nlohmann::json teams = nlohmann::json::array();
    for (const auto& [id, team] : directory.teams()) {
        if (team.agency != agency.id) continue;
        const auto shown = showTeam(directory, team);
        teams.push_back(shown.json);
        out.text += shown.text;
    }
    out.json = {{"agency", agency.id.hex()},
                {"name", agency.name},
                {"phone", agency.phone},
                {"kinds", kinds},
                {"purposes", agency.purposes},
                {"lifeDomain", agency.lifeDomain},
                {"teams", teams}};
    return out;
}

/// One change as a line.
struct ChangeText {
    const Directory& directory;

    std::string operator()(const crypto::Agency& a) const {
        return "Organisatie " + a.name + ", zoekt met: " + kindsText(a.kinds);
    }
    std::string operator()(const crypto::Team& t) const {
        return "Team " + t.name + " van " + agencyName(directory, t.agency) + " (" + flagsText(t) +
               ")";
    }
    std::string operator()(const crypto::Person& p) const {
        return "Persoon " + p.name + " van " + agencyName(directory, p.agency);
    }
    std::string operator()(const crypto::Membership& m) const {
        return personName(directory, m.person) + (m.active ? " wordt " : " is niet meer ") +
               std::string(roleWord(m.role)) + " in " + teamName(directory, m.team);
    }
    std::string operator()(const crypto::Device& d) const {
        return "Nieuw apparaat van " + personName(directory, d.person) + ": " + d.id.hex();
    }
    std::string operator()(const crypto::TeamKey& k) const {
        return "Nieuwe sleutel van " + teamName(directory, k.team) + ", nummer " +
               std::to_string(k.epoch);
    }
    std::string operator()(const crypto::Invitation& i) const {
        return "Uitnodiging voor " + personName(directory, i.person) + " in " +
               teamName(directory, i.team);
    }
    std::string operator()(const crypto::Revocation& r) const {
        switch (r.what) {
            case crypto::Revocation::What::Device:
                return "Apparaat intrekken: " + crypto::DeviceId{r.id}.hex();
            case crypto::Revocation::What::Person:
                return "Toegang intrekken van " + personName(directory, crypto::PersonId{r.id});
            case crypto::Revocation::What::Invitation:
                return "Uitnodiging intrekken: " + crypto::InvitationId{r.id}.hex();
        }
        return {};
    }
    std::string operator()(const crypto::Admission& a) const {
        return "Apparaat toelaten: " + a.device.hex();
    }
    std::string operator()(const crypto::Restoration& r) const {
        return "Logboek hersteld uit een kopie: " + std::to_string(r.restored.size) +
               " regels zijn er nog, " + std::to_string(r.lostEntries()) +
               " gingen verloren, geschreven tussen " + crypto::minuteText(r.lastTime) + " en " +
               crypto::minuteText(r.restoredTime);
    }
};

Result<std::string> quotaText(const Directory& directory, crypto::ByteView bytes) {
    VD_ASSIGN(const auto payload, crypto::QuotaPayload::decode(bytes));
    constexpr std::uint64_t kDayMillis = 24ULL * 3600 * 1000;
    return agencyName(directory, payload.agency) + " mag op " + dateText(payload.day * kDayMillis) +
           " " + std::to_string(payload.max) + " keer zoeken met " +
           std::string(kindWord(payload.kind)) + "\n";
}

template <class Thing>
std::string nameOr(const Thing* thing, const std::string& id) {
    return thing == nullptr || thing->name.empty() ? id : thing->name;
}

}  // namespace

std::string personName(const Directory& directory, const crypto::PersonId& id) {
    return nameOr(directory.person(id), id.hex());
}

std::string teamName(const Directory& directory, const crypto::TeamId& id) {
    return nameOr(directory.team(id), id.hex());
}

std::string agencyName(const Directory& directory, const crypto::AgencyId& id) {
    return nameOr(directory.agency(id), id.hex());
}

Shown showDirectory(const Directory& directory) {
    Shown out;
    nlohmann::json agencies = nlohmann::json::array();
    for (const auto& [id, agency] : directory.agencies()) {
        const auto shown = showAgency(directory, agency);
        agencies.push_back(shown.json);
        out.text += shown.text;
    }
    out.json = {
        {"ok", true}, {"municipality", directory.policy().municipality}, {"agencies", agencies}};
    return out;
}

std::string changeText(const Directory& directory, const crypto::DirectoryChange& change) {
    return std::visit(ChangeText{directory}, change);
}

Result<Shown> showRequest(const Directory& directory, const core::CosignRequest& request) {
    Shown out;
    std::size_t signatures = 0;
    if (request.method == crypto::Method::OpenQuota) {
        VD_ASSIGN(out.text, quotaText(directory, request.payload));
        VD_ASSIGN(const auto payload, crypto::QuotaPayload::decode(request.payload));
        signatures = payload.cosignatures.size();
    } else {
        VD_REQUIRE(crypto::changesDirectory(request.method), Reason::Malformed);
        VD_ASSIGN(const auto payload, crypto::DirectoryPayload::decode(request.payload));
        for (const auto& change : payload.changes) {
            out.text += changeText(directory, change) + "\n";
        }
        signatures = payload.cosignatures.size();
    }
    const auto* asker = directory.device(request.asker);
    const std::string who =
        asker == nullptr ? request.asker.hex() : personName(directory, asker->device.person);
    out.text = "Gevraagd door " + who + ":\n" + out.text;
    out.json = {{"ok", true},
                {"method", crypto::nameOf(request.method)},
                {"asker", who},
                {"signatures", signatures},
                {"what", out.text}};
    return out;
}

}  // namespace voordeur::client::cli
