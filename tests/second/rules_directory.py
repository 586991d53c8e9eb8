"""docs/protocol.md §8.4: founding, the directory, shared keys, quotas and the log itself."""
import copy

import objects
from objects import (ADMISSION, AGENCY, DEVICE, INVITATION, MEMBERSHIP, PERSON, RESTORATION,
                     REVOCATION, TEAM, TEAM_KEY)
from rules import ADMIN, DAY, FOUNDER, OFFICER, OFFICERS, PRIVACY_MANAGER, Refusal
from wire import Refused, be

FORTNIGHT = 14 * DAY
SHAPES = {
    "Invite": lambda n, all_: n(INVITATION) == 1 and 1 + n(PERSON) + n(MEMBERSHIP) == all_,
    "Revoke": lambda n, all_: 0 < n(REVOCATION) == all_,
    "ChangeDirectory": lambda n, all_: all_ > 0 and not (
        n(INVITATION) + n(REVOCATION) + n(ADMISSION)) and (n(RESTORATION) == 0 or all_ == 1),
}


def _has_shape(call):
    changes = [each["change"] for each in call.payload["changes"]]
    if call.name == "Admit":
        return (changes[:1] == [DEVICE] and sorted(changes) in (
            [DEVICE, ADMISSION], [DEVICE, TEAM_KEY, ADMISSION]))
    return SHAPES[call.name](changes.count, len(changes))


class Office:
    """Judges the changes of one payload, one after the other."""

    def __init__(self, call, cosigners):
        self.call, self.before, self.after = call, call.directory, copy.copy(call.directory)
        self.after.__dict__ = copy.deepcopy(call.directory.__dict__)
        self.cosigners, self.rule, self.took_two = cosigners, None, False
        self.founder = call.role == FOUNDER

    def need(self, condition, reason, rule):
        self.call.need(condition, reason, rule)

    def _is_founder(self, person, key):
        return key in self.before.policy["founders"] and self.has_role(person, FOUNDER)

    def has_role(self, person, role, agency=None):
        return any(self.before.role_of(person, team) == role
                   for team, known in self.before.teams.items()
                   if agency in (None, known["agency"]))

    def may_in(self, agency):
        call = self.call
        if self.founder:
            own = call.person, self.before.devices[call.device]["signKey"]
            people = {person for person, key in {own} | self.cosigners
                      if self._is_founder(person, key)}
            self.need(len(people) >= self.before.policy["threshold"], "SecondPersonNeeded",
                      "FounderThreshold")
            self.rule = "FounderThreshold"
            return
        self.need(call.role == ADMIN, "Denied", "RoleTable")
        self.need(call.agency == agency, "Denied", "AgencyAdminOwn")
        self.rule = "AgencyAdminOwn"

    def _fit_to_agree(self, person, key):
        return (self._is_founder(person, key)
                or self.has_role(person, ADMIN, self.call.agency))

    def takes_two(self):
        admins = {person for person, _ in self.before.memberships
                  if self.has_role(person, ADMIN, self.call.agency)}
        if self.founder or len(admins) < 2:
            return
        self.need(any(self._fit_to_agree(*each) for each in self.cosigners), "SecondPersonNeeded",
                  "SecondPerson")
        self.took_two = True

    def judge(self, change):
        JUDGES[change["change"]](self, change)
        try:
            self.after.follow([change], self.call.sequence)
        except Refused as refused:
            raise Refusal(refused.reason, "Existence") from refused

    def _agency(self, change):
        self.need(self.founder, "Denied", "FounderThreshold")
        self.may_in(change["id"])

    def _team(self, change):
        self.may_in(change["agency"])
        known = self.before.teams.get(change["id"])
        flags = known["flags"] if known else 0
        self.need(self.founder or not change["flags"] & ~flags, "Denied", "AgencyAdminOwn")

    def _person(self, change):
        self.may_in(change["agency"])

    def _no_founder(self, person):
        self.need(self.founder or not self.has_role(person, FOUNDER), "Denied", "AgencyAdminOwn")

    def _known(self, *found):
        self.need(all(each is not None for each in found), "NotFound", "Existence")

    def _membership(self, change):
        team = self.after.teams.get(change["team"])
        person = self.after.persons.get(change["person"])
        self._known(team, person)
        self.may_in(team["agency"])
        now = self.before.role_of(change["person"], change["team"])
        if not self.founder:
            officers = [each["agency"] for each in self.after.teams.values()
                        if each["flags"] & OFFICERS]
            self.need(person["agency"] == self.call.agency and FOUNDER not in (change["role"], now)
                      and (change["role"] != OFFICER or team["flags"] & OFFICERS)
                      and (change["role"] != PRIVACY_MANAGER or team["agency"] in officers),
                      "Denied", "AgencyAdminOwn")
        new = not any(each["active"] for (who, _), each in self.after.memberships.items()
                      if who == change["person"])
        if change["active"] and not new:
            self.takes_two()

    def _device(self, change):
        person = self.after.persons.get(change["person"])
        self._known(person)
        self.may_in(person["agency"])
        self._no_founder(change["person"])
        if any(each["person"] == change["person"] and each["revoked"] > self.call.sequence
               for each in self.before.devices.values()):
            self.takes_two()

    def _team_key(self, change):
        team, maker = (self.after.teams.get(change["team"]),
                       self.after.devices.get(change["madeBy"]))
        self._known(team, maker)
        self.need(self.after.role_of(maker["person"], change["team"]) is not None, "Denied",
                  "TeamMember")
        if self.call.name == "Admit":
            self.may_in(team["agency"])
            self.need(change["madeBy"] == self.call.payload["changes"][0]["id"], "Malformed",
                      "Form")
            self.need(not self.after.team_keys.get(change["team"]), "AlreadyExists", "TeamMember")
            return
        own = self.call.person, self.before.devices[self.call.device]["signKey"]
        people = {own} | self.cosigners
        fit = [each for each in people if self._is_founder(*each)
               or self.has_role(each[0], ADMIN, team["agency"])]
        founders = {person for person, key in people if self._is_founder(person, key)}
        together = self.founder and len(founders) >= self.before.policy["threshold"]
        self.need(own[0] == maker["person"] or together
                  or (self.call.role == ADMIN and self.call.agency == team["agency"]), "Denied",
                  "TeamMember")
        self.need(maker["person"] in {person for person, _ in people}, "SecondPersonNeeded",
                  "TeamMember")
        self.need(any(person != maker["person"] for person, _ in fit), "SecondPersonNeeded",
                  "SecondPerson")
        self.took_two = True

    def _invitation(self, change):
        team, person = (self.after.teams.get(change["team"]),
                        self.after.persons.get(change["person"]))
        self._known(team, person)
        self.may_in(team["agency"])
        self.need(self.founder or person["agency"] == self.call.agency, "Denied", "AgencyAdminOwn")
        self._no_founder(change["person"])
        self.need(change["expires"] > self.call.now, "InvitationExpired", "Freshness")
        self.need(change["expires"] <= self.call.now + FORTNIGHT, "InvalidArgument", "Limits")

    def _revocation(self, change):
        tables = {1: self.after.devices, 2: self.after.persons, 3: self.after.invitations}
        known = tables[change["what"]].get(change["id"])
        if change["what"] == 1 and known and known["person"] == self.call.person:
            self.rule = "OwnDevice"
            return
        self.need(self.call.role in (ADMIN, FOUNDER), "Denied", "RoleTable")
        self._known(known)
        person = known["id"] if change["what"] == 2 else known["person"]
        self.may_in(self.after.persons[person]["agency"])
        self._no_founder(person)

    def _restoration(self, change):
        self.need(self.founder, "Denied", "FounderThreshold")
        self.may_in(None)
        self.need(change["restored"] == self.call.statement["head"], "InvalidArgument",
                  "Freshness")

    def _admission(self, change):
        known = self.after.invitations.get(change["invitation"])
        device = self.call.payload["changes"][0]
        self.need(known and not known["revoked"], "InvitationUnknown", "Existence")
        self.need(not known["used"], "InvitationUsed", "Existence")
        self.need(known["expires"] > self.call.now, "InvitationExpired", "Freshness")
        self.need(known["person"] == device["person"], "InvitationUnknown", "Existence")
        self.need(change["device"] == device["id"], "Malformed", "Form")


JUDGES = {
    AGENCY: Office._agency, TEAM: Office._team, PERSON: Office._person,
    MEMBERSHIP: Office._membership, DEVICE: Office._device, TEAM_KEY: Office._team_key,
    INVITATION: Office._invitation, REVOCATION: Office._revocation, ADMISSION: Office._admission,
    RESTORATION: Office._restoration,
}


def change_directory(call):
    call.need(_has_shape(call), "Malformed", "Form")
    over = objects.CHANGES.write(call.payload["changes"])
    office = Office(call, call.cosigners(call.payload["cosignatures"], over))
    for change in call.payload["changes"]:
        office.judge(change)
    after = office.after
    alive = any(device["revoked"] > call.sequence
                and device["signKey"] in after.policy["founders"]
                and any(after.role_of(device["person"], team) == FOUNDER for team in after.teams)
                for device in after.devices.values())
    call.need(alive, "Denied", "FounderThreshold")
    return "SecondPerson" if office.took_two else office.rule


def share_team_key(call):
    payload = call.payload
    call.need(payload["team"] == call.team, "Denied", "TeamMember")
    keys = call.directory.team_keys.get(call.team, [])
    call.need(keys, "TeamKeyMissing", "Sealing")
    call.need(payload["epoch"] == len(keys), "EpochStale", "Freshness")
    for share in payload["shares"]:
        device = call.directory.devices.get(share["device"])
        call.need(device and device["revoked"] > call.sequence, "NotFound", "Existence")
        call.need(call.directory.role_of(device["person"], call.team) is not None, "Denied",
                  "TeamMember")
    return "TeamMember"


def open_quota(call):
    payload, agency = call.payload, call.payload["agency"]
    call.need((call.role == ADMIN and call.agency == agency) or call.role == FOUNDER
              or call.is_officer() or call.is_privacy_manager(), "Denied", "RoleTable")
    known = call.directory.agencies.get(agency)
    call.need(known is not None, "NotFound", "Existence")
    call.need(known["kinds"] >> (payload["kind"] - 1) & 1, "KindForbidden", "AgencyKind")
    call.need(1 <= payload["max"] <= call.directory.policy["bulkMax"], "LimitReached", "BulkQuota")
    call.need(payload["day"] - call.now // DAY in (0, 1), "InvalidArgument", "Freshness")
    key = agency, payload["kind"], payload["day"]
    call.need(key not in call.log.quotas.open, "AlreadyExists", "BulkQuota")
    over = agency + be(payload["kind"], 1) + be(payload["day"], 4) + be(payload["max"], 4)
    office = Office(call, call.cosigners(payload["cosignatures"], over))
    agreed = any(office._is_founder(person, signing) or office.has_role(person, ADMIN, agency)
                 or any(call.directory.role_of(person, team) == OFFICER and each["flags"] & OFFICERS
                        for team, each in call.directory.teams.items())
                 for person, signing in office.cosigners)
    call.need(agreed, "SecondPersonNeeded", "SecondPerson")
    return "SecondPerson"


def read_log(call):
    if call.is_officer():
        return "PrivacyOfficerRole"
    if call.is_privacy_manager():
        return "PrivacyManagerRole"
    call.need(call.role == FOUNDER, "Denied", "RoleTable")
    return "FounderRole"
