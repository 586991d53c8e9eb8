#pragma once

#include "client/cli/context.h"
#include "client/core/households.h"
#include "crypto/shared/directory.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

// What several commands read from the command line, and the words for it.
namespace voordeur::client::cli {

/// Help text of every --purpose.
inline constexpr const char* kPurposeHelp = "Waarom? Een code uit: voordeurctl purposes";

/// `given`, or without it (0) the first of `usual` that the own agency may use, or the only one
/// that it has. Errors: PurposeUnknown (a person has to choose).
Result<std::uint16_t> purposeFor(const core::Session& session,
                                 std::uint16_t given,
                                 std::initializer_list<std::uint16_t> usual);
/// For opening, writing and handing over the own families.
Result<std::uint16_t> householdPurpose(const core::Session& session, std::uint16_t given);
/// For asking who looked: as `householdPurpose`, but an officer looks on duty and names none (0).
Result<std::uint16_t> lookPurpose(const core::Session& session, std::uint16_t given);
/// For letting others know that we help.
Result<std::uint16_t> involvementPurpose(const core::Session& session, std::uint16_t given);

/// Options of every command about one household.
struct AboutHousehold {
    std::string id;
    std::uint16_t purpose = 0;
};
/// The positional id, and --purpose.
void addAboutHousehold(CLI::App& command, AboutHousehold& about);

/// A device opened for one household, with the reason why.
struct OpenedHousehold {
    OpenDevice device;
    crypto::HouseholdId id;
    std::uint16_t purpose = 0;
    [[nodiscard]] core::Session& session() const { return *device.session; }
};
/// `purpose`: `householdPurpose`, or `lookPurpose` for who only asks who looked.
/// Errors: InvalidArgument (the id), those of `purpose` and Context::openDevice.
Result<OpenedHousehold> openFor(Context& context,
                                const AboutHousehold& about,
                                Result<std::uint16_t> (*purpose)(const core::Session&,
                                                                 std::uint16_t) = householdPurpose);

/// "coach", "worker", "privacy-manager" … Errors: UnknownValue.
Result<crypto::Role> roleFrom(std::string_view text);
/// The names that `roleFrom` reads, for the parser's help.
const std::vector<std::string>& roleNames();
/// "gezinscoach", "medewerker" …
std::string_view roleWord(crypto::Role role);

/// "bsn", "address" or "name-birth". Errors: UnknownValue.
Result<crypto::IdentifierKind> kindFrom(std::string_view text);
/// Several with commas between them, as the bits of crypto::Agency. Errors: UnknownValue.
Result<std::uint8_t> kindsFrom(std::string_view text);
std::string kindsText(std::uint8_t kinds);
std::string_view kindWord(crypto::IdentifierKind kind);

/// Codes with commas between them, rising and each once. Errors: InvalidArgument.
Result<std::vector<std::uint16_t>> codesFrom(std::string_view text);
/// 00:00 UTC of a day as people write it. Errors: DateInvalid (also before 1970).
Result<crypto::UnixMillis> dayFrom(std::string_view text);
/// Today by this machine's time zone.
crypto::Date todayOf(const crypto::Clock& clock);
/// "2026-11-21" in UTC.
std::string dateText(crypto::UnixMillis time);

/// A person in a team: the named one, or the only one that fits `mayLead`.
/// Errors: NotFound, InvalidArgument (several; name the team).
Result<core::LeadCandidate> leadFrom(const crypto::Directory& directory,
                                     const std::string& person,
                                     const std::string& team);

/// Asks on the terminal; true at once with `yes` or without a terminal to ask on.
bool confirmed(const Context& context, const std::string& question, bool yes);

}  // namespace voordeur::client::cli
