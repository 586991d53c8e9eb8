// Calls that every member may make, and those by which one becomes a member.
#include "crypto/internal/x509.h"
#include "crypto/shared/hash.h"
#include "crypto/shared/hkdf.h"
#include "tests/integration/matrix/asks.h"
#include "tests/integration/town/need.h"

#include <utility>

namespace voordeur::test {

using crypto::Status;

namespace {

template <class T>
Status statusOf(const crypto::Result<T>& result) {
    return result.ok() ? Status(crypto::success()) : Status(result.error());
}

/// A second founding, by a member with the keys they have.
Status founds(People& people, const Actor& actor) {
    const auto& secrets = actor.signer->secrets();
    crypto::FoundPayload payload;
    payload.policy = actor.signer->session().directory().policy().encode();
    payload.signatures = {
        {0, secrets.signing.sign(crypto::kPolicySignature, crypto::InstanceId{}, payload.policy)}};
    Ask ask = askFor(crypto::Method::Found, people.server);
    ask.payload = payload.encode();
    const auto spki = need(crypto::spkiOf(people.invitation->tlsKey), "a key");
    return statusOf(actor.via->found(signedBy(*actor.signer, ask), spki));
}

/// The answer to the invitation that waits, by whoever got hold of it.
Status enrols(People& people, const Actor& actor) {
    const auto& invitation = *people.invitation;
    const auto derived = need(client::core::deriveKeys(invitation.secret), "keys");
    auto& random = people.server.random();
    const auto signing = crypto::SigningKey::generate(random);
    const auto spki =
        need(crypto::spkiOf(need(crypto::generateTlsKey(), "a key")), "its public half");
    crypto::Enrolment enrolment;
    enrolment.invitation = invitation.id;
    enrolment.person = invitation.person;
    enrolment.signKey = signing.publicKey();
    enrolment.sealKey = crypto::SealKeyPair::generate(random).publicKey();
    enrolment.tlsKey = crypto::sha256({spki});
    enrolment.mac = crypto::hmacSha256(derived.device, enrolment.maced());
    enrolment.signature =
        signing.sign(crypto::kEnrolmentSignature, invitation.instance, enrolment.signedBytes());
    return actor.via->enrol(invitation.id, derived.token, enrolment.encode(), spki);
}

Row plain(std::function<Status(People&, const Actor&)> call) {
    Row row;
    row.call = std::move(call);
    return row;
}

}  // namespace

void addMemberRows(std::map<std::string, Row>& rows) {
    rows["Found"] = plain(founds);
    rows["Enrol"] = plain(enrols);
    rows["EnrolStatus"] = plain([](People& people, const Actor& actor) {
        return statusOf(actor.via->enrolmentStatus(people.invitation->id));
    });
    rows["SyncDirectory"] =
        plain([](People&, const Actor& actor) { return statusOf(actor.via->syncDirectory(0)); });
    rows["GetCheckpoint"] =
        plain([](People&, const Actor& actor) { return statusOf(actor.via->checkpoint(1)); });
    rows["FetchKeys"] =
        plain([](People&, const Actor& actor) { return statusOf(actor.via->fetchKeys()); });
    rows["ListEnrolments"] =
        plain([](People&, const Actor& actor) { return statusOf(actor.via->enrolments()); });
    rows["ServerInfo"] =
        plain([](People&, const Actor& actor) { return statusOf(actor.via->serverInfo()); });
    rows["IssueInvitationCertificate"] = plain([](People& people, const Actor& actor) {
        const auto spki = need(crypto::spkiOf(people.invitation->tlsKey), "a key");
        return statusOf(actor.via->invitationCertificate(people.invitation->id, spki));
    });
}

}  // namespace voordeur::test
