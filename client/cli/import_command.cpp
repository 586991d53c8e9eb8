// Bringing a register in: read it, plan, send, report.
#include "client/cli/choices.h"
#include "client/cli/command.h"
#include "client/cli/import_text.h"
#include "client/cli/reason_words.h"
#include "client/core/import/import_session.h"
#include "client/core/import/register_import.h"
#include "client/core/registers/text_decoding.h"

#include <nlohmann/json.hpp>

#include <atomic>
#include <csignal>
#include <fstream>

namespace voordeur::client::cli {

using core::registers::RegisterKind;
using crypto::success;

namespace {

constexpr std::size_t kProgressEvery = 25;

// A signal handler can reach nothing but a global.
std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free);

/// While it lives, the first Ctrl+C only asks to stop; the second one ends the program as ever.
class InterruptWatch {
public:
    InterruptWatch() {
        interrupted = false;
        struct sigaction act {};
        act.sa_handler = [](int) { interrupted = true; };
        act.sa_flags = static_cast<int>(SA_RESETHAND);
        ::sigemptyset(&act.sa_mask);
        ::sigaction(SIGINT, &act, &m_before);
    }
    ~InterruptWatch() { ::sigaction(SIGINT, &m_before, nullptr); }
    InterruptWatch(const InterruptWatch&) = delete;
    InterruptWatch& operator=(const InterruptWatch&) = delete;
    InterruptWatch(InterruptWatch&&) = delete;
    InterruptWatch& operator=(InterruptWatch&&) = delete;

private:
    struct sigaction m_before {};
};

struct ImportOptions {
    std::string kind;
    std::string file;
    std::string people;
    bool dryRun = false;
    std::uint16_t purpose = 0;
};

/// A byte more than the reader takes, so that it says itself that a file is too large.
Result<crypto::Bytes> readRegister(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    VD_REQUIRE(file.good(), Reason::FileUnreadable);
    crypto::Bytes bytes;
    crypto::Bytes part(std::size_t{64} * 1024);
    while (file.good() && bytes.size() <= core::registers::kFileBytesMax) {
        file.read(reinterpret_cast<char*>(part.data()), static_cast<std::streamsize>(part.size()));
        crypto::append(bytes,
                       crypto::ByteView(part).first(static_cast<std::size_t>(file.gcount())));
    }
    VD_REQUIRE(!file.bad(), Reason::FileUnreadable);
    return bytes;
}

/// Says where the map of leads is wrong.
Status checkMap(const Context& context,
                const core::Session& session,
                const ImportOptions& options,
                std::string_view map) {
    const auto names = core::leadNamesFor(session, map);
    if (!names.fault) return success();
    const std::string place = options.people + ":" + std::to_string(names.fault->line) + " ";
    using What = core::LeadNames::MapFault::What;
    switch (names.fault->what) {
        case What::NoEquals:
            context.remark(place + "Zo moet een regel: F. Bakker = naam of kenmerk.");
            break;
        case What::Unknown:
            context.remark(place + "Niemand met deze naam mag regie hebben.");
            break;
        case What::Several:
            context.remark(place + "Meer mensen of teams passen hierbij. Zet het team achter @.");
            break;
    }
    return names.fault->reason();
}

core::ImportHooks hooksFor(const Context& context) {
    core::ImportHooks hooks;
    hooks.progress = [&context](std::size_t done, std::size_t total) {
        if (done % kProgressEvery == 0 || done == total) {
            context.remark(std::to_string(done) + " van " + std::to_string(total));
        }
    };
    hooks.cancelled = [] { return interrupted.load(); };
    return hooks;
}

Status importRegister(Context& context, const ImportOptions& options) {
    const auto kind = core::registers::registerKindFromName(options.kind);
    VD_REQUIRE(kind.has_value(), Reason::UnknownValue);
    VD_ASSIGN(const auto file, readRegister(options.file));
    std::string map;
    if (!options.people.empty()) {
        VD_ASSIGN(map, readText(options.people));
    }
    VD_ASSIGN(const auto device, context.openDevice());
    auto& session = *device.session;
    VD_RETURN_IF_ERROR(checkMap(context, session, options, map));
    VD_ASSIGN(const auto purpose,
              *kind == RegisterKind::FamilyCoaches ? householdPurpose(session, options.purpose)
                                                   : involvementPurpose(session, options.purpose));
    VD_ASSIGN(auto plan,
              core::planRegister(session, purpose, {*kind, file, todayOf(context.clock()), map}));
    const bool send = !options.dryRun && !plan.reading.fileProblem;
    core::ImportOutcome outcome = core::preview(plan);
    if (send) {
        const InterruptWatch watch;
        core::ImportSession target(session, purpose);
        outcome = core::carryOut(target, plan, hooksFor(context));
    }
    const auto& directory = session.directory();
    const auto* team = directory.team(session.secrets().team);
    const auto shown = showImport({options.file,
                                   options.dryRun,
                                   plan,
                                   outcome,
                                   directory.policy(),
                                   team == nullptr ? "" : agencyName(directory, team->agency)});
    context.say(shown.json, shown.text);
    if (plan.reading.fileProblem) return core::registers::reasonOf(plan.reading.fileProblem->fault);
    return outcome.stopped ? Status(*outcome.stopped) : success();
}

}  // namespace

void addImportCommand(CLI::App& app, Context& context) {
    auto command = addCommand(app, context, "import", "Zet een register erin", importRegister);
    auto& options = *command.options;
    command->add_option("--register", options.kind, "Welk register")
        ->required()
        ->check(CLI::IsMember({"gezinscoaches", "schuldhulp", "jeugdhulp", "woningcorporatie"}));
    command->add_option("file", options.file, "CSV-bestand")->required();
    command->add_flag("--dry-run", options.dryRun, "Kijk alleen; verstuur niets");
    command->add_option(
        "--people", options.people, "Bestand met regels: F. Bakker = naam of kenmerk");
    command->add_option("--purpose", options.purpose, kPurposeHelp);
}

}  // namespace voordeur::client::cli
