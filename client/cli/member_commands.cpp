// Founding, enrolling and the own device.
#include "client/cli/context.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>
#include <thread>

namespace voordeur::client::cli {

using crypto::success;

namespace {

constexpr std::chrono::seconds kPollPause{1};

/// The recovery code is shown once, to be written down; it opens the keystore without passphrase.
void showRecovery(const Context& context, const crypto::SecretBytes& code) {
    const auto text = crypto::textOf(code.reveal(crypto::openKeyAccess()));
    context.remark("Herstelcode (schrijf hem op, bewaar hem niet bij uw laptop): " +
                   std::string(text));
}

struct FoundOptions {
    std::string sheet;
    core::FounderNames names;
};

Status found(Context& context, const FoundOptions& options) {
    VD_ASSIGN(const auto text, readText(options.sheet));
    VD_ASSIGN(const auto sheet, crypto::FoundingSheet::decode(text));
    auto profile = context.profile();
    VD_REQUIRE(!profile.exists(), Reason::FileExists);
    VD_ASSIGN(const auto passphrase, context.passphrase("Kies een wachtzin"));
    VD_ASSIGN(const auto secrets, core::foundInstance(context.machine(), sheet, options.names));
    VD_ASSIGN(const auto code, profile.create(secrets, passphrase));
    showRecovery(context, code);
    const auto instance = crypto::toHex(secrets.instance);
    context.say(
        {{"ok", true}, {"instance", instance}, {"device", secrets.device.hex()}},
        "Voordeur voor " + options.names.municipality + " is opgericht.\nKenmerk: " + instance);
    return success();
}

struct RecoverOptions {
    std::string codeFile;
};

/// A new passphrase for somebody who wrote the recovery code down.
Status recover(Context& context, const RecoverOptions& options) {
    auto profile = context.profile();
    VD_REQUIRE(profile.exists(), Reason::NotFound);
    VD_ASSIGN(const auto code, context.secret("Herstelcode", options.codeFile));
    VD_ASSIGN(const auto passphrase, context.passphrase("Kies een nieuwe wachtzin"));
    VD_RETURN_IF_ERROR(profile.recover(code, passphrase));
    context.say({{"ok", true}}, "De nieuwe wachtzin geldt. De herstelcode blijft werken.");
    return success();
}

struct EnrolOptions {
    std::string invitation;
    unsigned waitSeconds = 0;
};

Status finish(Context& context,
              core::Profile& profile,
              const core::Profile::Pending& pending,
              const crypto::SecretBytes& passphrase) {
    VD_ASSIGN(const auto secrets,
              core::finishEnrolment(context.machine(), pending.invitation, pending.device));
    VD_ASSIGN(const auto code, profile.create(secrets, passphrase));
    profile.dropPending();
    showRecovery(context, code);
    context.say({{"ok", true}, {"admitted", true}, {"device", secrets.device.hex()}},
                "Dit apparaat is toegelaten.");
    return success();
}

/// The enrolment under way, or a new one with the invitation: kept before the server hears of it.
Result<core::Profile::Pending> pendingFor(Context& context,
                                          core::Profile& profile,
                                          const EnrolOptions& options,
                                          const crypto::SecretBytes& passphrase) {
    if (options.invitation.empty()) return profile.pending(passphrase);
    VD_ASSIGN(const auto text, readText(options.invitation));
    VD_ASSIGN(auto invitation, core::Invitation::decode(text));
    context.remark("Gemeente: " + invitation.municipality + ", apparaat van " +
                   invitation.personName);
    if (profile.hasPending()) {
        VD_ASSIGN(auto pending, profile.pending(passphrase));
        // The same invitation once more: these keys may have been admitted already.
        if (pending.invitation.id == invitation.id) return pending;
    }
    VD_ASSIGN(auto device, core::makeDevice(context.machine(), invitation));
    VD_RETURN_IF_ERROR(profile.keepPending(invitation, device, passphrase));
    return core::Profile::Pending{std::move(invitation), std::move(device)};
}

Status enrol(Context& context, const EnrolOptions& options) {
    auto profile = context.profile();
    VD_REQUIRE(!profile.exists(), Reason::FileExists);
    VD_REQUIRE(!options.invitation.empty() || profile.hasPending(), Reason::NotFound);
    VD_ASSIGN(const auto passphrase,
              context.passphrase(profile.hasPending() ? "Wachtzin" : "Kies een wachtzin"));
    VD_ASSIGN(const auto pending, pendingFor(context, profile, options, passphrase));
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(options.waitSeconds);
    bool announced = false;
    for (;;) {
        const Status done = finish(context, profile, pending, passphrase);
        if (done.ok()) return done;
        // The server never heard of it: the program ended between keeping and announcing.
        const bool unheard = done.reason() == Reason::InvitationUnknown && !announced;
        if (done.reason() != Reason::WaitingForAdmission && !unheard) return done;
        if (!announced) {
            VD_RETURN_IF_ERROR(
                core::announceDevice(context.machine(), pending.invitation, pending.device));
            announced = true;
        }
        if (std::chrono::steady_clock::now() >= until) break;
        std::this_thread::sleep_for(kPollPause);
    }
    context.say({{"ok", true}, {"admitted", false}},
                "Dit apparaat wacht tot de beheerder het toelaat. Doe daarna: voordeurctl enrol");
    return success();
}

Status whoami(Context& context) {
    VD_ASSIGN(const auto device, context.openDevice());
    const auto& session = *device.session;
    const auto& secrets = session.secrets();
    const auto& directory = session.directory();
    const auto* person = directory.person(secrets.person);
    const auto* team = directory.team(secrets.team);
    VD_REQUIRE(person != nullptr && team != nullptr, Reason::Unauthenticated);
    const auto* agency = directory.agency(team->agency);
    VD_REQUIRE(agency != nullptr, Reason::Unauthenticated);
    const auto role = directory.role(secrets.person, secrets.team);
    const std::string roleName(role ? crypto::nameOf(*role) : "");
    const auto* key = directory.teamKey(secrets.team);
    const bool hasKey = key != nullptr && secrets.teamKey(secrets.team, key->key.epoch) != nullptr;
    const auto head = session.head();
    context.say({{"ok", true},
                 {"person", person->name},
                 {"team", team->name},
                 {"agency", agency->name},
                 {"role", roleName},
                 {"device", secrets.device.hex()},
                 {"teamKey", hasKey},
                 {"logSize", head.size}},
                person->name + ", " + team->name + " (" + agency->name + "), " + roleName +
                    "\napparaat " + secrets.device.hex() +
                    (hasKey ? "" : "\nDe sleutel van uw team is er nog niet: vraag een collega."));
    return success();
}

Status shareKeys(Context& context) {
    VD_ASSIGN(const auto device, context.openDevice());
    VD_ASSIGN(const auto count, core::shareTeamKeys(*device.session));
    context.say({{"ok", true}, {"devices", count}},
                std::to_string(count) + " apparaten kregen de sleutel van hun team.");
    return success();
}

}  // namespace

void addMemberCommands(CLI::App& app, Context& context) {
    auto founding = std::make_shared<FoundOptions>();
    auto* found_ = app.add_subcommand("found", "Richt Voordeur op met het oprichtingsblad");
    found_->add_option("--sheet", founding->sheet, "Het oprichtingsblad")->required();
    found_->add_option("--municipality", founding->names.municipality, "Gemeente")->required();
    found_->add_option("--agency", founding->names.agency, "Uw organisatie")->required();
    found_->add_option("--team", founding->names.team, "Uw team")->required();
    found_->add_option("--name", founding->names.person, "Uw naam")->required();
    found_->add_option("--phone", founding->names.phone, "Uw telefoon");
    found_->add_option("--mail", founding->names.mail, "Uw e-mail");
    found_->callback([&context, founding] {
        context.chosen = [&context, founding] { return found(context, *founding); };
    });

    auto enrolling = std::make_shared<EnrolOptions>();
    auto* enrol_ = app.add_subcommand("enrol", "Meld dit apparaat aan met een uitnodiging");
    enrol_->add_option("invitation", enrolling->invitation, "Bestand met de uitnodiging");
    enrol_->add_option("--wait", enrolling->waitSeconds, "Wacht zoveel seconden op toelating");
    enrol_->callback([&context, enrolling] {
        context.chosen = [&context, enrolling] { return enrol(context, *enrolling); };
    });

    auto recovering = std::make_shared<RecoverOptions>();
    auto* recover_ = app.add_subcommand("recover", "Wachtzin vergeten: open met de herstelcode");
    recover_->add_option("--code-file", recovering->codeFile, "Bestand met de herstelcode");
    recover_->callback([&context, recovering] {
        context.chosen = [&context, recovering] { return recover(context, *recovering); };
    });

    app.add_subcommand("whoami", "Wie ben ik hier?")->callback([&context] {
        context.chosen = [&context] { return whoami(context); };
    });
    app.add_subcommand("share-keys", "Geef teamgenoten de sleutel van het team")
        ->callback([&context] { context.chosen = [&context] { return shareKeys(context); }; });
}

}  // namespace voordeur::client::cli
