#pragma once

#include "client/core/sealed/records.h"
#include "client/core/tokens.h"
#include "client/core/views.h"

#include <optional>
#include <string>
#include <vector>

// Involvement: asking whether somebody helps, and saying that the own team does.
namespace voordeur::client::core {

/// Identifiers in normal form from what somebody typed. At least one must be there.
/// Errors: BsnInvalid, PostcodeInvalid, HouseNumberInvalid, HouseAdditionInvalid, NameInvalid,
/// DateInvalid, InvalidArgument (nothing to go by; or half of an address or of name and birth
/// date).
Result<std::vector<Identifier>> identifiersOf(const CheckQuestion& question);

/// Evaluate, then look up. Every index entry and lead that the answer names is verified.
/// Errors: those of makeTokens and Session::call; IndexEntryBroken; AnswerFalse (a lead that the
/// directory does not have).
Result<CheckAnswer> checkInvolvement(Session& session, const CheckQuestion& question);

/// One involvement to register.
struct NewInvolvement {
    crypto::InvolvementId id;
    UnixMillis from = 0;
    UnixMillis until = 0;
    sealed::InvolvementDetail detail;
    std::vector<MadeToken> tokens;
};

struct RegisteredInvolvement {
    /// As it was registered: of an earlier, unanswered request where that was the same wish.
    crypto::InvolvementId id;
    std::uint64_t sequence = 0;
    std::vector<crypto::Met> met;
};

/// Registers with the detail sealed to the own team. Errors: those of Session::call (AlreadyExists:
/// it was registered before), TeamKeyMissing.
Result<RegisteredInvolvement> registerInvolvement(Session& session,
                                                  std::uint16_t purpose,
                                                  const NewInvolvement& involvement);

/// Prolongs to, or ends at, `until`.
Status changeInvolvement(Session& session,
                         std::uint16_t purpose,
                         const crypto::InvolvementId& id,
                         UnixMillis until);

/// A person says whether the involvement belongs to the household (or to the other involvement).
Result<std::vector<crypto::Met>> answerMatch(Session& session,
                                             std::uint16_t purpose,
                                             const crypto::InvolvementId& id,
                                             const crypto::Target& other,
                                             bool same);

/// An involvement of the own team, opened.
struct OwnInvolvement {
    crypto::InvolvementId id;
    UnixMillis from = 0;
    UnixMillis until = 0;
    std::optional<sealed::InvolvementDetail> detail;  // absent without the key for it
    std::vector<crypto::Met> met;
};
Result<std::vector<OwnInvolvement>> listInvolvements(Session& session, std::uint16_t purpose);

/// The detail of an own involvement; nullopt without the key, or when it is not that one's.
std::optional<sealed::InvolvementDetail> openInvolvementDetail(const Session& session,
                                                               const crypto::InvolvementId& id,
                                                               ByteView object);

/// Index entries of `tokens` for a target, signed by this device, with what a payload says of them.
struct SignedIndex {
    std::vector<crypto::IndexRef> refs;
    std::vector<Bytes> attachments;
};
SignedIndex signIndex(const Session& session,
                      const std::vector<MadeToken>& tokens,
                      const crypto::Target& target,
                      UnixMillis from,
                      UnixMillis until);

/// A person of the verified directory as a screen shows them; nullopt when it has no such person.
std::optional<PersonView> personView(const crypto::Directory& directory,
                                     const PersonId& person,
                                     const TeamId& team);

}  // namespace voordeur::client::core
