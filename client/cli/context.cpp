#include "client/cli/context.h"

#include "client/core/composed_text.h"
#include "client/core/kept_work.h"
#include "crypto/base/files.h"
#include "crypto/shared/time_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <iterator>

namespace voordeur::client::cli {

using crypto::success;

namespace {

/// Switches the terminal's echo off for a scope.
class NoEcho {
public:
    NoEcho() {
        m_changed = ::tcgetattr(STDIN_FILENO, &m_before) == 0;
        if (!m_changed) return;
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~NoEcho() {
        if (m_changed) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }
    NoEcho(const NoEcho&) = delete;
    NoEcho& operator=(const NoEcho&) = delete;
    NoEcho(NoEcho&&) = delete;
    NoEcho& operator=(NoEcho&&) = delete;

private:
    termios m_before{};
    bool m_changed = false;
};

/// What others wrote may not steer the terminal: no escapes, no carriage returns.
std::string shown(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
        const bool control = (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7f;
        const bool highControl = byte == 0xc2 && next >= 0x80 && next < 0xa0;
        if (highControl) ++i;
        out += control || highControl ? '?' : text[i];
    }
    return out;
}

/// What a restored log means for whoever sits here.
std::string restoredText(const core::RestoredLog& restored) {
    const auto& what = restored.restoration;
    std::string text = fmt::format(
        "Let op: de server is hersteld uit een kopie. Verloren regels: {}.\n"
        "Ze zijn geschreven tussen {} en {} (UTC). Kijk na wat u toen deed.",
        what.lostEntries(),
        crypto::minuteText(what.lastTime),
        crypto::minuteText(what.restoredTime));
    if (restored.dropped > 0) {
        text +=
            fmt::format("\nOok {} niet bevestigde handelingen gingen verloren. Doe die opnieuw.",
                        restored.dropped);
    }
    return text;
}

template <class Map>
auto findNamed(const Map& things, const std::string& text) -> Result<typename Map::key_type> {
    using Id = typename Map::key_type;
    if (const auto id = Id::fromHexText(text); id && things.count(*id) > 0) return *id;
    std::optional<Id> found;
    for (const auto& [id, thing] : things) {
        if (thing.name != text) continue;
        VD_REQUIRE(!found, Reason::InvalidArgument);
        found = id;
    }
    VD_REQUIRE(found.has_value(), Reason::NotFound);
    return *found;
}

}  // namespace

Result<crypto::SecretBytes> Context::passphrase(const std::string& question) {
    VD_ASSIGN(const auto typed, secret(question, passphraseFile));
    return core::composedText(typed);
}

Result<crypto::SecretBytes> Context::secret(const std::string& question, const std::string& file) {
    if (!file.empty()) {
        VD_ASSIGN(auto bytes, crypto::readFile(file));
        while (!bytes.empty() && (bytes.back() == '\n' || bytes.back() == '\r'))
            bytes.pop_back();
        auto secret = crypto::SecretBytes::copyOf(bytes);
        crypto::wipe(bytes);
        return secret;
    }
    if (::isatty(STDIN_FILENO) != 1) return Reason::Cancelled;
    std::cerr << question << ": " << std::flush;
    std::string line;
    {
        const NoEcho silent;
        std::getline(std::cin, line);
    }
    std::cerr << "\n";
    auto secret = crypto::SecretBytes::copyOf(crypto::viewOf(line));
    crypto::wipe({reinterpret_cast<std::uint8_t*>(line.data()), line.size()});
    return secret;
}

Result<OpenDevice> Context::openUnsynced() {
    OpenDevice device;
    device.profile = std::make_unique<core::Profile>(profileDirectory, m_clock, m_random);
    VD_ASSIGN(const auto secret, passphrase("Wachtzin"));
    VD_ASSIGN(auto secrets, device.profile->open(secret));
    VD_ASSIGN(device.store, device.profile->localStore(secrets));
    device.transport = m_transports.connect(
        {secrets.address, secrets.serverCaPem, secrets.certificatePem, secrets.tlsKeyPem.clone()});
    VD_ASSIGN(device.session,
              core::Session::open(std::move(secrets),
                                  {*device.store, *device.transport, m_clock, m_random}));
    return device;
}

Result<OpenDevice> Context::openDevice() {
    VD_ASSIGN(auto device, openUnsynced());
    if (const Status synced = device.session->sync(); !synced.ok()) {
        if (core::looksRestored(synced.reason())) {
            remark(
                "Is de server hersteld uit een kopie? Geef een oprichter dan uw stand: "
                "voordeurctl restore kept");
        }
        return synced.error();
    }
    if (device.session->restored()) remark(restoredText(*device.session->restored()));
    if (device.session->keysChanged()) {
        VD_RETURN_IF_ERROR(device.profile->save(device.session->secrets()));
        device.session->keysWritten();
    }
    const Status resumed = core::settleKept(*device.session);
    if (device.session->stopped()) return resumed.error();
    VD_ASSIGN(const auto acts, core::unsettledActs(*device.session));
    tellUnsettled(acts, resumed);
    return device;
}

void Context::tellUnsettled(const std::vector<core::UnsettledAct>& acts,
                            const Status& resumed) const {
    const auto waiting =
        std::ranges::count(acts, core::PendingState::Waiting, &core::UnsettledAct::state);
    if (waiting > 0) {
        remark(
            fmt::format("Let op: {} van uw handelingen {} nog niet bevestigd ({}). Niets is "
                        "kwijt; het gaat de volgende keer opnieuw.",
                        waiting,
                        waiting == 1 ? "is" : "zijn",
                        resumed.ok() ? "" : crypto::nameOf(resumed.reason())));
    }
    const auto told = static_cast<std::ptrdiff_t>(acts.size()) - waiting;
    if (told > 0) {
        remark(
            fmt::format("Let op: {} van uw handelingen {} niet gedaan, of dat is niet zeker. "
                        "Bekijk ze: voordeurctl unsettled list",
                        told,
                        told == 1 ? "is" : "zijn"));
    }
}

void Context::say(const nlohmann::json& object, const std::string& text) const {
    if (json) {
        std::cout << object.dump(2) << "\n";
    } else if (!text.empty()) {
        std::cout << shown(text) << (text.back() == '\n' ? "" : "\n");
    }
}

void Context::remark(const std::string& text) const {
    std::cerr << shown(text) << "\n";
}

int exitCodeFor(Reason reason) {
    if (reason == Reason::Unavailable || reason == Reason::DeadlineExceeded ||
        reason == Reason::Busy) {
        return exit_code::kUnreachable;
    }
    return core::isServerFault(reason) ? exit_code::kServerFault : exit_code::kRefused;
}

Result<crypto::TeamId> findTeam(const crypto::Directory& directory, const std::string& text) {
    return findNamed(directory.teams(), text);
}

Result<crypto::AgencyId> findAgency(const crypto::Directory& directory, const std::string& text) {
    return findNamed(directory.agencies(), text);
}

Result<crypto::PersonId> findPerson(const crypto::Directory& directory, const std::string& text) {
    return findNamed(directory.people(), text);
}

Result<crypto::HouseholdId> householdFrom(const std::string& text) {
    const auto id = crypto::HouseholdId::fromHexText(text);
    VD_REQUIRE(id.has_value(), Reason::InvalidArgument);
    return *id;
}

Result<crypto::InvolvementId> involvementFrom(const std::string& text) {
    const auto id = crypto::InvolvementId::fromHexText(text);
    VD_REQUIRE(id.has_value(), Reason::InvalidArgument);
    return *id;
}

Result<std::string> readText(const std::string& path) {
    if (path == "-") {
        return std::string(std::istreambuf_iterator<char>(std::cin), {});
    }
    VD_ASSIGN(const auto bytes, crypto::readFile(path));
    return std::string(crypto::textOf(bytes));
}

Status writeText(const std::string& path, const std::string& text) {
    if (path == "-") {
        std::cout << text << std::flush;
        return success();
    }
    return crypto::writeNewFile(path, crypto::viewOf(text));
}

}  // namespace voordeur::client::cli
