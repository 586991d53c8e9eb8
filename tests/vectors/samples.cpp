#include "tests/vectors/samples.h"

#include "crypto/shared/hkdf.h"

#include <algorithm>

// Directory and policy; the calls stand in samples_calls.cpp.
namespace voordeur::crypto::samples {
namespace {

SigningKey keyFrom(std::uint8_t first) {
    return SigningKey::fromSeed(SecretBytes::copyOf(rising<32>(first))).value();
}

Device deviceOf(const PersonId& person, const SigningKey& key, std::uint8_t first) {
    Device device;
    device.person = person;
    device.signKey = key.publicKey();
    device.sealKey = rising<32>(first);
    device.tlsKey = rising<32>(static_cast<std::uint8_t>(first + 0x20));
    device.id = deviceIdOf(device.signKey, device.sealKey, device.tlsKey);
    return device;
}

}  // namespace

const SigningKey& logKey() {
    static const SigningKey kKey = keyFrom(0x01);
    return kKey;
}

const SigningKey& founderKey() {
    static const SigningKey kKey = keyFrom(0x21);
    return kKey;
}

const SigningKey& otherFounderKey() {
    static const SigningKey kKey = keyFrom(0x41);
    return kKey;
}

const SigningKey& coachKey() {
    static const SigningKey kKey = keyFrom(0x61);
    return kKey;
}

const SigningKey& colleagueKey() {
    static const SigningKey kKey = keyFrom(0x81);
    return kKey;
}

RootPolicy policy() {
    RootPolicy policy;
    policy.municipality = "Voorbeeldstad";
    policy.logKey = logKey().publicKey();
    policy.oprfKeys[0] = rising<32>(0xa0);
    policy.oprfKeys[1] = rising<32>(0xa1);
    policy.oprfKeys[2] = rising<32>(0xa2);
    policy.serverCa = rising<32>(0xb0);
    policy.deviceCa = rising<32>(0xb1);
    policy.founders = {founderKey().publicKey(), otherFounderKey().publicKey()};
    std::ranges::sort(policy.founders);
    policy.threshold = 2;
    policy.quotas = {{QuotaScope::Person, QuotaWindow::Hour, IdentifierKind::Bsn, 40},
                     {QuotaScope::Agency, QuotaWindow::Day, IdentifierKind::Address, 500}};
    policy.bulkMax = 5000;
    policy.bases = {{1, "Wmo 2015", "Wmo 2015 art. 5.1.1"}, {2, "Gemeentewet", ""}};
    policy.purposes = {{1, 1, "Hulp afstemmen", "Coordinating help"},
                       {4, 2, "Huurachterstand", "Rent arrears"}};
    policy.lifeDomains = {{2, "inkomen en geld", "income and money"}, {3, "wonen", "housing"}};
    policy.retention = {{1, 15, "einde betrokkenheid", "Wmo 2015 art. 5.3.4"}};
    policy.showAgencies = true;
    policy.nonce = rising<32>(0xc0);
    return policy;
}

InstanceId instance() {
    return instanceOf(policy().encode());
}

Agency agency() {
    return {.id = kCity,
            .name = "Stadsteam Voorbeeldstad",
            .kinds = 7,
            .purposes = {1, 4},
            .lifeDomain = 2,
            .phone = "088 000 00 01"};
}

Team team() {
    return {.id = kCoaches,
            .agency = kCity,
            .name = "Gezinscoaches Noord",
            .flags = Team::kMayLead | Team::kMayIntake};
}

Person person() {
    return {.id = kCoach,
            .agency = kCity,
            .name = "Noor Übach",
            .phone = "088 000 00 02",
            .mail = "n.ubach@voorbeeldstad.example",
            .hours = "ma–do 9–17 uur"};
}

Membership membership() {
    return {.person = kCoach, .team = kCoaches, .role = Role::Coach, .active = true};
}

Device device() {
    return deviceOf(kCoach, coachKey(), 0xd0);
}

Device colleagueDevice() {
    return deviceOf(kColleague, colleagueKey(), 0xd8);
}

TeamKey teamKey() {
    return {.team = kCoaches, .epoch = 1, .key = rising<32>(0xe0), .madeBy = device().id};
}

Invitation invitation() {
    return {.id = kInvitation,
            .person = kCoach,
            .team = kCoaches,
            .expires = kTime + 604'800'000,
            .tokenHash = rising<32>(0xe8),
            .tlsKey = rising<32>(0xf0)};
}

Revocation revocation() {
    return {.what = Revocation::What::Device, .id = device().id.bytes, .head = 7};
}

Admission admission() {
    return {.invitation = kInvitation,
            .device = device().id,
            .sealedHash = attachmentHash(sealedDetail())};
}

Restoration restoration() {
    return {.restored = {5, rising<32>(0x21)},
            .lost = {7, rising<32>(0x31)},
            .lastTime = kTime - 60'000,
            .restoredTime = kTime};
}

SecretBytes enrolmentMacKey() {
    const SecretBytes extracted =
        hkdfExtract(viewOf("voordeur/v1/invitation"), SecretBytes::copyOf(kInvitationSecret));
    return hkdfExpand(extracted, viewOf("device"), 32).value();
}

Enrolment enrolment() {
    const Device own = device();
    Enrolment enrolment{.invitation = kInvitation,
                        .person = kCoach,
                        .signKey = own.signKey,
                        .sealKey = own.sealKey,
                        .tlsKey = own.tlsKey,
                        .teamKey = teamKey().key,
                        .mac = {},
                        .signature = {}};
    enrolment.mac = hmacSha256(enrolmentMacKey(), enrolment.maced());
    enrolment.signature = coachKey().sign(kEnrolmentSignature, instance(), enrolment.signedBytes());
    return enrolment;
}

std::vector<DirectoryChange> changes() {
    return {agency(),
            team(),
            person(),
            membership(),
            device(),
            teamKey(),
            invitation(),
            revocation(),
            admission(),
            restoration()};
}

DirectoryPayload directoryPayload() {
    DirectoryPayload payload;
    payload.changes = {device(), admission()};
    const Bytes agreed =
        payload.cosigned({.method = Method::Admit, .asker = device().id, .requestId = kRequest});
    payload.cosignatures = {
        {colleagueDevice().id, colleagueKey().sign(kCosignSignature, instance(), agreed)}};
    return payload;
}

FoundPayload foundPayload() {
    FoundPayload payload;
    const RootPolicy founding = policy();
    payload.policy = founding.encode();
    // The instance id is the hash of what is signed here, so it cannot be in the signature.
    const InstanceId none{};
    for (std::size_t i = 0; i < founding.founders.size(); ++i) {
        const bool first = founding.founders[i] == founderKey().publicKey();
        const SigningKey& key = first ? founderKey() : otherFounderKey();
        payload.signatures.emplace_back(static_cast<std::uint8_t>(i),
                                        key.sign(kPolicySignature, none, payload.policy));
    }
    payload.changes = {agency(), team(), person(), membership(), device()};
    return payload;
}

}  // namespace voordeur::crypto::samples
