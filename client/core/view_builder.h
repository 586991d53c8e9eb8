#pragma once

#include "client/core/household_file.h"
#include "client/core/session.h"
#include "client/core/views.h"

#include <optional>
#include <vector>

// From verified state and opened records to the plain values a screen or a command shows.
namespace voordeur::client::core {

/// The purpose an own act gets when nobody was asked for one: the own agency's for its own cases.
std::uint16_t ownPurpose(const Session& session);

/// The same for asking who looked: an officer looks on duty and names none (0).
std::uint16_t lookPurpose(const Session& session);

HouseholdRow rowOf(const Session& session, const HouseholdFile& file);

/// `leads`: everybody who led, oldest first.
HouseholdView viewOf(const Session& session,
                     const HouseholdFile& file,
                     const std::vector<crypto::Lead>& leads);

/// Whose key does not open what it should.
std::vector<KeyFaultView> keyFaultsOf(const crypto::Directory& directory,
                                      const HouseholdFile& file);

/// One line of "who looked"; nullopt for an entry that the server made itself.
std::optional<LookRow> lookRow(const crypto::Directory& directory, const crypto::Entry& entry);
/// The lines of "who looked", newest first.
LookReport lookReport(const Session& session, const std::vector<crypto::Entry>& entries);

/// "Jansen – de Wit" from the people of the household, for a name nobody typed.
std::string householdName(const std::vector<sealed::Member>& members);

/// The code of an act, as in a household's log (client/ui/text/words.h, client/cli): "write"; the
/// method's name for what no household's log has.
std::string actionOf(crypto::Method method);

}  // namespace voordeur::client::core
