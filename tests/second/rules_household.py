"""docs/protocol.md §8.4: what is done with a household's file, its keys and its lead."""
import objects
import tree
from rules import COACH, MANAGER, MAY_INTAKE, MAY_LEAD, READERS, Refusal, full
from wire import ZERO16, ZERO32


def intake(call):
    payload, commit = call.payload, call.payload["commit"]
    call.need(call.role in (COACH, MANAGER), "Denied", "RoleTable")
    call.need(call.flags & (MAY_INTAKE | MAY_LEAD), "TeamMayNotLead", "IntakeTeam")
    if payload["offer"]:
        call.addressee(payload["offer"]["toPerson"], payload["offer"]["toTeam"])
        rule = "IntakeTeam"
    else:
        call.need(call.role == COACH, "Denied", "IntakeCoach")
        call.need(call.flags & MAY_LEAD, "TeamMayNotLead", "IntakeCoach")
        rule = "IntakeCoach"
    call.need(call.household(commit["household"]) is None, "AlreadyExists", "Existence")
    parts = {each["compartment"] for each in commit["epochs"]}
    call.need(parts <= {ZERO16, call.agency}, "Denied", "OwnCompartment")
    call.need(ZERO16 in parts, "Malformed", "Form")
    sealed(call, None, commit, payload["offer"])
    index(call, payload["index"], (1, commit["household"]), None)
    return rule


def index(call, refs, target, span):
    """Kinds, citations, quotas, then each entry (§8.4, Register). `span`: from and until."""
    call.kinds([each["kind"] for each in refs])
    call.citations(refs)
    call.quotas([each["kind"] for each in refs], "Evaluated")
    seen = set()
    for each in refs:
        raw = call.attachments[each["entryHash"]]
        entry = call.read(objects.INDEX_ENTRY, raw, "Sealing") if raw else None
        if span:
            fits = (entry["from"], entry["until"]) == span
        else:
            fits = entry["until"] == 0 or entry["until"] > max(call.now, entry["from"])
        named = (entry["target"]["targetKind"], entry["target"]["id"]) == target
        call.need(entry["device"] == call.device and entry["agency"] == call.agency
                  and entry["kind"] == each["kind"] and named and fits
                  and each["entryHash"] not in seen
                  and call.signed("index", raw[:-64], entry["signature"]),
                  "IndexEntryBroken", "Sealing")
        seen.add(each["entryHash"])


def sealed(call, house, commit, offer):
    """What is sealed in a Commit or Intake."""
    before = house.compartments if house else {}
    new = {each["compartment"]: each for each in commit["epochs"]}
    wanted = set()
    for id_, record in new.items():
        part = before.get(id_)
        call.need(record["epoch"] == (len(part.epochs) if part else 0) + 1, "EpochStale",
                  "Freshness")
        call.need(record["recipients"] == call.recipients(house, id_), "RecipientsWrong",
                  "Sealing")
        wanted |= {(id_, team) for team in record["recipients"]}
    asked = offer["toTeam"] if offer else None
    if asked and ZERO16 in new:
        wanted.add((ZERO16, asked))
    keeper = house.keeper if house else call.team
    given = [(each["header"]["compartment"], each["header"]["team"]) for each in commit["grants"]]
    call.need(set(given) <= wanted and len(set(given)) == len(given), "RecipientsWrong", "Sealing")
    for each in commit["grants"]:
        header = each["header"]
        part, team = before.get(header["compartment"]), header["team"]
        old = part.grants.get(team) if part else None
        whole = old is None or (header["compartment"] == ZERO16 and team in (keeper, asked))
        kept = old and (header["rights"], header["notAfter"]) == (
            old["header"]["rights"], old["header"]["notAfter"])
        call.need(full(header) if whole else kept, "RecipientsWrong", "Sealing")
        record = new[header["compartment"]]
        call.grant(each, record["epoch"], record["commitment"])
    call.need(set(given) == wanted, "GrantMissing", "Sealing")
    for manifest in commit["manifests"]:
        written(call, house, manifest, new.get(manifest["compartment"]))


def written(call, house, manifest, record):
    id_ = manifest["compartment"]
    part = house.compartments.get(id_) if house else None
    call.need(part is not None or record is not None, "NotFound", "Existence")
    epoch = record or part.epochs[-1]
    call.need(manifest["epoch"] == epoch["epoch"], "EpochStale", "Freshness")
    version, etag = (part.version, part.etag) if part else (0, ZERO32)
    call.need((manifest["version"], manifest["previous"]) == (version + 1, etag), "EtagMismatch",
              "Freshness")
    call.need(record is not None or not call.rotation_due(house, id_), "RotationNeeded", "Sealing")
    rows = dict(part.rows) if part else {}
    for row in manifest["delta"]:
        old = rows.get(row["record"])
        call.need(row["version"] == (old["version"] if old else 0) + 1, "EtagMismatch",
                  "Freshness")
        call.need(old or row["envelopeHash"] != ZERO32, "PayloadMismatch", "Form")
        rows[row["record"]] = row
    raw = objects.ROWS.write([rows[each] for each in sorted(rows)])
    call.need(tree.object_hash("rows", raw) == manifest["root"], "PayloadMismatch", "Form")
    for row in manifest["delta"]:
        if row["envelopeHash"] != ZERO32:
            envelope(call, manifest, row, epoch)


def envelope(call, manifest, row, epoch):
    raw = call.attachments[row["envelopeHash"]]
    each = call.read(objects.ENVELOPE, raw, "Form")
    place = ("household", "compartment")
    call.need(all(each[name] == manifest[name] for name in place)
              and each["epoch"] == epoch["epoch"] and each["commitment"] == epoch["commitment"]
              and (each["record"], each["version"]) == (row["record"], row["version"])
              and each["author"] == call.device and each["head"]["size"] <= call.sequence,
              "PayloadMismatch", "Sealing")
    call.need(call.signed("record", raw[:-64], each["signature"]), "SignatureBroken", "Sealing")


def list_households(call):
    call.need(call.role in READERS, "Denied", "RoleTable")
    call.need(call.payload["scope"] == 1, "UnknownValue", "Form")
    page = call.payload["known"]
    call.need(len(page) <= 1 and all(1 <= each["stateCount"] <= 1000 for each in page),
              "Malformed", "Form")
    return "TeamMember"


def open_household(call):
    call.need(len(call.payload["known"]) == 1, "Malformed", "Form")
    house = call.known(call.payload["known"][0]["household"])
    call.need(call.role in READERS, "Denied", "RoleTable")
    parts = [part for part in house.compartments if call.may_open(house, part)]
    call.need(parts, call.denied_in(house), "GrantedTeam")
    if call.is_lead(house):
        return "LeadPerson"
    if call.is_keeper_manager(house):
        return "KeeperManager"
    if house.keeper == call.team:
        return "KeeperTeam"
    return "GrantedTeam" if ZERO16 in parts else "OwnCompartment"


def _may_write(call, house, compartment):
    part = house.compartments.get(compartment)
    grant = part.grants.get(call.team) if part else None
    return (grant is not None and grant["header"]["rights"] & 2
            and call.may_open(house, compartment))


def commit(call):
    payload = call.payload
    house = call.known(payload["household"])
    call.need(call.role in READERS, "Denied", "RoleTable")
    parts = {each["compartment"] for each in payload["epochs"] + payload["manifests"]}
    call.need(parts, "Malformed", "Form")
    rule = None
    for part in sorted(parts, reverse=True):
        rule = (_commit_core if part == ZERO16 else _commit_own)(call, house, part)
    sealed(call, house, payload, house.offer)
    return rule


def _commit_own(call, house, part):
    call.need(part == call.agency, "NotFound", "Existence")
    if part in house.compartments:
        call.need(_may_write(call, house, part), "Denied", "OwnCompartment")
    else:
        call.need(house.keeper == call.team or house.helps_now(call.team, call.now),
                  call.denied_in(house), "OwnCompartment")
    return "OwnCompartment"


def _commit_core(call, house, part):
    if call.is_lead(house):
        return "LeadPerson"
    if house.keeper == call.team and call.role in (COACH, MANAGER):
        return "KeeperTeam"
    call.need(_may_write(call, house, part) and house.helps_now(call.team, call.now),
              call.denied_in(house), "GrantedTeam")
    return "GrantedTeam"


def grant_access(call):
    house, rule, seen = call.known(call.payload["household"]), None, set()
    for grant in call.payload["grants"]:
        header = grant["header"]
        id_, team = header["compartment"], header["team"]
        call.need((id_, team) not in seen, "Malformed", "Form")
        seen.add((id_, team))
        part = house.compartments.get(id_)
        if id_ == ZERO16:
            rule = _grant_core(call, house, part, team)
        else:
            call.need(id_ == call.agency, "NotFound", "Existence")
            call.need(call.role in READERS and _may_write(call, house, id_), "Denied",
                      "OwnCompartment")
            known = call.directory.teams.get(team)
            call.need(known and known["agency"] == call.agency, "RecipientsWrong",
                      "OwnCompartment")
            rule = "OwnCompartment"
        old = part.grants.get(team)
        call.need(old is None or 0 < old["header"]["notAfter"] <= call.now, "AlreadyExists",
                  "Existence")
        call.grant(grant, len(part.epochs), part.epochs[-1]["commitment"])
    return rule


def _grant_core(call, house, part, team):
    rule = "LeadPerson"
    if not call.is_lead(house):
        call.need(house.lead is None and call.is_keeper_manager(house), call.denied_in(house),
                  "LeadPerson")
        rule = "KeeperManager"
    call.need(part is not None, "NotFound", "Existence")
    if not house.helps_now(team, call.now):
        did = any(each["team"] == team and each["state"] in ("attached", "ended")
                  for each in house.involvements.values())
        raise Refusal("InvolvementNotActive" if did else "RecipientsWrong", "GrantedTeam")
    return rule


def end_access(call):
    house, team = call.known(call.payload["household"]), call.payload["team"]
    if call.is_lead(house):
        rule = "LeadPerson"
    elif call.is_keeper_manager(house):
        rule = "KeeperManager"
    else:
        call.need(call.role == MANAGER and call.team == team, call.denied_in(house), "LeadPerson")
        rule = "GrantedTeam"
    call.need(team != house.keeper, "Denied", "KeeperTeam")
    call.need(any(team in house.compartments[id_].grants for id_ in house.ended_by(
        team, call.team, lambda each: call.directory.teams[each]["agency"])), "GrantMissing",
        "Existence")
    return rule
