#pragma once

#include "client/core/log_check.h"
#include "client/core/session.h"
#include "client/core/views.h"
#include "crypto/base/result.h"

#include <string>
#include <vector>

// What the gateway does with an open session, where that is more than one call of the core.
namespace voordeur::client::core {

using crypto::Done;

/// Why somebody of the agency may ask.
std::vector<PurposeChoice> purposesOf(const crypto::RootPolicy& policy,
                                      const crypto::Agency& agency);

/// People of teams that may lead, by name.
std::vector<PersonView> leadsOf(const crypto::Directory& directory);

/// What asks for me first, then what I lead; then by name and address.
Result<std::vector<HouseholdRow>> caseloadOf(Session& session);

/// Registers what was typed. Errors: those of the fields; DateOrderWrong.
Result<InvolvementReceipt> registerDraft(Session& session, const InvolvementDraft& draft);

Status addNote(Session& session,
               const HouseholdId& id,
               std::uint16_t purpose,
               const NoteDraft& draft);

/// Refuses, then tells who asked with a note: two acts, because the reason of the refusal itself is
/// sealed to the privacy officers. Errors: those of the refusal; a note that fails only shows in
/// the receipt.
Result<RefusalReceipt> refuseWithReason(Session& session,
                                        const HouseholdId& id,
                                        const OfferId& offer,
                                        const LeadRefusal& refusal);

/// Writes the proof bundle. Errors: those of exportBundle.
Result<Done> exportTo(Session& session, const std::string& path, const LogCheckWatch& watch);

}  // namespace voordeur::client::core
