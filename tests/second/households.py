"""What the state chain makes of a household, and which entry concerns which: §5.4, §8.3 and §8.5.

Answers are taken at their word here: who met whom is recomputed in meetings.py.
"""
import objects
import tree
from wire import ZERO16, ZERO32, need

READ = 1
IDENTITY_RULE = 41
PAGE = 2 * 1024 * 1024
FROM_THE_FIRST = {"household": ZERO16, "stateCount": 1000}


class Household:
    """Keeper, lead, open offer, compartments and involvements of one household."""

    def __init__(self, id_):
        self.id, self.keeper, self.lead = id_, None, None
        self.offer, self.closed = None, None
        self.compartments, self.involvements = {}, {}
        self.all, self.state = tree.Chain("household", id_), tree.Chain("state", id_)

    def heads(self):
        return {"household": self.id, "all": self.all.as_head(), "state": self.state.as_head()}

    # -- §8.5 ------------------------------------------------------------------------------------

    def commit(self, commit, sequence):
        for record in commit["epochs"]:
            part = self.compartments.setdefault(record["compartment"], Compartment())
            need(record["epoch"] == len(part.epochs) + 1, "EpochWrong")
            part.epochs.append(record)
            part.grants, part.begun, part.stale = {}, sequence, False
        for grant in commit["grants"]:
            header = grant["header"]
            part = self.compartments.get(header["compartment"])
            need(part is not None, "GrantBroken", "no such compartment")
            part.check_grant(header)
            if self.offer and header["team"] == self.offer["toTeam"] and (
                    header["team"] not in part.epochs[-1]["recipients"]):
                self.offer["held"] = [grant]
            else:
                part.grants[header["team"]] = grant
        for manifest in commit["manifests"]:
            part = self.compartments.get(manifest["compartment"])
            need(part is not None and part.epochs, "NotFound", "no such compartment")
            part.write(manifest)

    def put_grants(self, grants):
        for grant in grants:
            header = grant["header"]
            part = self.compartments.get(header["compartment"])
            need(part is not None, "GrantBroken", "no such compartment")
            part.check_grant(header)
            part.grants[header["team"]] = grant

    def ended_by(self, team, asker, agency_of):
        """Compartments whose grant to `team` an EndAccess by the team `asker` ends."""
        return [id_ for id_, part in self.compartments.items() if team in part.grants and (
            id_ == ZERO16 or (asker != team and asker in part.grants
                              and agency_of(asker) == agency_of(team) == id_))]

    def end_access(self, team, asker, agency_of):
        for id_ in self.ended_by(team, asker, agency_of):
            self.compartments[id_].grants.pop(team)
            self.compartments[id_].stale = True

    def open_offer(self, offer, statement, grants):
        giver = statement["person"], statement["team"]
        self.offer = dict(offer, held=list(grants), giver=giver)

    def close_offer(self):
        self.offer, self.closed = None, self.offer

    def accept(self, statement, time, sequence):
        self.put_grants(self.offer["held"])
        self.lead = {"person": statement["person"], "team": statement["team"], "since": time,
                     "sequence": sequence}
        self.keeper = statement["team"]
        self.close_offer()

    def meet(self, met):
        before = self.involvements.get(met["involvement"])
        if before is None or before["state"] == "proposed":
            self.involvements[met["involvement"]] = dict(
                met, state="proposed" if met["certainty"] == 2 else "attached")

    # -- §8.3 ------------------------------------------------------------------------------------

    def helps_now(self, team, time):
        return any(each["team"] == team and each["state"] == "attached" and time < each["until"]
                   for each in self.involvements.values())

    def may_open(self, compartment, team, agency, time):
        grant = self.compartments[compartment].grants.get(team)
        if grant is None or not grant["header"]["rights"] & READ:
            return False
        if 0 < grant["header"]["notAfter"] <= time:
            return False
        if compartment == ZERO16:
            return team == self.keeper or self.helps_now(team, time)
        return compartment == agency


class Compartment:
    """Epochs, the current grants by team, and the rows of one compartment."""

    def __init__(self):
        self.epochs, self.grants, self.rows = [], {}, {}
        self.version, self.etag, self.manifest = 0, ZERO32, None
        self.begun, self.stale = 0, False

    def check_grant(self, header):
        epoch = self.epochs[-1]
        need(header["epoch"] == epoch["epoch"] and header["commitment"] == epoch["commitment"],
             "GrantBroken", "another epoch")

    def write(self, manifest):
        need(manifest["version"] == self.version + 1 and manifest["previous"] == self.etag,
             "ManifestOld")
        need(manifest["epoch"] == len(self.epochs), "EpochWrong")
        for row in manifest["delta"]:
            before = self.rows.get(row["record"])
            need(row["version"] == (before["version"] if before else 0) + 1, "ManifestOld", "row")
            self.rows[row["record"]] = row
        need(tree.object_hash("rows", objects.ROWS.write(self.all_rows())) == manifest["root"],
             "RecordMissing", "root")
        self.version, self.manifest = manifest["version"], manifest
        self.etag = tree.object_hash("manifest", objects.MANIFEST.write(manifest))

    def all_rows(self):
        return [self.rows[record] for record in sorted(self.rows)]

    def shown(self, compartment):
        return {"compartment": compartment, "etag": self.etag, "rows": self.all_rows()}


class Households:
    """Every household of a log."""

    def __init__(self, agency_of):
        self.known, self.agency_of = {}, agency_of

    def concerned(self, name, entry, statement, payload, answer):
        """Ids of the households that an entry concerns (§5.4), rising."""
        if entry["outcome"] != 0:
            named = statement["households"]
            refused = len(named) == 1 and entry["rule"] != IDENTITY_RULE
            return [id_ for id_ in named if refused and id_ in self.known]
        if name == "ListHouseholds":
            return [each["household"] for each in self.list_answer(statement, payload,
                                                                   entry["time"])]
        if name == "Check":
            return sorted({hit["household"] for hit in answer["hits"] if hit["household"]})
        found = {met["target"]["id"] for met in (answer or {}).get("met", [])
                 if met["target"]["targetKind"] == 1}
        if name == "Intake":
            found.add(payload["commit"]["household"])
        elif name in ("OpenHousehold", "WhoLooked"):
            found.add(payload["known"][0]["household"])
        elif name == "ChangeInvolvement":
            found = {house.id for house in self.known.values()
                     if house.involvements.get(payload["involvement"], {}).get("state")
                     in ("proposed", "attached")}
        elif name == "AnswerMatch":
            if not payload["same"] and payload["other"]["targetKind"] == 1:
                found.add(payload["other"]["id"])
        elif name not in ("Register", "ListInvolvements") and "household" in payload:
            found.add(payload["household"])
        return sorted(found)

    def list_answer(self, statement, payload, time):
        shown, size, team = [], 0, statement["team"]
        agency = self.agency_of(team)
        page = payload["known"][0] if payload["known"] else FROM_THE_FIRST
        for id_ in sorted(self.known):
            if id_ <= page["household"] or len(shown) == page["stateCount"] or size >= PAGE:
                continue
            house = self.known[id_]
            asked = house.offer is not None and house.offer["toTeam"] == team
            parts = [part for part in (ZERO16, agency) if part in house.compartments
                     and house.may_open(part, team, agency, time)][:1]
            if asked or parts:
                shown.append({"household": id_, "compartments": [
                    house.compartments[part].shown(part) for part in parts]})
                size += 20 + sum(52 + 56 * len(part["rows"]) for part in shown[-1]["compartments"])
        return shown

    def open_answer(self, statement, household, time):
        house, team = self.known[household], statement["team"]
        agency = self.agency_of(team)
        parts = [part.shown(id_) for id_, part in sorted(house.compartments.items())
                 if house.may_open(id_, team, agency, time)]
        return [{"household": household, "compartments": parts}]

    def house(self, id_):
        return self.known.setdefault(id_, Household(id_))

    def apply(self, name, entry, statement, payload, answer):
        """Changes what a done entry of the state chain changes."""
        if name == "Intake":
            house, offer = self.house(payload["commit"]["household"]), payload["offer"]
            house.keeper = statement["team"]
            if offer:
                house.open_offer(offer, statement, [])
            else:
                house.lead = {"person": statement["person"], "team": statement["team"],
                              "since": entry["time"], "sequence": entry["sequence"]}
            house.commit(payload["commit"], entry["sequence"])
        elif name == "ChangeInvolvement":
            self._move(payload, entry["time"])
        elif name == "AnswerMatch" and not payload["same"]:
            if payload["other"]["targetKind"] == 1:
                self.house(payload["other"]["id"]).involvements[payload["involvement"]][
                    "state"] = "parted"
        elif name not in ("Register", "AnswerMatch"):
            self._apply_here(self.house(payload["household"]), name, entry, statement, payload)
        for met in (answer or {}).get("met", []):
            if met["target"]["targetKind"] == 1:
                self.house(met["target"]["id"]).meet(met)

    def _apply_here(self, house, name, entry, statement, payload):
        if name == "Commit":
            house.commit(payload, entry["sequence"])
        elif name == "GrantAccess":
            house.put_grants(payload["grants"])
        elif name == "EndAccess":
            house.end_access(payload["team"], statement["team"], self.agency_of)
        elif name == "OfferLead":
            house.open_offer(payload["offer"], statement, payload["grants"])
        elif name == "AcceptLead":
            house.accept(statement, entry["time"], entry["sequence"])
        else:
            house.close_offer()

    def _move(self, payload, time):
        for house in self.known.values():
            each = house.involvements.get(payload["involvement"])
            if each and each["state"] in ("proposed", "attached"):
                each["until"] = payload["until"]
                if payload["until"] <= time:
                    each["state"] = "ended"
