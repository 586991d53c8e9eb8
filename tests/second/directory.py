"""Who there is, and who confers at which entry: docs/protocol.md §4.5."""
import copy

import objects
import tree
from wire import ZERO16, ZERO32, be, decode, need

OFFICERS = 8


class Directory:
    """What remains after following the directory chain. Times are indexes of entries."""

    def __init__(self):
        self.instance, self.policy = None, None
        self.agencies, self.teams, self.persons, self.memberships = {}, {}, {}, {}
        self.devices, self.invitations, self.team_keys = {}, {}, {}
        self.departures, self.restorations = {}, []

    # -- reading ---------------------------------------------------------------------------------

    def confers(self, device, sequence):
        """The device's keys, or None when it says nothing at this entry."""
        known = self.devices.get(device)
        if known is None:
            return None
        begun = sequence > known["admitted"] or sequence == known["admitted"] == 0
        return known if begun and sequence < min(known["revoked"], known["head"]) else None

    def role_of(self, person, team):
        member = self.memberships.get((person, team))
        return member["role"] if member and member["active"] else None

    def officers(self):
        """(team, newest key) that details are sealed to, or None."""
        for team in sorted(self.teams):
            if self.teams[team]["flags"] & OFFICERS and self.team_keys.get(team):
                return team, self.team_keys[team][-1]
        return None

    def team_key(self, team, epoch):
        keys = self.team_keys.get(team, [])
        need(1 <= epoch <= len(keys), "GrantBroken", "a key that the team does not have")
        return keys[epoch - 1]

    # -- following -------------------------------------------------------------------------------

    def found(self, payload):
        """Entry 0; returns the instance."""
        raw = payload["policy"]
        policy = decode(objects.ROOT_POLICY, raw)
        for each in payload["signatures"]:
            need(each["index"] < len(policy["founders"]), "Malformed", "no such founder")
            key = policy["founders"][each["index"]]
            need(tree.signed("root-policy", ZERO32, raw, key, each["signature"]),
                 "SignatureBroken", "founder")
        need(len(payload["signatures"]) >= policy["threshold"], "SecondPersonNeeded")
        self.instance, self.policy = tree.object_hash("root-policy", raw), policy
        self.follow(payload["changes"], 0)
        return self.instance

    def check_cosignatures(self, statement, name, payload):
        """§4.4: each by a device that confers, of another person, over this very call."""
        call = be(statement["method"], 2) + statement["device"] + statement["requestId"]
        if name == "OpenQuota":
            over = payload["agency"] + be(payload["kind"], 1) + be(payload["day"], 4)
            over += be(payload["max"], 4)
        else:
            over = objects.CHANGES.write(payload["changes"])
        for each in payload["cosignatures"]:
            device = self.devices.get(each["device"])
            need(device is not None and device["revoked"] == NEVER, "SignatureBroken", "cosigner")
            need(device["person"] != statement["person"], "Denied", "cosigner")
            need(tree.signed("cosign", self.instance, call + over, device["signKey"],
                             each["signature"]), "SignatureBroken", "cosigner")

    def follow(self, changes, sequence):
        """All changes of one payload, or none."""
        kept = copy.deepcopy(self.__dict__)
        try:
            for change in changes:
                FOLLOW[change["change"]](self, change, sequence)
        except Exception:
            self.__dict__.update(kept)
            raise

    def _agency(self, change, _):
        need(all(self._has("purposes", code) for code in change["purposes"]), "PurposeUnknown")
        need(change["lifeDomain"] == 0 or self._has("lifeDomains", change["lifeDomain"]),
             "LifeDomainUnknown")
        self.agencies[change["id"]] = change

    def _has(self, listed, code):
        return any(each["code"] == code for each in self.policy[listed])

    def _of_agency(self, table, change):
        need(change["agency"] in self.agencies, "NotFound", "agency")
        before = table.get(change["id"])
        need(before is None or before["agency"] == change["agency"], "InvalidArgument",
             "another agency")
        table[change["id"]] = dict(change, revoked=before is not None and before["revoked"])

    def _team(self, change, _):
        self._of_agency(self.teams, change)

    def _person(self, change, _):
        self._of_agency(self.persons, change)

    def _standing(self, person):
        known = self.persons.get(person)
        need(known is not None and not known["revoked"], "NotFound", "person")

    def _membership(self, change, sequence):
        self._standing(change["person"])
        need(change["team"] in self.teams, "NotFound", "team")
        before = self.memberships.get((change["person"], change["team"]))
        runs = before is not None and before["active"]
        need(change["active"] or runs, "NotFound", "a membership that does not run")
        self.memberships[(change["person"], change["team"])] = change
        if not change["active"]:
            self.departures[change["team"]] = sequence

    def _device(self, change, sequence):
        need(tree.device_id(change) == change["id"], "Malformed", "device id")
        self._standing(change["person"])
        need(change["id"] not in self.devices, "AlreadyExists", "device")
        self.devices[change["id"]] = dict(change, admitted=sequence, revoked=NEVER, head=NEVER)

    def _team_key(self, change, sequence):
        need(change["team"] in self.teams, "NotFound", "team")
        maker = self.devices.get(change["madeBy"])
        need(maker is not None and maker["revoked"] == NEVER, "NotFound", "maker")
        keys = self.team_keys.setdefault(change["team"], [])
        need(change["epoch"] == len(keys) + 1, "EpochStale")
        keys.append(dict(change, entry=sequence))

    def _invitation(self, change, _):
        self._standing(change["person"])
        need(change["team"] in self.teams, "NotFound", "team")
        need(change["id"] not in self.invitations, "AlreadyExists", "invitation")
        self.invitations[change["id"]] = dict(change, used=False, revoked=False)

    def _admission(self, change, _):
        invitation = self.invitations.get(change["invitation"])
        need(invitation is not None and not invitation["revoked"], "NotFound", "invitation")
        device = self.devices.get(change["device"])
        need(device is not None and device["revoked"] == NEVER, "NotFound", "device")
        need(not invitation["used"], "InvitationUsed")
        need(device["person"] == invitation["person"], "InvalidArgument", "another person")
        invitation["used"] = True

    def _revoke_device(self, device, sequence, head):
        device["revoked"] = min(device["revoked"], sequence)
        device["head"] = min(device["head"], head)
        for (person, team), member in self.memberships.items():
            if person == device["person"] and member["active"]:
                self.departures[team] = sequence

    def _revocation(self, change, sequence):
        need(change["head"] <= sequence, "InvalidArgument", "head above the entry")
        what, id_ = change["what"], change["id"]
        if what == 1:
            device = self.devices.get(id_)
            need(device is not None, "NotFound", "device")
            need(device["revoked"] == NEVER, "AlreadyExists", "revoked before")
            self._revoke_device(device, sequence, change["head"])
            return
        if what == 3:
            invitation = self.invitations.get(id_)
            need(invitation is not None, "NotFound", "invitation")
            need(not invitation["used"], "InvitationUsed")
            need(not invitation["revoked"], "AlreadyExists")
            invitation["revoked"] = True
            return
        need(id_ in self.persons, "NotFound", "person")
        need(not self.persons[id_]["revoked"], "AlreadyExists", "revoked before")
        self.persons[id_]["revoked"] = True
        for device in self.devices.values():
            if device["person"] == id_:
                self._revoke_device(device, sequence, change["head"])
        for invitation in self.invitations.values():
            if invitation["person"] == id_ and not invitation["used"]:
                invitation["revoked"] = True
        for (person, team), member in list(self.memberships.items()):
            if person == id_ and member["active"]:
                self.memberships[(person, team)] = dict(member, active=False)
                self.departures[team] = sequence

    def _restoration(self, change, sequence):
        need(change["restored"]["size"] <= sequence, "InvalidArgument", "head above the entry")
        self.restorations.append({**change, "sequence": sequence})


NEVER = 2**64
FOLLOW = {
    objects.AGENCY: Directory._agency, objects.TEAM: Directory._team,
    objects.PERSON: Directory._person, objects.MEMBERSHIP: Directory._membership,
    objects.DEVICE: Directory._device, objects.TEAM_KEY: Directory._team_key,
    objects.INVITATION: Directory._invitation, objects.REVOCATION: Directory._revocation,
    objects.ADMISSION: Directory._admission, objects.RESTORATION: Directory._restoration,
}


def check_statement(directory, entry, statement, signature):
    """§8.2, Identity: the statement is its device's own word there and then."""
    known = directory.devices.get(statement["device"])
    need(known is not None, "Unauthenticated")
    device = directory.confers(statement["device"], entry["sequence"])
    need(device is not None, "DeviceRevoked")
    need(abs(statement["time"] - entry["time"]) <= 600_000, "ClockSkew")
    need(device["person"] == statement["person"] and statement["role"] == directory.role_of(
        statement["person"], statement["team"]), "Denied")
    need(tree.signed("statement", directory.instance, entry["statement"], device["signKey"],
                     signature), "SignatureBroken")


def own_agency(directory, team):
    known = directory.teams.get(team)
    return known["agency"] if known else ZERO16
