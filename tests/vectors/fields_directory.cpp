#include "tests/vectors/fields.h"

// Policy and directory.
namespace voordeur::crypto::vectors {
namespace {

Json keysOf(const RootPolicy& policy) {
    Json out = Json::array();
    for (const auto& key : policy.oprfKeys) {
        out.push_back(toHex(key));
    }
    return out;
}

Json quotaOf(const QuotaRule& rule) {
    return {{"scope", numberOf(rule.scope)},
            {"window", numberOf(rule.window)},
            {"kind", numberOf(rule.kind)},
            {"max", rule.max}};
}

Json basisOf(const LegalBasis& basis) {
    return {{"code", basis.code}, {"label", basis.label}, {"source", basis.source}};
}

Json purposeOf(const Purpose& purpose) {
    return {{"code", purpose.code},
            {"basis", purpose.basis},
            {"labelNl", purpose.labelNl},
            {"labelEn", purpose.labelEn}};
}

Json lifeDomainOf(const LifeDomainRow& row) {
    return {{"code", row.code}, {"labelNl", row.labelNl}, {"labelEn", row.labelEn}};
}

Json retentionOf(const RetentionRule& rule) {
    return {{"code", rule.code},
            {"years", rule.years},
            {"countedFrom", rule.countedFrom},
            {"source", rule.source}};
}

Json changeFields(const Agency& agency) {
    return {{"id", hexOf(agency.id)},
            {"name", agency.name},
            {"kinds", agency.kinds},
            {"purposes", agency.purposes},
            {"lifeDomain", agency.lifeDomain},
            {"phone", agency.phone}};
}

Json changeFields(const Team& team) {
    return {{"id", hexOf(team.id)},
            {"agency", hexOf(team.agency)},
            {"name", team.name},
            {"flags", team.flags}};
}

Json changeFields(const Person& person) {
    return {{"id", hexOf(person.id)},
            {"agency", hexOf(person.agency)},
            {"name", person.name},
            {"phone", person.phone},
            {"mail", person.mail},
            {"hours", person.hours}};
}

Json changeFields(const Membership& membership) {
    return {{"person", hexOf(membership.person)},
            {"team", hexOf(membership.team)},
            {"role", numberOf(membership.role)},
            {"active", membership.active}};
}

Json changeFields(const Device& device) {
    return {{"id", hexOf(device.id)},
            {"person", hexOf(device.person)},
            {"signKey", hexOf(device.signKey)},
            {"sealKey", hexOf(device.sealKey)},
            {"tlsKey", hexOf(device.tlsKey)}};
}

Json changeFields(const TeamKey& key) {
    return {{"team", hexOf(key.team)},
            {"epoch", key.epoch},
            {"key", hexOf(key.key)},
            {"madeBy", hexOf(key.madeBy)}};
}

Json changeFields(const Invitation& invitation) {
    return {{"id", hexOf(invitation.id)},
            {"person", hexOf(invitation.person)},
            {"team", hexOf(invitation.team)},
            {"expires", invitation.expires},
            {"tokenHash", hexOf(invitation.tokenHash)},
            {"tlsKey", hexOf(invitation.tlsKey)}};
}

Json changeFields(const Revocation& revocation) {
    return {{"what", numberOf(revocation.what)},
            {"id", hexOf(revocation.id)},
            {"head", revocation.head}};
}

Json changeFields(const Admission& admission) {
    return {{"invitation", hexOf(admission.invitation)},
            {"device", hexOf(admission.device)},
            {"sealedHash", hexOf(admission.sealedHash)}};
}

Json changeFields(const Restoration& restoration) {
    const auto headOf = [](const LogHead& head) {
        return Json{{"size", head.size}, {"root", hexOf(head.root)}};
    };
    return {{"restored", headOf(restoration.restored)},
            {"lost", headOf(restoration.lost)},
            {"lastTime", restoration.lastTime},
            {"restoredTime", restoration.restoredTime}};
}

Json changesOf(const std::vector<DirectoryChange>& changes) {
    return listOf(changes, [](const DirectoryChange& change) { return fieldsOf(change); });
}

}  // namespace

Json fieldsOf(const RootPolicy& policy) {
    return {
        {"version", policy.version},
        {"municipality", policy.municipality},
        {"logKey", hexOf(policy.logKey)},
        {"oprfKeys", keysOf(policy)},
        {"serverCa", hexOf(policy.serverCa)},
        {"deviceCa", hexOf(policy.deviceCa)},
        {"suite", policy.suite},
        {"founders", listOf(policy.founders, [](const PublicKey32& key) { return toHex(key); })},
        {"threshold", policy.threshold},
        {"quotas", listOf(policy.quotas, quotaOf)},
        {"bulkMax", policy.bulkMax},
        {"bases", listOf(policy.bases, basisOf)},
        {"purposes", listOf(policy.purposes, purposeOf)},
        {"lifeDomains", listOf(policy.lifeDomains, lifeDomainOf)},
        {"retention", listOf(policy.retention, retentionOf)},
        {"showAgencies", policy.showAgencies},
        {"nonce", hexOf(policy.nonce)}};
}

Json fieldsOf(const DirectoryChange& change) {
    Json out = {{"change", change.index() + 1}};
    out.update(std::visit([](const auto& fields) { return changeFields(fields); }, change));
    return out;
}

Json cosignaturesOf(const std::vector<Cosignature>& cosignatures) {
    return listOf(cosignatures, [](const Cosignature& item) {
        return Json{{"device", hexOf(item.device)}, {"signature", hexOf(item.signature)}};
    });
}

Json fieldsOf(const DirectoryPayload& payload) {
    return {{"changes", changesOf(payload.changes)},
            {"cosignatures", cosignaturesOf(payload.cosignatures)}};
}

Json fieldsOf(const Enrolment& enrolment) {
    Json out = {{"invitation", hexOf(enrolment.invitation)},
                {"person", hexOf(enrolment.person)},
                {"signKey", hexOf(enrolment.signKey)},
                {"sealKey", hexOf(enrolment.sealKey)},
                {"tlsKey", hexOf(enrolment.tlsKey)},
                {"teamKey", nullptr},
                {"mac", hexOf(enrolment.mac)},
                {"signature", hexOf(enrolment.signature)}};
    if (enrolment.teamKey) out["teamKey"] = hexOf(*enrolment.teamKey);
    return out;
}

Json fieldsOf(const FoundPayload& payload) {
    return {{"policy", hexOf(payload.policy)},
            {"signatures",
             listOf(payload.signatures,
                    [](const auto& item) {
                        return Json{{"index", item.first}, {"signature", toHex(item.second)}};
                    })},
            {"changes", changesOf(payload.changes)}};
}

}  // namespace voordeur::crypto::vectors
