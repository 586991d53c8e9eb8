#pragma once

#include "client/core/commit_builder.h"
#include "client/core/household_file.h"
#include "client/core/tokens.h"

#include <optional>
#include <string>
#include <vector>

// What a person does with a household: open a file for it, write in it, give and take the lead,
// open it to others. Every act is one logged call; a lost race is rebased under a new request id,
// and only a conflict on one and the same record goes back to the person.
namespace voordeur::client::core {

/// Who is asked to lead.
struct LeadCandidate {
    crypto::PersonId person;
    crypto::TeamId team;
};

struct NewHousehold {
    crypto::HouseholdId id;
    sealed::Core core;
    struct NewMember {
        crypto::RecordId id;
        sealed::Member member;
        std::string bsn;
        std::string phone;
    };
    std::vector<NewMember> members;
    std::string note;  // empty: none; stays in the own agency's part
    std::vector<MadeToken> tokens;
    /// Absent: whoever does the intake takes the lead.
    std::optional<LeadCandidate> lead;
    crypto::UnixMillis from = 0;
    crypto::UnixMillis until = 0;
};

struct IntakeReceipt {
    /// As it was opened: of an earlier, unanswered request where that was the same wish.
    crypto::HouseholdId household;
    std::uint64_t sequence = 0;
    std::vector<crypto::Met> met;
};

/// Errors: those of Session::call (AlreadyExists, TeamMayNotLead, …), TextTooLong.
Result<IntakeReceipt> intake(Session& session,
                             std::uint16_t purpose,
                             const NewHousehold& household);

/// Writes records. Errors: EtagMismatch (somebody else changed the same record), and those of
/// Session::call and CommitBuilder.
Status commitRecords(Session& session,
                     const crypto::HouseholdId& id,
                     std::uint16_t purpose,
                     const std::vector<RecordWrite>& writes);
/// The same, and what the file is then. Not where a person waits: that the file could not be read
/// again afterwards does not mean that nothing was written.
Result<HouseholdFile> writeRecords(Session& session,
                                   const crypto::HouseholdId& id,
                                   std::uint16_t purpose,
                                   const std::vector<RecordWrite>& writes);

/// Asks somebody to take the lead; seals the shared core to their team, to be released when they
/// accept. Errors: OfferOpen, AlreadyLead, TeamMayNotLead, TeamKeyMissing, Denied.
Result<crypto::OfferId> offerLead(Session& session,
                                  const crypto::HouseholdId& id,
                                  std::uint16_t purpose,
                                  const LeadCandidate& to);
/// Errors: OfferClosed (withdrawn, or answered already), NotAddressee, EpochStale.
Status acceptLead(Session& session,
                  const crypto::HouseholdId& id,
                  std::uint16_t purpose,
                  const crypto::OfferId& offer);
/// `beside`: what the caller writes afterwards; kept with the request, for when it is settled later
/// (kept_work.h). Errors: ReasonMissing (`why` is blank), OfferClosed, NotAddressee.
Status refuseLead(Session& session,
                  const crypto::HouseholdId& id,
                  std::uint16_t purpose,
                  const crypto::OfferId& offer,
                  const std::string& why,
                  const std::vector<RecordWrite>& beside = {});
Status withdrawLead(Session& session,
                    const crypto::HouseholdId& id,
                    std::uint16_t purpose,
                    const crypto::OfferId& offer);

/// Opens the shared core to the team of an attached involvement. Errors: AlreadyExists,
/// InvolvementNotActive, Denied, TeamKeyMissing.
Status grantAccess(Session& session,
                   const crypto::HouseholdId& id,
                   std::uint16_t purpose,
                   const crypto::TeamId& team);
Status endAccess(Session& session,
                 const crypto::HouseholdId& id,
                 std::uint16_t purpose,
                 const crypto::TeamId& team);

}  // namespace voordeur::client::core
