#include "crypto/base/limits.h"
#include "crypto/rules/cosigners.h"
#include "crypto/rules/judge.h"

#include <algorithm>
#include <variant>

// Who may change the directory: an agency's admin within the agency, the founders everywhere, and
// everybody their own devices. Changes are judged one after the other, on a copy that follows, so
// that a person and their invitation can come in one payload; who may judge is asked of the
// directory as it was before.
namespace voordeur::crypto {
namespace {

template <class Change>
std::size_t countOf(const DirectoryPayload& payload) {
    return static_cast<std::size_t>(std::ranges::count_if(
        payload.changes,
        [](const DirectoryChange& change) { return std::holds_alternative<Change>(change); }));
}

/// Which kinds of change the method carries.
bool hasShapeOf(Method method, const DirectoryPayload& payload) {
    const std::size_t all = payload.changes.size();
    const std::size_t devices = countOf<Device>(payload);
    const std::size_t invitations = countOf<Invitation>(payload);
    const std::size_t revocations = countOf<Revocation>(payload);
    const std::size_t admissions = countOf<Admission>(payload);
    const std::size_t restorations = countOf<Restoration>(payload);
    // Founders who sign that something is lost sign nothing else with it.
    if (restorations > 0) return method == Method::ChangeDirectory && all == 1;
    if (method == Method::Invite) {
        return invitations == 1 &&
               1 + countOf<Person>(payload) + countOf<Membership>(payload) == all;
    }
    if (method == Method::Admit) {
        const std::size_t keys = countOf<TeamKey>(payload);
        // The device first: what follows refers to it.
        return devices == 1 && admissions == 1 && keys <= 1 && 2 + keys == all &&
               std::holds_alternative<Device>(payload.changes.front());
    }
    if (method == Method::Revoke) return all > 0 && revocations == all;
    return all > 0 && invitations + revocations + admissions == 0;
}

class DirectoryRules {
public:
    DirectoryRules(Judge& j, const DirectoryPayload& payload, const Cosigners& cosigners)
        : m_j(j), m_payload(payload), m_cosigners(cosigners), m_after(j.directory()) {}

    Status judge() {
        for (const DirectoryChange& change : m_payload.changes) {
            m_j.by(Rule::Existence);
            VD_RETURN_IF_ERROR(std::visit([&](const auto& fields) { return may(fields); }, change));
            VD_RETURN_IF_ERROR(followOne(change));
        }
        VD_REQUIRE(hasFounder(), m_j.refuse(Rule::FounderThreshold, Reason::Denied));
        m_j.by(m_allowedBy);
        m_j.changes.directory = true;
        return success();
    }

private:
    [[nodiscard]] const Directory& before() const { return m_j.directory(); }
    [[nodiscard]] bool isAdmin() const { return m_j.hasRole({Role::AgencyAdmin}); }
    [[nodiscard]] bool isFounder() const { return m_j.hasRole({Role::Founder}); }

    Status followOne(const DirectoryChange& change) {
        const Status followed =
            m_after.follow(DirectoryPayload{{change}, {}}, m_j.call().at.sequence);
        if (followed.ok()) return followed;
        return m_j.refuse(Rule::Existence, followed.reason());
    }

    void allow(Rule rule) {
        // The entry names what asked most: a second person above a single one.
        if (m_allowedBy != Rule::SecondPerson) m_allowedBy = rule;
    }

    /// The founders together anywhere, an admin within the own agency.
    Status mayIn(const AgencyId& agency) {
        if (isFounder()) {
            VD_REQUIRE(m_cosigners.reachFounders(),
                       m_j.refuse(Rule::FounderThreshold, Reason::SecondPersonNeeded));
            allow(Rule::FounderThreshold);
            return success();
        }
        VD_REQUIRE(isAdmin(), m_j.refuse(Rule::RoleTable, Reason::Denied));
        VD_REQUIRE(agency == m_j.agency().id, m_j.refuse(Rule::AgencyAdminOwn, Reason::Denied));
        allow(Rule::AgencyAdminOwn);
        return success();
    }

    /// What would give an existing person more than they have takes two, once there are two.
    Status takeSecondPerson() {
        const AgencyId& agency = m_j.agency().id;
        if (isFounder() || before().adminsOf(agency).size() < 2) return success();
        VD_REQUIRE(m_cosigners.haveSecondAdmin(agency),
                   m_j.refuse(Rule::SecondPerson, Reason::SecondPersonNeeded));
        allow(Rule::SecondPerson);
        return success();
    }

    Status may(const Agency& agency) {
        VD_REQUIRE(isFounder(), m_j.refuse(Rule::FounderThreshold, Reason::Denied));
        return mayIn(agency.id);
    }

    Status may(const Team& team) {
        VD_RETURN_IF_ERROR(mayIn(team.agency));
        if (isFounder()) return success();
        // Which teams may lead, open files or read sealed details is for the founders to say.
        const Team* known = before().team(team.id);
        const unsigned had = known == nullptr ? 0U : known->flags;
        VD_REQUIRE((team.flags & ~had) == 0, m_j.refuse(Rule::AgencyAdminOwn, Reason::Denied));
        return success();
    }

    Status may(const Person& person) { return mayIn(person.agency); }

    Status may(const Membership& membership) {
        const Team* team = m_after.team(membership.team);
        const Person* person = m_after.person(membership.person);
        VD_REQUIRE(team != nullptr && person != nullptr, Reason::NotFound);
        VD_RETURN_IF_ERROR(mayIn(team->agency));
        if (isFounder()) return success();
        const bool ownPerson = person->agency == m_j.agency().id;
        const bool touchesFounder =
            membership.role == Role::Founder ||
            m_after.role(membership.person, membership.team) == Role::Founder;
        VD_REQUIRE(ownPerson && !touchesFounder && mayAppoint(membership, *team),
                   m_j.refuse(Rule::AgencyAdminOwn, Reason::Denied));
        // Whoever is new can be let in by one, and anybody can be let go.
        const bool isNew = before().teamsOf(membership.person).empty();
        return isNew || !membership.active ? success() : takeSecondPerson();
    }

    /// Those who may read the whole log are appointed where the officers are.
    [[nodiscard]] bool mayAppoint(const Membership& membership, const Team& team) const {
        if (!membership.active) return true;
        if (membership.role == Role::PrivacyOfficer) return team.has(Team::kOfficers);
        if (membership.role != Role::PrivacyManager) return true;
        return std::ranges::any_of(before().teams(), [&](const auto& row) {
            return row.second.agency == team.agency && row.second.has(Team::kOfficers);
        });
    }

    /// Who acts as founder reads the whole log: an admin does not make a founder's device alone.
    Status mayLetIn(const PersonId& person) {
        VD_REQUIRE(isFounder() || !hasRoleAnywhere(before(), person, Role::Founder),
                   m_j.refuse(Rule::AgencyAdminOwn, Reason::Denied));
        return success();
    }

    Status may(const Device& device) {
        const Person* person = m_after.person(device.person);
        VD_REQUIRE(person != nullptr, Reason::NotFound);
        VD_RETURN_IF_ERROR(mayIn(person->agency));
        VD_RETURN_IF_ERROR(mayLetIn(device.person));
        if (before().devicesOf(device.person).empty()) return success();
        return takeSecondPerson();
    }

    Status may(const TeamKey& key) {
        const Team* team = m_after.team(key.team);
        const Directory::KnownDevice* maker = m_after.device(key.madeBy);
        VD_REQUIRE(team != nullptr && maker != nullptr, Reason::NotFound);
        const PersonId& person = maker->device.person;
        VD_REQUIRE(m_after.role(person, key.team).has_value(),
                   m_j.refuse(Rule::TeamMember, Reason::Denied));
        if (m_j.statement().method == Method::Admit) return mayBeFirst(key, *team);
        return mayFollow(key, *team, person);
    }

    /// A team's first key, made by the device that is being admitted.
    Status mayBeFirst(const TeamKey& key, const Team& team) {
        VD_RETURN_IF_ERROR(mayIn(team.agency));
        const Device& admitted = std::get<Device>(m_payload.changes.front());
        VD_REQUIRE(key.madeBy == admitted.id, m_j.refuse(Rule::Form, Reason::Malformed));
        VD_REQUIRE(before().teamKey(key.team) == nullptr,
                   m_j.refuse(Rule::TeamMember, Reason::AlreadyExists));
        return success();
    }

    /// A later key: by a member who holds the one before, together with an admin, so that an admin
    /// alone never makes a key that he can read with.
    Status mayFollow(const TeamKey& key, const Team& team, const PersonId& maker) {
        const bool byMaker = m_j.statement().device == key.madeBy;
        const bool byOwnAdmin = isAdmin() && team.agency == m_j.agency().id;
        const bool byFounders = isFounder() && m_cosigners.reachFounders();
        VD_REQUIRE(byMaker || byOwnAdmin || byFounders,
                   m_j.refuse(Rule::TeamMember, Reason::Denied));
        VD_REQUIRE(m_cosigners.include(key.madeBy),
                   m_j.refuse(Rule::TeamMember, Reason::SecondPersonNeeded));
        VD_REQUIRE(m_cosigners.haveAdminBesides(team.agency, maker),
                   m_j.refuse(Rule::SecondPerson, Reason::SecondPersonNeeded));
        allow(Rule::SecondPerson);
        return success();
    }

    Status may(const Invitation& invitation) {
        const Team* team = m_after.team(invitation.team);
        const Person* person = m_after.person(invitation.person);
        VD_REQUIRE(team != nullptr && person != nullptr, Reason::NotFound);
        VD_RETURN_IF_ERROR(mayIn(team->agency));
        VD_REQUIRE(isFounder() || person->agency == m_j.agency().id,
                   m_j.refuse(Rule::AgencyAdminOwn, Reason::Denied));
        VD_RETURN_IF_ERROR(mayLetIn(invitation.person));
        const UnixMillis now = m_j.now();
        VD_REQUIRE(now < invitation.expires,
                   m_j.refuse(Rule::Freshness, Reason::InvitationExpired));
        VD_REQUIRE(invitation.expires - now <= limits::kInvitationMillisMax,
                   m_j.refuse(Rule::Limits, Reason::InvalidArgument));
        return success();
    }

    Status may(const Admission& admission) {
        const Device& device = std::get<Device>(m_payload.changes.front());
        const Directory::KnownInvitation* known = before().knownInvitation(admission.invitation);
        VD_REQUIRE(known != nullptr && !known->revokedAt, Reason::InvitationUnknown);
        VD_REQUIRE(!known->usedAt, Reason::InvitationUsed);
        VD_REQUIRE(m_j.now() < known->invitation.expires,
                   m_j.refuse(Rule::Freshness, Reason::InvitationExpired));
        VD_REQUIRE(known->invitation.person == device.person, Reason::InvitationUnknown);
        VD_REQUIRE(admission.device == device.id, m_j.refuse(Rule::Form, Reason::Malformed));
        return success();
    }

    Status may(const Revocation& revocation) {
        if (isOwnDevice(revocation)) {
            allow(Rule::OwnDevice);
            return success();
        }
        VD_REQUIRE(isAdmin() || isFounder(), m_j.refuse(Rule::RoleTable, Reason::Denied));
        VD_ASSIGN(const PersonId person, personOf(revocation));
        const Person* known = before().person(person);
        VD_REQUIRE(known != nullptr, Reason::NotFound);
        VD_RETURN_IF_ERROR(mayIn(known->agency));
        return mayLetIn(person);
    }

    Status may(const Restoration& restoration) {
        VD_REQUIRE(isFounder(), m_j.refuse(Rule::FounderThreshold, Reason::Denied));
        VD_REQUIRE(m_cosigners.reachFounders(),
                   m_j.refuse(Rule::FounderThreshold, Reason::SecondPersonNeeded));
        // Whoever holds the tree compares a statement's head with it: so this one is of this log.
        VD_REQUIRE(restoration.restored == m_j.statement().head,
                   m_j.refuse(Rule::Freshness, Reason::InvalidArgument));
        allow(Rule::FounderThreshold);
        return success();
    }

    [[nodiscard]] bool isOwnDevice(const Revocation& revocation) const {
        if (revocation.what != Revocation::What::Device) return false;
        const Directory::KnownDevice* known = before().device(DeviceId{revocation.id});
        return known != nullptr && known->device.person == m_j.statement().person;
    }

    [[nodiscard]] Result<PersonId> personOf(const Revocation& revocation) const {
        switch (revocation.what) {
            case Revocation::What::Person:
                return PersonId{revocation.id};
            case Revocation::What::Device: {
                const Directory::KnownDevice* known = before().device(DeviceId{revocation.id});
                VD_REQUIRE(known != nullptr, Reason::NotFound);
                return known->device.person;
            }
            case Revocation::What::Invitation: {
                const Invitation* known = before().invitation(InvitationId{revocation.id});
                VD_REQUIRE(known != nullptr, Reason::NotFound);
                return known->person;
            }
        }
        return Reason::UnknownValue;
    }

    /// Without any founder who can sign, nobody could ever change agencies or admins again.
    [[nodiscard]] bool hasFounder() const {
        return std::ranges::any_of(m_after.devices(), [&](const auto& row) {
            const Device& device = row.second.device;
            return m_after.active(device.id) && m_after.isFounderKey(device.signKey) &&
                   hasRoleAnywhere(m_after, device.person, Role::Founder);
        });
    }

    Judge& m_j;
    const DirectoryPayload& m_payload;
    const Cosigners& m_cosigners;
    Directory m_after;
    Rule m_allowedBy = Rule::None;
};

}  // namespace

Status judgeDirectory(Judge& j, const DirectoryPayload& payload) {
    const Method method = j.statement().method;
    VD_REQUIRE(hasShapeOf(method, payload), j.refuse(Rule::Form, Reason::Malformed));
    VD_ASSIGN(const Cosigners cosigners,
              Cosigners::of(j, payload.cosignatures, payload.cosigned(cosigningOf(j))));
    return DirectoryRules(j, payload, cosigners).judge();
}

}  // namespace voordeur::crypto
