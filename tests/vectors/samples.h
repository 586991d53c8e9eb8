#pragma once

#include "crypto/shared/answers.h"
#include "crypto/shared/directory.h"
#include "crypto/shared/enrolment.h"
#include "crypto/shared/entry.h"
#include "crypto/shared/payloads.h"
#include "crypto/shared/policy.h"
#include "crypto/shared/sealed_objects.h"
#include "crypto/shared/statement.h"

// One of everything that is signed, hashed or stored: small, invented, the same in every run, and
// fitting together (hashes name what is here, signatures are by the keys that are here). The
// vectors of docs/protocol.md are made of these; tests start from them too.
namespace voordeur::crypto::samples {

/// N bytes: first, first + 1, …
template <std::size_t N>
ByteArray<N> rising(std::uint8_t first) {
    ByteArray<N> out{};
    for (std::size_t i = 0; i < N; ++i) {
        out[i] = static_cast<std::uint8_t>(first + i);
    }
    return out;
}

inline constexpr UnixMillis kTime = 1'767'225'600'000;  // 2026-01-01T00:00:00Z
inline constexpr UnixMillis kYear = 31'536'000'000;

inline const AgencyId kCity{rising<16>(0x20)};
inline const AgencyId kHousing{rising<16>(0x28)};
inline const TeamId kCoaches{rising<16>(0x30)};
inline const TeamId kHousingTeam{rising<16>(0x38)};
inline const PersonId kCoach{rising<16>(0x40)};
inline const PersonId kColleague{rising<16>(0x48)};
inline const HouseholdId kHousehold{rising<16>(0x10)};
inline const HouseholdId kOtherHousehold{rising<16>(0x18)};
inline const RecordId kFirstRecord{rising<16>(0x50)};
inline const RecordId kSecondRecord{rising<16>(0x58)};
inline const InvolvementId kInvolvement{rising<16>(0x60)};
inline const InvolvementId kOtherInvolvement{rising<16>(0x64)};
inline const OfferId kOffer{rising<16>(0x68)};
inline const InvitationId kInvitation{rising<16>(0x70)};
inline const RequestId kRequest{rising<16>(0x78)};

/// Who signs. Seeds are rising bytes from 01, 21, 41, 61 and 81 (hexadecimal).
const SigningKey& logKey();
const SigningKey& founderKey();
const SigningKey& otherFounderKey();
const SigningKey& coachKey();
const SigningKey& colleagueKey();

RootPolicy policy();
/// Of the sample policy.
InstanceId instance();

Agency agency();
Team team();
Person person();
Membership membership();
/// The coach's device, with her signing key.
Device device();
Device colleagueDevice();
TeamKey teamKey();
Invitation invitation();
Revocation revocation();
Admission admission();
Restoration restoration();
/// The secret s of the invitation, and the key of an enrolment's MAC that is derived from it.
inline const ByteArray<32> kInvitationSecret = rising<32>(0x15);
SecretBytes enrolmentMacKey();
/// The coach's device answers the invitation, and brings her team's first key.
Enrolment enrolment();
/// One of each of the nine.
std::vector<DirectoryChange> changes();
/// Two changes with the colleague's signature for the coach's request.
DirectoryPayload directoryPayload();
/// Signed by both founders; brings the first agency, team, person and device.
FoundPayload foundPayload();

LogHead head();
EpochRecord epochRecord();
GrantHeader grantHeader();
GrantBody grantBody();
GrantRef grantRef();
Envelope envelope();
Manifest manifest();
IndexEntry indexEntry();
/// Stand-ins for what is sealed: the frames around them are what the vectors are about.
Bytes wrappedKey();
Bytes sealedDetail();

EvaluatePayload evaluatePayload();
CheckPayload checkPayload();
RegisterPayload registerPayload();
CommitPayload commitPayload();
IntakePayload intakePayload();
OfferPayload offerPayload();
OpenPayload openPayload();
QuotaPayload quotaPayload();
ShareTeamKeyPayload shareTeamKeyPayload();

EvaluateAnswer evaluateAnswer();
CheckAnswer checkAnswer();
MetAnswer metAnswer();
OpenAnswer openAnswer();
ListInvolvementsAnswer listInvolvementsAnswer();

/// The Commit of `commitPayload`, by the coach.
Statement statement();
std::vector<HouseholdHeads> heads();
/// Entry 7, which records `statement`.
Entry entry();
/// An entry that the server made alone.
Entry authFail();
LogLine logLine();

}  // namespace voordeur::crypto::samples
