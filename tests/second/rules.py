"""Who may do what: docs/protocol.md §8.2 to §8.4. Each judge returns the rule that allowed a call,
or raises Refusal with reason and rule, in the order of the document. Nothing is changed here.
"""
import objects
import tree
from wire import ZERO16, ZERO32, Refused, be, decode

COACH, WORKER, MANAGER, CRISIS, PRIVACY_MANAGER, OFFICER, ADMIN, FOUNDER = range(1, 9)
HELPERS, READERS = {COACH, WORKER, MANAGER, CRISIS}, {COACH, WORKER, MANAGER}
MAY_LEAD, MAY_INTAKE, OFFICERS = 1, 2, 8
HOUR, DAY, FIVE_YEARS = 3_600_000, 86_400_000, 5 * 366 * 86_400_000
MAYBE = 2
RULES = {
    "None": 0, "Founding": 1, "FounderThreshold": 2, "AgencyAdminOwn": 3, "SecondPerson": 4,
    "TeamMember": 5, "OwnDevice": 6, "RoleTable": 7, "AgencyKind": 10, "AgencyPurpose": 11,
    "Quota": 12, "BulkQuota": 13, "OwnInvolvement": 14, "MatchParty": 15, "Evaluated": 16,
    "IntakeTeam": 20, "KeeperTeam": 21, "GrantedTeam": 22, "OwnCompartment": 23, "LeadPerson": 24,
    "KeeperManager": 25, "OfferAddressee": 26, "OfferGiver": 27, "IntakeCoach": 28, "OneLead": 29,
    "PrivacyOfficerRole": 30, "PrivacyManagerRole": 31, "FounderRole": 32, "Form": 40,
    "Identity": 41, "Existence": 42, "Freshness": 43, "Sealing": 44, "Limits": 45,
}
NO_PURPOSE = {"Invite", "Admit", "ChangeDirectory", "Revoke", "ShareTeamKey", "OpenQuota",
              "ReadLog", "ExportLog"}
COUNTED = {"Evaluate", "Check", "Register", "Intake"}


class Refusal(Exception):
    def __init__(self, reason, rule):
        self.reason, self.rule = reason, rule
        super().__init__(f"{reason}/{rule}")


class Call:
    """One call before a log: what is judged, and the state just before it."""

    def __init__(self, log, name, entry, statement, payload, attachments):
        self.log, self.name, self.entry, self.statement = log, name, entry, statement
        self.payload, self.attachments = payload, attachments
        self.directory, self.now, self.sequence = log.directory, entry["time"], entry["sequence"]
        self.role, self.person = statement["role"], statement["person"]
        self.team, self.device = statement["team"], statement["device"]
        known = self.directory.teams.get(self.team)
        self.agency, self.flags = (known["agency"], known["flags"]) if known else (ZERO16, 0)

    def need(self, condition, reason, rule):
        if not condition:
            raise Refusal(reason, rule)

    # -- §8.2 ------------------------------------------------------------------------------------

    def identity(self):
        directory, statement = self.directory, self.statement
        keys = directory.confers(self.device, self.sequence)
        self.need(keys is not None, "DeviceRevoked", "Identity")
        self.need(abs(statement["time"] - self.now) <= 600_000, "ClockSkew", "Identity")
        self.need(keys["person"] == self.person
                  and directory.role_of(self.person, self.team) == self.role, "Denied", "Identity")

    def stated(self):
        statement = self.statement
        self.need(not statement["emergency"], "Denied", "RoleTable")
        self.need(statement["mode"] == 1, "UnknownValue", "Form")
        if self.name == "Found":
            self.need(self.sequence == 0, "AlreadyFounded", "Founding")
            return
        purpose, basis = statement["purpose"], statement["basis"]
        if self.name in NO_PURPOSE or (self.name == "WhoLooked" and self.role == OFFICER):
            self.need(purpose == 0, "PurposeUnknown", "AgencyPurpose")
            self.need(basis == 0, "BasisMissing", "AgencyPurpose")
        else:
            known = {each["code"]: each["basis"] for each in self.directory.policy["purposes"]}
            self.need(purpose in known, "PurposeUnknown", "AgencyPurpose")
            self.need(purpose in self.directory.agencies[self.agency]["purposes"], "Denied",
                      "AgencyPurpose")
            self.need(basis == known[purpose], "BasisMissing", "AgencyPurpose")
        if self.name in COUNTED:
            self.need(self.directory.officers() is not None, "OfficerKeyMissing",
                      "PrivacyOfficerRole")
        if self.name in ("Evaluate", "Check"):
            self.need(statement["detailHash"] != ZERO32, "Malformed", "Form")
        if self.name == "RefuseLead":
            self.need(statement["detailHash"] != ZERO32, "ReasonMissing", "Form")

    # -- §8.3 ------------------------------------------------------------------------------------

    def helper(self):
        self.need(self.role in HELPERS, "Denied", "RoleTable")

    def is_officer(self):
        return self.role == OFFICER and bool(self.flags & OFFICERS)

    def is_privacy_manager(self):
        return self.role == PRIVACY_MANAGER and any(
            team["agency"] == self.agency and team["flags"] & OFFICERS
            for team in self.directory.teams.values())

    def household(self, id_):
        return self.log.households.known.get(id_)

    def known(self, id_):
        house = self.household(id_)
        self.need(house is not None and self.may_know(house), "NotFound", "Existence")
        return house

    def may_open(self, house, compartment, team=None):
        team = team or self.team
        agency = self.directory.teams[team]["agency"]
        return compartment in house.compartments and house.may_open(compartment, team, agency,
                                                                    self.now)

    def may_know(self, house):
        mine = [each for each in house.involvements.values() if each["team"] == self.team]
        return (house.keeper == self.team
                or (house.offer is not None and house.offer["toTeam"] == self.team)
                or any(each["state"] == "attached" or (
                    each["state"] == "ended" and each["certainty"] != MAYBE) for each in mine)
                or any(self.may_open(house, part) for part in house.compartments))

    def denied_in(self, house):
        helped = any(each["team"] == self.team and each["state"] in ("attached", "ended")
                     for each in house.involvements.values())
        over = helped and not house.helps_now(self.team, self.now)
        return "InvolvementNotActive" if over else "Denied"

    def is_lead(self, house):
        lead = house.lead
        return lead is not None and (lead["person"], lead["team"]) == (self.person, self.team)

    def is_keeper_manager(self, house):
        return self.role == MANAGER and house.keeper == self.team

    def recipients(self, house, compartment):
        part = house.compartments.get(compartment) if house else None
        if part is None:
            return [self.team]
        teams = {team for team in part.grants if self.may_open(house, compartment, team)}
        if compartment == ZERO16:
            teams.add(house.keeper)
        return sorted(teams)

    def rotation_due(self, house, compartment):
        part = house.compartments[compartment]
        if part.stale:
            return True
        for team, grant in part.grants.items():
            departed = self.directory.departures.get(team, 0)
            keys = self.directory.team_keys[team]
            used = keys[grant["header"]["teamKeyEpoch"] - 1]["entry"]
            if (not self.may_open(house, compartment, team) or departed > part.begun
                    or used <= departed < keys[-1]["entry"]):
                return True
        return False

    def citations(self, cited):
        """Each {kind, citation}: an evaluation of the same device, of that kind, not too old."""
        for each in cited:
            key = self.device, each["citation"]["sequence"]
            payload, _, time = self.log.evaluations.get(key, (None, None, 0))
            self.need(payload is not None and payload["kind"] == each["kind"]
                      and each["citation"]["index"] < len(payload["blinded"])
                      and self.now - time <= DAY, "EvaluationMissing", "Evaluated")

    def kinds(self, kinds):
        allowed = self.directory.agencies[self.agency]["kinds"]
        self.need(all(allowed >> (kind - 1) & 1 for kind in kinds), "KindForbidden", "AgencyKind")

    def quotas(self, kinds, otherwise):
        """Counts kind by kind, rising; the rule of the last that was counted."""
        rule = otherwise
        for kind in sorted(set(kinds)):
            count, day = kinds.count(kind), self.now // DAY
            bulk = self.log.quotas.open.get((self.agency, kind, day))
            if bulk is not None:
                used = self.log.quotas.used(3, self.agency, kind, 2, self.now)
                self.need(used + count <= bulk, "QuotaExceeded", "BulkQuota")
                rule = "BulkQuota"
                continue
            for each in self.directory.policy["quotas"]:
                if each["kind"] != kind:
                    continue
                who = (self.person, self.device, self.agency)[each["scope"] - 1]
                used = self.log.quotas.used(each["scope"], who, kind, each["window"], self.now)
                self.need(used + count <= each["max"], "QuotaExceeded", "Quota")
                rule = "Quota"
        return rule

    def grant(self, grant, epoch, commitment):
        header = grant["header"]
        self.need(header["epoch"] == epoch, "EpochStale", "Freshness")
        self.need(header["commitment"] == commitment and header["granter"] == self.device
                  and header["rights"] & 1 and header["head"]["size"] <= self.sequence,
                  "PayloadMismatch", "Sealing")
        self.need(header["notAfter"] == 0 or self.now < header["notAfter"], "InvalidArgument",
                  "Sealing")
        keys = self.directory.team_keys.get(header["team"], [])
        self.need(keys, "TeamKeyMissing", "Sealing")
        self.need(header["teamKeyEpoch"] == len(keys), "EpochStale", "Freshness")
        self.need(header["basis"] in {each["code"] for each in self.directory.policy["bases"]},
                  "BasisMissing", "AgencyPurpose")
        body = self.read(objects.GRANT_BODY, self.attachments[grant["bodyHash"]], "Form")
        over = objects.GRANT_HEADER.write(header) + body["enc"] + body["ct"]
        self.need(self.signed("grant", over, body["signature"]), "SignatureBroken", "Sealing")

    def read(self, kind, raw, rule):
        try:
            return decode(kind, raw)
        except Refused as refused:
            raise Refusal("Malformed", rule) from refused

    def signed(self, type_, over, signature):
        key = self.directory.devices[self.device]["signKey"]
        return tree.signed(type_, self.directory.instance, over, key, signature)

    def cosigners(self, cosignatures, over):
        """The persons who agreed, after §8.3."""
        call = be(self.statement["method"], 2) + self.device + self.statement["requestId"]
        persons = set()
        for each in cosignatures:
            device = self.directory.confers(each["device"], self.sequence)
            self.need(device is not None, "SignatureBroken", "SecondPerson")
            self.need(device["person"] != self.person, "Denied", "SecondPerson")
            self.need(tree.signed("cosign", self.directory.instance, call + over,
                                  device["signKey"], each["signature"]), "SignatureBroken",
                      "SecondPerson")
            persons.add((device["person"], device["signKey"]))
        return persons

    def addressee(self, person, team):
        role = self.directory.role_of(person, team)
        self.need(role is not None, "NotFound", "Existence")
        self.need(self.directory.teams[team]["flags"] & MAY_LEAD, "TeamMayNotLead",
                  "OfferAddressee")
        self.need(role in (COACH, MANAGER), "NotFound", "OfferAddressee")


def full(header):
    return header["rights"] == 3 and header["notAfter"] == 0


class Quotas:
    """Counters of §8.3, and the bulk quotas that are open."""

    def __init__(self):
        self.open, self.counters = {}, {}

    def used(self, scope, who, kind, window, now):
        span = HOUR if window == 1 else DAY
        return self.counters.get((scope, who, kind, window, now // span), 0)

    def count(self, call, kinds):
        for kind in kinds:
            for scope, who in enumerate((call.person, call.device, call.agency), 1):
                for window, span in ((1, HOUR), (2, DAY)):
                    key = scope, who, kind, window, call.now // span
                    self.counters[key] = self.counters.get(key, 0) + 1
