"""Payloads and answers of docs/protocol.md §4.7 and §4.8, and the methods of §8.1."""
from objects import (COSIGNATURES, DIRECTORY_PAYLOAD, EPOCH_RECORD, FOUND_PAYLOAD, GRANT_REF,
                     HOUSEHOLDS, KIND, MANIFEST, ROWS, TARGET, by)
from wire import (EPOCH, FLAG, HASH, ID, KEY, SIGNATURE, U32, U64, ZERO16, ZERO32, List, Number,
                  Option, Sized, Table)

OFFER = Table(("offer", ID), ("toPerson", ID), ("toTeam", ID))
CITATION = Table(("sequence", U64), ("index", Number(4, high=127)))
INDEX_REF = Table(("kind", KIND), ("citation", CITATION), ("entryHash", HASH))

EVALUATE = Table(("kind", KIND), ("blinded", List(KEY, 128, 1)))
CHECK = Table(("queries", List(Table(("kind", KIND), ("epoch", EPOCH), ("citation", CITATION),
                                     ("tokenHash", HASH)), 128, 1)))
REGISTER = Table(("involvement", ID), ("agency", ID), ("team", ID), ("from", U64), ("until", U64),
                 ("sealedHash", HASH), ("index", List(INDEX_REF, 32, 1)))
CHANGE_INVOLVEMENT = Table(("involvement", ID), ("until", U64))
ANSWER_MATCH = Table(("involvement", ID), ("other", TARGET), ("same", FLAG))
LIST_INVOLVEMENTS = Table(("after", ID), ("most", Number(4, 1, 1000)))


def _commit_holds(commit):
    every = (commit["epochs"] + commit["manifests"]
             + [grant["header"] for grant in commit["grants"]])
    return (all(each["household"] == commit["household"] for each in every)
            and sum(len(each["delta"]) for each in commit["manifests"]) <= 100)


def _grants_are_here(payload):
    return all(grant["header"]["household"] == payload["household"]
               for grant in payload["grants"])


COMMIT = Table(("household", ID), ("epochs", List(EPOCH_RECORD, 201, rising=by("compartment"))),
               ("grants", List(GRANT_REF, 512)),
               ("manifests", List(MANIFEST, 201, rising=by("compartment"))), check=_commit_holds)
INTAKE = Table(("commit", Sized(COMMIT, 3 * 1024 * 1024)), ("index", List(INDEX_REF, 128)),
               ("offer", Option(OFFER)))
GRANT_ACCESS = Table(("household", ID), ("grants", List(GRANT_REF, 32, 1)), check=_grants_are_here)
END_ACCESS = Table(("household", ID), ("team", ID))
OFFER_LEAD = Table(("household", ID), ("offer", OFFER), ("grants", List(GRANT_REF, 32)),
                   check=_grants_are_here)
OFFER_ANSWER = Table(("household", ID), ("offer", ID))
KNOWN = List(Table(("household", ID), ("stateCount", U64)), HOUSEHOLDS, rising=by("household"))
OPEN = Table(("known", KNOWN), ("scope", Number(1, among={1, 2})))
READ_LOG = Table(("first", U64), ("count", Number(4, 1, 1000)))
QUOTA_FIELDS = (("agency", ID), ("kind", KIND), ("day", U32), ("max", U32))
QUOTA = Table(*QUOTA_FIELDS, ("cosignatures", COSIGNATURES))
SHARE_TEAM_KEY = Table(("team", ID), ("epoch", EPOCH),
                       ("shares", List(Table(("device", ID), ("sealedHash", HASH)), 64, 1)))

# -- answers ---------------------------------------------------------------------------------------

LEAD_FACT = Table(("person", ID), ("team", ID), ("since", U64), ("sequence", U64))
HIT = Table(("query", Number(4, high=127)), ("entryHash", HASH),
            ("targetKind", Number(1, among={1, 2})), ("household", Option(ID)),
            ("lead", Option(LEAD_FACT)), ("agency", Option(ID)))
MET = Table(("target", TARGET), ("involvement", ID), ("agency", ID), ("team", ID), ("until", U64),
            ("certainty", Number(1, among={1, 2, 3})))


def met_order(met):
    return met["target"]["targetKind"], met["target"]["id"], met["involvement"]


METS = List(MET, 256, rising=met_order)
EVALUATE_ANSWER = Table(("evaluated", List(KEY, 128, 1)), ("proof", SIGNATURE))
CHECK_ANSWER = Table(("hits", List(HIT, 64, rising=by("query", "entryHash"))))
MET_ANSWER = Table(("met", METS))
OPEN_COMPARTMENT = Table(("compartment", ID), ("etag", HASH), ("rows", ROWS))
OPEN_ANSWER = Table(("households", List(Table(
    ("household", ID), ("compartments", List(OPEN_COMPARTMENT, 201, rising=by("compartment")))),
    HOUSEHOLDS, rising=by("household"))))
LIST_INVOLVEMENTS_ANSWER = Table(
    ("involvements", List(Table(("id", ID), ("from", U64), ("until", U64), ("sealedHash", HASH),
                                ("met", METS)), 1000, rising=by("id"))), ("more", FLAG))


class Method:
    """A row of §8.1: entry type, payload, answer (None: no bytes), and the chain it joins."""

    def __init__(self, name, type_, payload, answer=None, chain=None):
        self.name, self.type, self.payload = name, type_, payload
        self.answer, self.chain = answer, chain


METHODS = {
    1: Method("Found", 1, FOUND_PAYLOAD, chain="directory"),
    10: Method("Invite", 2, DIRECTORY_PAYLOAD, chain="directory"),
    11: Method("Admit", 2, DIRECTORY_PAYLOAD, chain="directory"),
    12: Method("ChangeDirectory", 2, DIRECTORY_PAYLOAD, chain="directory"),
    13: Method("Revoke", 3, DIRECTORY_PAYLOAD, chain="directory"),
    14: Method("ShareTeamKey", 4, SHARE_TEAM_KEY),
    15: Method("OpenQuota", 5, QUOTA),
    20: Method("Evaluate", 6, EVALUATE, EVALUATE_ANSWER),
    21: Method("Check", 7, CHECK, CHECK_ANSWER),
    22: Method("Register", 8, REGISTER, MET_ANSWER, "state"),
    23: Method("ChangeInvolvement", 8, CHANGE_INVOLVEMENT, chain="state"),
    24: Method("AnswerMatch", 9, ANSWER_MATCH, MET_ANSWER, "state"),
    25: Method("ListInvolvements", 11, LIST_INVOLVEMENTS, LIST_INVOLVEMENTS_ANSWER),
    30: Method("Intake", 10, INTAKE, MET_ANSWER, "state"),
    31: Method("ListHouseholds", 11, OPEN, OPEN_ANSWER),
    32: Method("OpenHousehold", 11, OPEN, OPEN_ANSWER),
    33: Method("Commit", 12, COMMIT, chain="state"),
    34: Method("GrantAccess", 4, GRANT_ACCESS, chain="state"),
    35: Method("EndAccess", 4, END_ACCESS, chain="state"),
    40: Method("OfferLead", 13, OFFER_LEAD, chain="state"),
    41: Method("AcceptLead", 13, OFFER_ANSWER, chain="state"),
    42: Method("RefuseLead", 13, OFFER_ANSWER, chain="state"),
    43: Method("WithdrawLead", 13, OFFER_ANSWER, chain="state"),
    50: Method("WhoLooked", 14, OPEN),
    51: Method("ReadLog", 14, READ_LOG),
    52: Method("ExportLog", 15, READ_LOG),
}
ANSWERED_ANEW = {"ListInvolvements", "ListHouseholds", "OpenHousehold"}  # §5.6: come empty in a log


def number_of(name):
    return next(number for number, method in METHODS.items() if method.name == name)


def _commit_attachments(commit):
    names = [each["wrappedHash"] for each in commit["epochs"] if each["epoch"] > 1]
    names += [grant["bodyHash"] for grant in commit["grants"]]
    return names + [row["envelopeHash"] for manifest in commit["manifests"]
                    for row in manifest["delta"] if row["envelopeHash"] != ZERO32]


def attachments_of(name, payload):
    """The names of what travels beside a payload, in order."""
    if name == "Commit":
        return _commit_attachments(payload)
    if name == "Intake":
        return (_commit_attachments(payload["commit"])
                + [each["entryHash"] for each in payload["index"]])
    if name == "Admit":
        return [change["sealedHash"] for change in payload["changes"]
                if change.get("sealedHash", ZERO32) != ZERO32]
    if name == "Check":
        return [query["tokenHash"] for query in payload["queries"]]
    if name == "Register":
        own = [] if payload["sealedHash"] == ZERO32 else [payload["sealedHash"]]
        return own + [each["entryHash"] for each in payload["index"]]
    if name in ("GrantAccess", "OfferLead"):
        return [grant["bodyHash"] for grant in payload["grants"]]
    if name == "ShareTeamKey":
        return [share["sealedHash"] for share in payload["shares"]]
    return []


def households_of(name, payload):
    """The households that the statement must name (§4.7)."""
    if name == "Intake":
        return [payload["commit"]["household"]]
    if name in ("OpenHousehold", "WhoLooked"):
        return [known["household"] for known in payload["known"]]
    if name == "AnswerMatch":
        other = payload["other"]
        return [other["id"]] if other["targetKind"] == 1 else []
    household = payload.get("household") if name != "ListHouseholds" else None
    return [household] if household and household != ZERO16 else []
