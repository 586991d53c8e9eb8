#pragma once

#include "crypto/rules/judge.h"

#include <set>
#include <vector>

namespace voordeur::crypto {

/// The people who stand behind a change: the statement's own, and those who cosigned. Internal to
/// crypto/rules.
class Cosigners {
public:
    /// Verifies every cosignature over `cosigned`. Errors (as refusals): SignatureBroken (also of a
    /// device that is unknown or speaks for nobody any more), Denied (the person cosigns the own
    /// statement).
    static Result<Cosigners> of(Judge& j,
                                const std::vector<Cosignature>& cosignatures,
                                Bytes cosigned);

    /// Do founders reach the policy's threshold?
    [[nodiscard]] bool reachFounders() const;
    /// Is the agency's admin, or are enough founders, among those who cosigned (`besides` the
    /// statement's own person)?
    [[nodiscard]] bool haveSecondAdmin(const AgencyId& agency) const;
    /// Is an admin of the agency among all of them, apart from this person?
    [[nodiscard]] bool haveAdminBesides(const AgencyId& agency, const PersonId& person) const;
    [[nodiscard]] bool include(const DeviceId& device) const;
    /// Has one who cosigned a role in a team with the flag, or the founders' role?
    [[nodiscard]] bool haveOfficerOrFounder() const;

private:
    struct Signer {
        DeviceId device;
        PersonId person;
        bool founder = false;  // a founder's key and role
    };
    explicit Cosigners(const Directory& directory) : m_directory(directory) {}
    [[nodiscard]] Signer signerOf(const Device& device) const;
    [[nodiscard]] bool isOfficer(const PersonId& person) const;

    const Directory& m_directory;
    Signer m_own;
    std::vector<Signer> m_others;
};

/// The call that a cosignature of this call must name.
Cosigning cosigningOf(const Judge& j);

/// Has the person the role in any team?
bool hasRoleAnywhere(const Directory& directory, const PersonId& person, Role role);

}  // namespace voordeur::crypto
