// Lies to whoever becomes a member, and to whoever lets them in.
#include "crypto/internal/x509.h"
#include "crypto/shared/hash.h"
#include "crypto/vault/sealed_blob.h"
#include "tests/integration/hostile_server/cases.h"

#include <gtest/gtest.h>

#include <memory>
#include <utility>

namespace voordeur::test {

using client::core::DirectoryPage;
using crypto::Bytes;
using crypto::Reason;
using crypto::Role;
using crypto::SealKind;
using crypto::Status;

namespace {

/// Somebody is invited, enrols, is admitted and finishes.
Status newDevice(Scene& scene) {
    auto& founder = scene.town.founder();
    scene.tellNewcomers();
    const auto invitation = scene.town.invite(scene.town.coach().team(), "S. Hermans", Role::Coach);
    const auto pending =
        need(client::core::beginEnrolment(scene.town.machine(), invitation), "enrolling");
    need(client::core::admit(founder.session(), invitation.id), "admitting");
    VD_RETURN_IF_ERROR(client::core::finishEnrolment(scene.town.machine(), invitation, pending));
    return crypto::success();
}

Status founderInvites(Scene& scene) {
    auto& founder = scene.town.founder();
    scene.tell(founder);
    client::core::InviteWish wish;
    wish.name = "S. Hermans";
    wish.team = scene.town.coach().team();
    wish.role = Role::Coach;
    wish.expires = scene.server.clock().now() + 3'600'000;
    VD_RETURN_IF_ERROR(client::core::invite(founder.session(), wish));
    return crypto::success();
}

Status swappedKeys(Scene& scene) {
    auto& founder = scene.town.founder();
    const auto invitation = scene.town.invite(scene.town.coach().team(), "S. Hermans", Role::Coach);
    const auto pending =
        need(client::core::beginEnrolment(scene.town.machine(), invitation), "enrolling");
    if (!scene.lying()) return client::core::admit(founder.session(), invitation.id);
    scene.lieTo(founder).enrolments = [&](auto& waiting) {
        for (auto& one : waiting) {
            if (one.invitation != invitation.id) continue;
            auto enrolment = need(crypto::Enrolment::decode(one.enrolment), "an enrolment");
            const auto own = crypto::SigningKey::generate(scene.server.random());
            enrolment.signKey = own.publicKey();
            enrolment.sealKey = crypto::SealKeyPair::generate(scene.server.random()).publicKey();
            enrolment.signature = own.sign(
                crypto::kEnrolmentSignature, founder.secrets().instance, enrolment.signedBytes());
            one.enrolment = enrolment.encode();
        }
    };
    const Status admitted = client::core::admit(founder.session(), invitation.id);
    scene.honest();
    EXPECT_FALSE(founder.session().directory().invitationUsed(invitation.id));
    // Whoever was really invited can still be let in.
    EXPECT_TRUE(client::core::admit(founder.session(), invitation.id).ok());
    EXPECT_TRUE(founder.session().directory().active(pending.secrets.device));
    return admitted;
}

/// The founding of another municipality, as far as somebody without its founder's key can make it.
void foundedElsewhere(std::uint64_t known, DirectoryPage& page) {
    if (known > 0 || page.lines.empty()) return;
    auto& line = page.lines.front();
    auto payload = need(crypto::FoundPayload::decode(line.payload), "the founding");
    payload.policy[payload.policy.size() - 1] ^= 1U;  // the nonce
    line.payload = payload.encode();
    auto entry = need(crypto::Entry::decode(line.entry), "its entry");
    auto statement = need(crypto::Statement::decode(entry.statement), "its statement");
    statement.payloadHash = crypto::payloadHash(statement.method, line.payload);
    entry.statement = statement.encode();
    line.entry = entry.encode();
}

MakeLie elsewhere() {
    Lie lie;
    lie.directory = foundedElsewhere;
    return anywhere(std::move(lie));
}

/// The new device's own admission stays away.
MakeLie withheldAdmission() {
    Lie lie;
    lie.directory = [](std::uint64_t, DirectoryPage& page) {
        if (!page.lines.empty()) page.lines.pop_back();
        --page.totalCount;
    };
    return anywhere(std::move(lie));
}

MakeLie keys(std::function<void(std::vector<Bytes>&)> alter) {
    Lie lie;
    lie.keys = std::move(alter);
    return anywhere(std::move(lie));
}

/// A blob for the same device with other content, sealed under another network key.
Bytes resealed(TestServer& server,
               const Bytes& sealed,
               crypto::ByteView plain,
               const crypto::NetworkKey& network) {
    auto blob = need(crypto::SealedBlob::decode(sealed), "a sealed key");
    const crypto::DeviceId device{blob.header.recipient};
    const auto* known = server.writer().directory()->device(device);
    return need(
        crypto::sealBlob(blob.header, known->device.sealKey, network, plain, server.random()),
        "sealing");
}

Lie networkKeysOfTheServer(TestServer& server) {
    Lie lie;
    lie.keys = [&server](std::vector<Bytes>& shown) {
        Bytes plain{0, 0, 0, 1, 0, 0, 0, 1};
        crypto::append(plain, server.random().array<32>());
        const auto secret = server.random().array<32>();
        const crypto::NetworkKey own{0, crypto::SecretBytes::copyOf(secret)};
        for (auto& one : shown)
            one = resealed(server, one, plain, own);
    };
    return lie;
}

/// A team mate gets a team key from the server and a former member, in place of the team's.
Status newTeamMate(Scene& scene) {
    auto& town = scene.town;
    auto& coach = town.coach();
    const auto invitation = town.invite(coach.team(), "M. Öz", Role::Coach);
    auto pending = need(client::core::beginEnrolment(town.machine(), invitation), "enrolling");
    need(client::core::admit(town.founder().session(), invitation.id), "admitting");
    auto secrets =
        need(client::core::finishEnrolment(town.machine(), invitation, std::move(pending)), "in");
    auto& mate =
        scene.keep(std::make_unique<Member>(scene.server, scene.transports, std::move(secrets)));
    need(client::core::shareTeamKeys(coach.session()), "sharing the team's key");
    if (scene.lying()) {
        scene.lieTo(mate).keys = [&](std::vector<Bytes>& shown) {
            const auto forged = scene.server.random().array<32>();
            for (auto& one : shown) {
                const auto blob = need(crypto::SealedBlob::decode(one), "a sealed key");
                if (blob.header.kind != SealKind::TeamKey) continue;
                one = resealed(scene.server, one, forged, coach.secrets().network());
            }
        };
    }
    need(mate.session().sync(), "synchronising");
    // Nothing is opened with it: the team's own key is still to come.
    return mate.secrets().teamKeys.empty() ? Status(Reason::KeyMissing) : crypto::success();
}

MakeLie certificate(std::function<void(TestServer&, Bytes&)> alter) {
    return [alter = std::move(alter)](TestServer& server) {
        Lie lie;
        lie.certificate = [&server, alter](Bytes& shown) { alter(server, shown); };
        lie.admission = [&server, alter](client::core::EnrolmentStatus& status) {
            if (status.admitted) alter(server, status.certificate);
        };
        return lie;
    };
}

void damaged(TestServer&, Bytes& shown) {
    shown.resize(shown.size() / 2);
}

/// Well signed by the device authority, for somebody else's key.
void ofAnotherKey(TestServer& server, Bytes& shown) {
    const auto facts = need(crypto::parseCertificate(shown), "a certificate");
    const auto key = need(crypto::generateTlsKey(), "a key");
    shown = need(crypto::issueClientCertificate({server.keys().deviceCa, server.keys().deviceCaKey},
                                                need(crypto::spkiOf(key), "its public half"),
                                                *facts.client,
                                                {facts.notBefore, facts.notAfter},
                                                server.random()),
                 "a certificate");
}

}  // namespace

std::vector<Case> enrolmentCases() {
    const auto work = newDevice;
    const auto wrong = Reason::CertificateWrong;
    // A table, kept by hand.
    // clang-format off
    return {
        {"SwappedKeysAtEnrolment", "puts a device of its own in the place of the invited one",
         "10.2 (4)", swappedKeys, Reason::EnrolmentMacWrong},
        {"AnotherFounding", "shows a new device another municipality", "4.2", work,
         Reason::WrongInstance, elsewhere()},
        {"AdmissionWithheld", "calls a device admitted that its directory does not have",
         "10.2 (5)", work, Reason::DeviceNotAdmitted, withheldAdmission()},
        {"NetworkKeysWithheld", "does not hand over the network keys", "10.2 (5)", work,
         Reason::KeyMissing, keys([](std::vector<Bytes>& shown) { shown.clear(); })},
        {"NetworkKeysOfTheServer", "hands over network keys of its own", "10.2 (5)", work,
         Reason::KeyMissing, networkKeysOfTheServer},
        {"TeamKeyOfTheServer", "hands over a team key that is not the certified one", "10.2 (6)",
         newTeamMate, Reason::KeyMissing},
        {"DamagedDeviceCertificate", "gives a new device half a certificate", "10.2 (5)", work,
         wrong, certificate(damaged)},
        {"DeviceCertificateOfAnotherKey", "gives a new device somebody else's certificate",
         "10.2 (5)", work, wrong, certificate(ofAnotherKey)},
        {"DamagedInvitationCertificate", "gives an invitation half a certificate", "10.2 (2)",
         founderInvites, Reason::AnswerMismatch, certificate(damaged)},
        {"InvitationCertificateOfAnotherKey", "gives an invitation somebody else's certificate",
         "10.2 (2)", founderInvites, Reason::AnswerMismatch, certificate(ofAnotherKey)},
    };
    // clang-format on
}

}  // namespace voordeur::test
