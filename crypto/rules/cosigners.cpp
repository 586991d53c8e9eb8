#include "crypto/rules/cosigners.h"

#include <algorithm>

namespace voordeur::crypto {

Cosigning cosigningOf(const Judge& j) {
    return {j.statement().method, j.statement().device, j.statement().requestId};
}

bool hasRoleAnywhere(const Directory& directory, const PersonId& person, Role role) {
    return std::ranges::any_of(directory.teamsOf(person), [&](const TeamId& team) {
        return directory.role(person, team) == role;
    });
}

Cosigners::Signer Cosigners::signerOf(const Device& device) const {
    const bool founder = m_directory.isFounderKey(device.signKey) &&
                         hasRoleAnywhere(m_directory, device.person, Role::Founder);
    return {device.id, device.person, founder};
}

Result<Cosigners> Cosigners::of(Judge& j,
                                const std::vector<Cosignature>& cosignatures,
                                Bytes cosigned) {
    Cosigners all(j.directory());
    all.m_own = all.signerOf(j.device());
    for (const Cosignature& cosignature : cosignatures) {
        const Directory::KnownDevice* known = j.directory().device(cosignature.device);
        const bool speaks =
            known != nullptr && j.directory().confersAt(cosignature.device, j.call().at.sequence);
        VD_REQUIRE(speaks, j.refuse(Rule::SecondPerson, Reason::SignatureBroken));
        VD_REQUIRE(known->device.person != j.statement().person,
                   j.refuse(Rule::SecondPerson, Reason::Denied));
        const bool holds = j.check({.key = known->device.signKey,
                                    .type = kCosignSignature,
                                    .instance = j.directory().instance(),
                                    .bytes = cosigned,
                                    .signature = cosignature.signature});
        VD_REQUIRE(holds, j.refuse(Rule::SecondPerson, Reason::SignatureBroken));
        all.m_others.push_back(all.signerOf(known->device));
    }
    return all;
}

bool Cosigners::reachFounders() const {
    // Keys and people: one founder with two keys is still one.
    std::set<PersonId> founders;
    if (m_own.founder) founders.insert(m_own.person);
    for (const Signer& signer : m_others) {
        if (signer.founder) founders.insert(signer.person);
    }
    return founders.size() >= m_directory.policy().threshold;
}

bool Cosigners::haveSecondAdmin(const AgencyId& agency) const {
    return std::ranges::any_of(m_others, [&](const Signer& signer) {
        return signer.founder || m_directory.hasRole(signer.person, agency, Role::AgencyAdmin);
    });
}

bool Cosigners::haveAdminBesides(const AgencyId& agency, const PersonId& person) const {
    const auto isAdmin = [&](const Signer& signer) {
        return signer.person != person &&
               (signer.founder || m_directory.hasRole(signer.person, agency, Role::AgencyAdmin));
    };
    return isAdmin(m_own) || std::ranges::any_of(m_others, isAdmin);
}

bool Cosigners::include(const DeviceId& device) const {
    return m_own.device == device ||
           std::ranges::find(m_others, device, &Signer::device) != m_others.end();
}

bool Cosigners::isOfficer(const PersonId& person) const {
    return std::ranges::any_of(m_directory.teamsOf(person), [&](const TeamId& id) {
        const Team* team = m_directory.team(id);
        return team != nullptr && team->has(Team::kOfficers) &&
               m_directory.role(person, id) == Role::PrivacyOfficer;
    });
}

bool Cosigners::haveOfficerOrFounder() const {
    return std::ranges::any_of(
        m_others, [&](const Signer& signer) { return signer.founder || isOfficer(signer.person); });
}

}  // namespace voordeur::crypto
