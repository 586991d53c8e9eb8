// What takes two persons: opening a bulk quota, signing for a colleague, sending what was signed.
#include "client/cli/choices.h"
#include "client/cli/command.h"
#include "client/cli/directory_text.h"
#include "client/core/membership.h"
#include "client/core/start_of_day.h"
#include "crypto/shared/payloads.h"

#include <nlohmann/json.hpp>

namespace voordeur::client::cli {

using crypto::success;

namespace {

struct QuotaOptions {
    std::string agency;
    std::string kind;
    std::uint32_t max = 0;
    std::string day = "today";
    std::string out;
};

/// Days of a quota are days of the server, in UTC.
Result<std::uint32_t> dayNumberFrom(const Context& context, const std::string& text) {
    const auto today = context.clock().now() / core::kDayMillis;
    if (text == "today") return static_cast<std::uint32_t>(today);
    if (text == "tomorrow") return static_cast<std::uint32_t>(today + 1);
    VD_ASSIGN(const auto day, dayFrom(text));
    return static_cast<std::uint32_t>(day / core::kDayMillis);
}

Status openQuota(Context& context, const QuotaOptions& options) {
    crypto::QuotaPayload payload;
    VD_ASSIGN(payload.kind, kindFrom(options.kind));
    VD_ASSIGN(payload.day, dayNumberFrom(context, options.day));
    payload.max = options.max;
    VD_ASSIGN(const auto device, context.openDevice());
    const auto& session = *device.session;
    VD_ASSIGN(payload.agency, findAgency(session.directory(), options.agency));
    const auto request = core::beginCosigned(session, crypto::Method::OpenQuota, payload.encode());
    VD_RETURN_IF_ERROR(writeText(options.out, request.encode()));
    context.say({{"ok", true},
                 {"file", options.out},
                 {"agency", payload.agency.hex()},
                 {"kind", crypto::nameOf(payload.kind)},
                 {"day", dateText(payload.day * core::kDayMillis)},
                 {"max", payload.max}},
                "Verzoek geschreven: " + options.out +
                    "\nLaat een tweede persoon tekenen: voordeurctl cosign " + options.out);
    return success();
}

struct CosignOptions {
    std::string file;
    std::string out;
    bool yes = false;
};

Status cosignFile(Context& context, const CosignOptions& options) {
    VD_ASSIGN(const auto text, readText(options.file));
    VD_ASSIGN(auto request, core::CosignRequest::decode(text));
    VD_ASSIGN(const auto device, context.openDevice());
    const auto& session = *device.session;
    // Nobody signs what he has not seen.
    VD_ASSIGN(const auto shown, showRequest(session.directory(), request));
    context.remark(shown.text);
    VD_REQUIRE(confirmed(context, "Tekent u hiervoor?", options.yes), Reason::Cancelled);
    VD_RETURN_IF_ERROR(core::cosign(session, request));
    VD_RETURN_IF_ERROR(writeText(options.out, request.encode()));
    auto json = shown.json;
    json["file"] = options.out;
    context.say(json,
                "Getekend: " + options.out + "\nWie het vroeg, verstuurt het: voordeurctl submit " +
                    options.out);
    return success();
}

struct SubmitOptions {
    std::string file;
};

Status submitFile(Context& context, const SubmitOptions& options) {
    VD_ASSIGN(const auto text, readText(options.file));
    VD_ASSIGN(const auto request, core::CosignRequest::decode(text));
    VD_ASSIGN(const auto device, context.openDevice());
    auto& session = *device.session;
    VD_ASSIGN(const auto shown, showRequest(session.directory(), request));
    VD_RETURN_IF_ERROR(core::submitCosigned(session, request));
    context.say(shown.json, "Gedaan.\n" + shown.text);
    return success();
}

}  // namespace

void addQuotaCommands(CLI::App& app, Context& context) {
    auto& quotas = addGroup(app, "quota", "Ruimte om veel na te vragen");
    auto open = addCommand(quotas, context, "open", "Vraag ruimte voor een dag", openQuota);
    open->add_option("--agency", open.options->agency, "Organisatie (naam of kenmerk)")->required();
    open->add_option("--kind", open.options->kind, "bsn, address of name-birth")->required();
    open->add_option("--max", open.options->max, "Hoe vaak op die dag")
        ->required()
        ->check(CLI::PositiveNumber);
    open->add_option("--day", open.options->day, "today, tomorrow of JJJJ-MM-DD");
    open->add_option("--out", open.options->out, "Nieuw bestand met het verzoek")->required();

    auto sign = addCommand(app, context, "cosign", "Teken als tweede persoon", cosignFile);
    sign->add_option("file", sign.options->file, "Bestand met het verzoek")->required();
    sign->add_option("--out", sign.options->out, "Nieuw bestand, getekend")->required();
    sign->add_flag("--yes", sign.options->yes, "Vraag niet om bevestiging");

    auto submit = addCommand(app, context, "submit", "Verstuur een getekend verzoek", submitFile);
    submit->add_option("file", submit.options->file, "Getekend bestand")->required();
}

}  // namespace voordeur::client::cli
