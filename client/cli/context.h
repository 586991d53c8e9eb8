#pragma once

#include "client/core/profile.h"
#include "client/core/session.h"
#include "client/core/views.h"
#include "crypto/internal/random.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace voordeur::client::cli {

using crypto::Reason;
using crypto::Result;
using crypto::Status;

/// One opened device: profile, local store, connection and session, in the order they depend.
struct OpenDevice {
    std::unique_ptr<core::Profile> profile;
    std::unique_ptr<core::LocalStore> store;
    std::unique_ptr<core::Transport> transport;
    std::unique_ptr<core::Session> session;
};

/// What every command shares: where the device's folder is, how to get the passphrase, how to
/// speak.
class Context {
public:
    explicit Context(core::TransportFactory& transports) : m_transports(transports) {}

    // Options of the program, filled by the parser.
    std::string profileDirectory;
    std::string passphraseFile;
    bool json = false;

    /// Opens the device and brings its directory up to date; new team keys go into the keystore.
    Result<OpenDevice> openDevice();
    /// Opens the device as it is, and asks the server nothing: for the founders' word after a
    /// backup was put back, when bringing it up to date is refused.
    Result<OpenDevice> openUnsynced();
    /// From the file, or asked on the terminal without echo; composed (composed_text.h). Errors:
    /// FileUnreadable, Cancelled.
    Result<crypto::SecretBytes> passphrase(const std::string& question);
    /// The same for another secret; `file` may be empty.
    static Result<crypto::SecretBytes> secret(const std::string& question, const std::string& file);
    [[nodiscard]] core::Machine machine() { return {m_transports, m_clock, m_random}; }
    [[nodiscard]] core::Profile profile() { return {profileDirectory, m_clock, m_random}; }
    [[nodiscard]] const crypto::Clock& clock() const { return m_clock; }
    [[nodiscard]] crypto::RandomSource& random() { return m_random; }

    /// One result: JSON as it is, or `text` for people.
    void say(const nlohmann::json& object, const std::string& text) const;
    /// Progress and side remarks, on standard error, for people only.
    void remark(const std::string& text) const;

    /// What the chosen command does; set by the parser's callbacks.
    std::function<Status()> chosen;

private:
    void tellUnsettled(const std::vector<core::UnsettledAct>& acts, const Status& resumed) const;

    core::TransportFactory& m_transports;
    crypto::SystemClock m_clock;
    crypto::SystemRandom m_random;
};

/// The exit codes of voordeurctl, stable for scripts.
namespace exit_code {
inline constexpr int kDone = 0;
inline constexpr int kRefused = 1;
inline constexpr int kUsage = 2;
inline constexpr int kServerFault = 3;  // what the server said does not hold
inline constexpr int kUnreachable = 4;
}  // namespace exit_code
int exitCodeFor(Reason reason);

/// 32 hexadecimal characters, or the one name in `named` that equals `text`.
/// Errors: NotFound, InvalidArgument (several things have that name).
Result<crypto::TeamId> findTeam(const crypto::Directory& directory, const std::string& text);
Result<crypto::AgencyId> findAgency(const crypto::Directory& directory, const std::string& text);
Result<crypto::PersonId> findPerson(const crypto::Directory& directory, const std::string& text);
Result<crypto::HouseholdId> householdFrom(const std::string& text);
Result<crypto::InvolvementId> involvementFrom(const std::string& text);
/// A file's text, or standard input for "-". Errors: FileUnreadable.
Result<std::string> readText(const std::string& path);
/// Writes a new file for its owner alone, or standard output for "-".
Status writeText(const std::string& path, const std::string& text);

// The groups of commands; each adds its own to the parser.
void addMemberCommands(CLI::App& app, Context& context);
void addAdminCommands(CLI::App& app, Context& context);
void addInvolvementCommands(CLI::App& app, Context& context);
void addHouseholdCommands(CLI::App& app, Context& context);
void addLeadCommands(CLI::App& app, Context& context);
void addImportCommand(CLI::App& app, Context& context);
void addKeptCommands(CLI::App& app, Context& context);
void addLogCommands(CLI::App& app, Context& context);
void addRestoreCommands(CLI::App& app, Context& context);

}  // namespace voordeur::client::cli
