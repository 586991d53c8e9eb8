// Inviting and admitting people, taking access away, and who is who.
#include "client/cli/choices.h"
#include "client/cli/command.h"
#include "client/cli/directory_text.h"
#include "client/cli/qr_code.h"
#include "client/core/membership.h"
#include "crypto/base/files.h"
#include "crypto/base/limits.h"
#include "crypto/shared/time_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

namespace voordeur::client::cli {

using crypto::success;

namespace {

constexpr std::uint64_t kDayMillis = 24ULL * 3600 * 1000;
constexpr unsigned kDaysUsual = 7;
constexpr unsigned kDaysMax = 14;

struct InviteOptions {
    std::string name;
    std::string person;
    std::string team;
    std::string role;
    std::string phone;
    std::string mail;
    std::string hours;
    unsigned days = kDaysUsual;
    std::string out;
    std::string qr;
};

/// Before anything is made: an invitation whose text cannot be written is of no use.
Status mustBeNew(const std::string& path) {
    const bool there = !path.empty() && path != "-" && std::ifstream(path).good();
    VD_REQUIRE(!there, Reason::FileExists);
    return success();
}

/// A picture for a name that ends in .png, otherwise text.
Status writeQr(const std::string& path, const std::string& text) {
    VD_ASSIGN(const auto code, QrCode::of(text));
    if (path.ends_with(".png")) return crypto::writeNewFile(path, code.asPng());
    return writeText(path, code.asText());
}

Result<core::InviteWish> wishFrom(const core::Session& session, const InviteOptions& options) {
    const auto& directory = session.directory();
    core::InviteWish wish;
    wish.name = options.name;
    wish.phone = options.phone;
    wish.mail = options.mail;
    wish.hours = options.hours;
    VD_ASSIGN(wish.team, findTeam(directory, options.team));
    VD_ASSIGN(wish.role, roleFrom(options.role));
    if (!options.person.empty()) {
        VD_ASSIGN(wish.person, findPerson(directory, options.person));
        wish.name = personName(directory, *wish.person);
    }
    VD_REQUIRE(!wish.name.empty(), Reason::NameInvalid);
    // The server measures by its own clock, which may be somewhat behind.
    const std::uint64_t most =
        crypto::limits::kInvitationMillisMax - crypto::limits::kClockSkewMillis;
    wish.expires = session.clock().now() + std::min(options.days * kDayMillis, most);
    return wish;
}

Status inviteSomebody(Context& context, const InviteOptions& options) {
    VD_RETURN_IF_ERROR(mustBeNew(options.out));
    VD_RETURN_IF_ERROR(mustBeNew(options.qr));
    VD_ASSIGN(const auto device, context.openDevice());
    auto& session = *device.session;
    VD_ASSIGN(const auto wish, wishFrom(session, options));
    VD_ASSIGN(const auto invitation, core::invite(session, wish));
    const std::string text = invitation.encode();
    VD_RETURN_IF_ERROR(writeText(options.out, text));
    if (!options.qr.empty()) {
        const Status drawn = writeQr(options.qr, text);
        const bool tooLarge = !drawn.ok() && drawn.reason() == Reason::MessageTooLarge;
        if (tooLarge) context.remark("De uitnodiging past niet in een QR-code. Geef het bestand.");
        if (!drawn.ok() && !tooLarge) return drawn;
    }
    context.say({{"ok", true},
                 {"invitation", invitation.id.hex()},
                 {"person", invitation.person.hex()},
                 {"name", wish.name},
                 {"expires", wish.expires},
                 {"file", options.out}},
                "Uitnodiging voor " + wish.name + ": " + options.out +
                    "\nGeef hem zelf af; wie hem heeft, kan een apparaat aanmelden.\n"
                    "Geldig tot " +
                    crypto::minuteText(wish.expires) + ". Kenmerk: " + invitation.id.hex());
    return success();
}

struct NoOptions {};

nlohmann::json jsonOf(const core::Session& session, const core::WaitingDevice& waiting) {
    return {{"invitation", waiting.enrolment.invitation.hex()},
            {"name", waiting.personName},
            {"team", teamName(session.directory(), waiting.team)},
            {"device", waiting.enrolment.device().hex()},
            {"genuine", waiting.genuine}};
}

Status showWaiting(Context& context, const NoOptions&) {
    VD_ASSIGN(const auto device, context.openDevice());
    VD_ASSIGN(const auto waiting, core::waitingDevices(*device.session));
    nlohmann::json list = nlohmann::json::array();
    std::string text;
    for (const auto& one : waiting) {
        list.push_back(jsonOf(*device.session, one));
        text += one.enrolment.invitation.hex() + "  " + one.personName + ", " +
                teamName(device.session->directory(), one.team) +
                (one.genuine ? "  echt\n" : "  NIET ECHT of niet door u uitgenodigd\n");
    }
    context.say({{"ok", true}, {"waiting", list}}, text.empty() ? "Er wacht niemand." : text);
    return success();
}

struct AdmitOptions {
    std::string invitation;
    bool all = false;
};

/// The invitations to admit now. With --all only what is genuine; the rest is said.
Result<std::vector<crypto::InvitationId>> toAdmit(const Context& context,
                                                  core::Session& session,
                                                  const AdmitOptions& options) {
    std::vector<crypto::InvitationId> ids;
    if (!options.all) {
        const auto id = crypto::InvitationId::fromHexText(options.invitation);
        VD_REQUIRE(id.has_value(), Reason::InvalidArgument);
        return std::vector{*id};
    }
    VD_ASSIGN(const auto waiting, core::waitingDevices(session));
    for (const auto& one : waiting) {
        if (one.genuine) {
            ids.push_back(one.enrolment.invitation);
        } else {
            context.remark("Niet toegelaten, want niet echt of niet door u uitgenodigd: " +
                           one.personName + " " + one.enrolment.invitation.hex());
        }
    }
    return ids;
}

Status admitDevices(Context& context, const AdmitOptions& options) {
    VD_ASSIGN(const auto device, context.openDevice());
    auto& session = *device.session;
    VD_ASSIGN(const auto ids, toAdmit(context, session, options));
    nlohmann::json admitted = nlohmann::json::array();
    for (const auto& id : ids) {
        VD_RETURN_IF_ERROR(core::admit(session, id));
        admitted.push_back(id.hex());
    }
    context.say({{"ok", true}, {"admitted", admitted}},
                std::to_string(ids.size()) + (ids.size() == 1 ? " apparaat" : " apparaten") +
                    " toegelaten. Teamgenoten geven de sleutel: voordeurctl share-keys");
    return success();
}

struct RevokeOptions {
    std::string what;
    std::string id;
    bool yes = false;
};

struct Revoked {
    crypto::Revocation::What what = crypto::Revocation::What::Device;
    crypto::ByteArray<16> id{};
    std::string text;
};

Result<Revoked> revokedBy(const crypto::Directory& directory, const RevokeOptions& options) {
    using What = crypto::Revocation::What;
    if (options.what == "person") {
        VD_ASSIGN(const auto person, findPerson(directory, options.id));
        return Revoked{
            What::Person, person.bytes, "alle toegang van " + personName(directory, person)};
    }
    if (options.what == "device") {
        const auto id = crypto::DeviceId::fromHexText(options.id);
        VD_REQUIRE(id.has_value(), Reason::InvalidArgument);
        const auto* known = directory.device(*id);
        VD_REQUIRE(known != nullptr, Reason::NotFound);
        return Revoked{What::Device,
                       id->bytes,
                       "een apparaat van " + personName(directory, known->device.person)};
    }
    const auto id = crypto::InvitationId::fromHexText(options.id);
    VD_REQUIRE(id.has_value(), Reason::InvalidArgument);
    const auto* known = directory.invitation(*id);
    VD_REQUIRE(known != nullptr, Reason::InvitationUnknown);
    return Revoked{
        What::Invitation, id->bytes, "de uitnodiging voor " + personName(directory, known->person)};
}

Status revokeIt(Context& context, const RevokeOptions& options) {
    VD_ASSIGN(const auto device, context.openDevice());
    auto& session = *device.session;
    VD_ASSIGN(const auto revoked, revokedBy(session.directory(), options));
    VD_REQUIRE(confirmed(context, "U trekt in: " + revoked.text + ".", options.yes),
               Reason::Cancelled);
    VD_RETURN_IF_ERROR(core::revoke(session, revoked.what, revoked.id));
    context.say({{"ok", true}, {"what", options.what}, {"id", crypto::toHex(revoked.id)}},
                "Ingetrokken: " + revoked.text + ".");
    return success();
}

Status listDirectory(Context& context, const NoOptions&) {
    VD_ASSIGN(const auto device, context.openDevice());
    const auto shown = showDirectory(device.session->directory());
    context.say(shown.json, shown.text);
    return success();
}

void addInvite(CLI::App& app, Context& context) {
    auto invite = addCommand(app, context, "invite", "Nodig iemand uit", inviteSomebody);
    auto& options = *invite.options;
    auto* name = invite->add_option("--name", options.name, "Naam van een nieuwe medewerker");
    auto* person =
        invite->add_option("--person", options.person, "Wie er al is: voor een volgend apparaat");
    name->excludes(person);
    invite->add_option("--team", options.team, "Team (naam of kenmerk)")->required();
    invite->add_option("--role", options.role, "Rol")
        ->required()
        ->check(CLI::IsMember(roleNames()));
    invite->add_option("--phone", options.phone, "Telefoon");
    invite->add_option("--mail", options.mail, "E-mail");
    invite->add_option("--hours", options.hours, "Werkdagen en uren");
    invite->add_option("--days", options.days, "Hoeveel dagen geldig")
        ->check(CLI::Range(1U, kDaysMax));
    invite->add_option("--out", options.out, "Nieuw bestand voor de uitnodiging")->required();
    invite->add_option("--qr", options.qr, "Ook als QR-code: BESTAND.png, BESTAND.txt of -");
}

}  // namespace

void addAdminCommands(CLI::App& app, Context& context) {
    addOrgCommands(app, context);
    addInvite(app, context);
    addCommand(app, context, "waiting", "Welke apparaten wachten op toelating?", showWaiting);

    auto admit = addCommand(app, context, "admit", "Laat een apparaat toe", admitDevices);
    auto* one =
        admit->add_option("invitation", admit.options->invitation, "Kenmerk van de uitnodiging");
    auto* all = admit->add_flag("--all", admit.options->all, "Alles wat echt is");
    one->excludes(all);

    auto revoke = addCommand(app, context, "revoke", "Trek toegang in", revokeIt);
    revoke->add_option("what", revoke.options->what, "device, person of invitation")
        ->required()
        ->check(CLI::IsMember({"device", "person", "invitation"}));
    revoke->add_option("id", revoke.options->id, "Kenmerk (van een persoon ook de naam)")
        ->required();
    revoke->add_flag("--yes", revoke.options->yes, "Vraag niet om bevestiging");

    addCommand(app, context, "directory", "Organisaties, teams, mensen en rollen", listDirectory);
    addQuotaCommands(app, context);
}

}  // namespace voordeur::client::cli
