#include "client/cli/choices.h"

#include "client/cli/command.h"
#include "client/core/default_policy.h"
#include "client/core/start_of_day.h"
#include "crypto/shared/date.h"
#include "crypto/shared/time_text.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>
#include <iostream>

namespace voordeur::client::cli {

using crypto::IdentifierKind;
using crypto::Role;

namespace {

struct RoleName {
    std::string_view name;
    Role role;
};
// A founder is made by the founding alone.
constexpr std::array kRoles{RoleName{"coach", Role::Coach},
                            RoleName{"worker", Role::Worker},
                            RoleName{"manager", Role::Manager},
                            RoleName{"crisis", Role::Crisis},
                            RoleName{"privacy-manager", Role::PrivacyManager},
                            RoleName{"privacy-officer", Role::PrivacyOfficer},
                            RoleName{"agency-admin", Role::AgencyAdmin}};

std::vector<std::string_view> partsOf(std::string_view text) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(','), text.size());
        parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

const crypto::Agency* ownAgency(const core::Session& session) {
    const auto* team = session.directory().team(session.secrets().team);
    return team == nullptr ? nullptr : session.directory().agency(team->agency);
}

}  // namespace

Result<std::uint16_t> purposeFor(const core::Session& session,
                                 std::uint16_t given,
                                 std::initializer_list<std::uint16_t> usual) {
    if (given != 0) return given;
    const auto* agency = ownAgency(session);
    VD_REQUIRE(agency != nullptr, Reason::Denied);
    for (const auto code : usual) {
        if (agency->mayUse(code)) return code;
    }
    VD_REQUIRE(agency->purposes.size() == 1, Reason::PurposeUnknown);
    return agency->purposes.front();
}

Result<std::uint16_t> householdPurpose(const core::Session& session, std::uint16_t given) {
    namespace purpose = core::purpose;
    return purposeFor(session, given, {purpose::kOwnCase, purpose::kCoordination});
}

Result<std::uint16_t> lookPurpose(const core::Session& session, std::uint16_t given) {
    const auto& own = session.secrets();
    const auto role = session.directory().role(own.person, own.team);
    if (role == crypto::Role::PrivacyOfficer) return given;
    return householdPurpose(session, given);
}

Result<std::uint16_t> involvementPurpose(const core::Session& session, std::uint16_t given) {
    namespace purpose = core::purpose;
    return purposeFor(
        session, given, {purpose::kCoordination, purpose::kOwnCase, purpose::kArrearsHelp});
}

void addAboutHousehold(CLI::App& command, AboutHousehold& about) {
    command.add_option("id", about.id, "Kenmerk van het gezin")->required();
    command.add_option("--purpose", about.purpose, kPurposeHelp);
}

Result<OpenedHousehold> openFor(Context& context,
                                const AboutHousehold& about,
                                Result<std::uint16_t> (*purpose)(const core::Session&,
                                                                 std::uint16_t)) {
    OpenedHousehold out;
    VD_ASSIGN(out.id, householdFrom(about.id));
    VD_ASSIGN(out.device, context.openDevice());
    VD_ASSIGN(out.purpose, purpose(out.session(), about.purpose));
    return out;
}

Result<Role> roleFrom(std::string_view text) {
    for (const auto& one : kRoles) {
        if (one.name == text) return one.role;
    }
    return Reason::UnknownValue;
}

const std::vector<std::string>& roleNames() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const auto& one : kRoles)
            all.emplace_back(one.name);
        return all;
    }();
    return names;
}

std::string_view roleWord(Role role) {
    switch (role) {
        case Role::Coach:
            return "gezinscoach";
        case Role::Worker:
            return "medewerker";
        case Role::Manager:
            return "manager";
        case Role::Crisis:
            return "crisisdienst";
        case Role::PrivacyManager:
            return "privacybeheerder";
        case Role::PrivacyOfficer:
            return "privacyfunctionaris";
        case Role::AgencyAdmin:
            return "beheerder";
        case Role::Founder:
            return "oprichter";
    }
    return {};
}

Result<IdentifierKind> kindFrom(std::string_view text) {
    for (const auto kind : crypto::kIdentifierKinds) {
        if (crypto::nameOf(kind) == text) return kind;
    }
    return Reason::UnknownValue;
}

Result<std::uint8_t> kindsFrom(std::string_view text) {
    unsigned bits = 0;
    for (const auto part : partsOf(text)) {
        VD_ASSIGN(const auto kind, kindFrom(part));
        bits |= 1U << (static_cast<unsigned>(kind) - 1);
    }
    return static_cast<std::uint8_t>(bits);
}

std::string kindsText(std::uint8_t kinds) {
    std::string text;
    for (const auto kind : crypto::kIdentifierKinds) {
        if ((kinds >> (static_cast<unsigned>(kind) - 1) & 1U) == 0) continue;
        if (!text.empty()) text += ", ";
        text += kindWord(kind);
    }
    return text;
}

std::string_view kindWord(IdentifierKind kind) {
    switch (kind) {
        case IdentifierKind::Bsn:
            return "burgerservicenummer";
        case IdentifierKind::Address:
            return "adres";
        case IdentifierKind::NameBirth:
            return "naam en geboortedatum";
    }
    return {};
}

Result<std::vector<std::uint16_t>> codesFrom(std::string_view text) {
    std::vector<std::uint16_t> codes;
    for (const auto part : partsOf(text)) {
        std::uint16_t code = 0;
        const auto read = std::from_chars(part.data(), part.data() + part.size(), code);
        const bool whole = read.ec == std::errc{} && read.ptr == part.data() + part.size();
        VD_REQUIRE(whole && code != 0, Reason::InvalidArgument);
        codes.push_back(code);
    }
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    return codes;
}

Result<crypto::UnixMillis> dayFrom(std::string_view text) {
    VD_ASSIGN(const auto date, crypto::dateFrom(text));
    VD_REQUIRE(crypto::dayNumber(date) >= 0, Reason::DateInvalid);
    return core::startOf(date);
}

crypto::Date todayOf(const crypto::Clock& clock) {
    const auto seconds = static_cast<std::time_t>(clock.now() / 1000);
    std::tm local{};
    ::localtime_r(&seconds, &local);
    return {static_cast<std::uint16_t>(local.tm_year + 1900),
            static_cast<std::uint8_t>(local.tm_mon + 1),
            static_cast<std::uint8_t>(local.tm_mday)};
}

std::string dateText(crypto::UnixMillis time) {
    return crypto::minuteText(time).substr(0, 10);
}

Result<core::LeadCandidate> leadFrom(const crypto::Directory& directory,
                                     const std::string& person,
                                     const std::string& team) {
    VD_ASSIGN(const auto id, findPerson(directory, person));
    if (!team.empty()) {
        VD_ASSIGN(const auto in, findTeam(directory, team));
        return core::LeadCandidate{id, in};
    }
    std::vector<crypto::TeamId> leading;
    for (const auto& one : directory.teamsOf(id)) {
        const auto* known = directory.team(one);
        if (known != nullptr && known->has(crypto::Team::kMayLead)) leading.push_back(one);
    }
    if (leading.empty()) leading = directory.teamsOf(id);
    VD_REQUIRE(!leading.empty(), Reason::NotFound);
    VD_REQUIRE(leading.size() == 1, Reason::InvalidArgument);
    return core::LeadCandidate{id, leading.front()};
}

CLI::App& addGroup(CLI::App& to, const std::string& name, const std::string& help) {
    auto* group = to.add_subcommand(name, help);
    group->require_subcommand(1);
    return *group;
}

bool confirmed(const Context& context, const std::string& question, bool yes) {
    if (yes || ::isatty(STDIN_FILENO) != 1) return true;
    context.remark(question + " Typ ja om door te gaan.");
    std::string answer;
    std::getline(std::cin, answer);
    return answer == "ja";
}

}  // namespace voordeur::client::cli
