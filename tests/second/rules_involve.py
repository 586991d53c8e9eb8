"""docs/protocol.md §8.4: asking who helps, registering that one helps, and answering a match."""
from rules import FIVE_YEARS, HELPERS
from rules_household import index

CERTAIN = 1
HOUSEHOLD, INVOLVEMENT = 1, 2


def evaluate(call):
    call.helper()
    kinds = [call.payload["kind"]] * len(call.payload["blinded"])
    call.kinds(kinds)
    return call.quotas(kinds, "AgencyKind")


def check(call):
    call.helper()
    queries = call.payload["queries"]
    kinds = [each["kind"] for each in queries]
    call.kinds(kinds)
    call.citations(queries)
    rule = call.quotas(kinds, "Evaluated")
    call.need(all(len(call.attachments[each["tokenHash"]]) == 32 for each in queries), "Malformed",
              "Form")
    return rule


def register(call):
    payload = call.payload
    call.helper()
    call.need((payload["agency"], payload["team"]) == (call.agency, call.team), "Denied",
              "OwnInvolvement")
    begun, until = payload["from"], payload["until"]
    call.need(begun < until and call.now < until and until - begun <= FIVE_YEARS, "DateOrderWrong",
              "OwnInvolvement")
    call.need(payload["involvement"] not in call.log.involvements, "AlreadyExists", "Existence")
    index(call, payload["index"], (INVOLVEMENT, payload["involvement"]), (begun, until))
    return "OwnInvolvement"


def list_involvements(call):
    call.helper()
    return "OwnInvolvement"


def change_involvement(call):
    call.helper()
    own, until = call.log.involvements.get(call.payload["involvement"]), call.payload["until"]
    call.need(own and own["team"] == call.team, "NotFound", "Existence")
    call.need(call.now < own["until"], "InvolvementNotActive", "OwnInvolvement")
    call.need(until <= call.now or own["from"] < until <= call.now + FIVE_YEARS, "DateOrderWrong",
              "OwnInvolvement")
    return "OwnInvolvement"


def answer_match(call):
    involvements, other = call.log.involvements, call.payload["other"]
    one = involvements.get(call.payload["involvement"])
    call.need(one is not None, "NotFound", "Existence")
    if other["targetKind"] == HOUSEHOLD:
        house = call.household(other["id"])
        call.need(house and one["id"] in house.involvements, "NotFound", "Existence")
        rule = _party(call, house, one)
        call.need(call.now < one["until"], "InvolvementNotActive", "MatchParty")
        _still_open(call, house.involvements[one["id"]])
        return rule
    two, met = involvements.get(other["id"]), one["meetings"].get((INVOLVEMENT, other["id"]))
    call.need(two and met and (_is_of(call, one) or _is_of(call, two)), "NotFound", "Existence")
    call.need(call.now < one["until"] and call.now < two["until"], "InvolvementNotActive",
              "MatchParty")
    _still_open(call, met)
    return "MatchParty"


def _is_of(call, involvement):
    return call.role in HELPERS and involvement["team"] == call.team


def _party(call, house, one):
    if call.is_lead(house):
        return "LeadPerson"
    if call.is_keeper_manager(house):
        return "KeeperManager"
    knows = call.may_know(house)
    call.need(_is_of(call, one), "Denied" if knows else "NotFound",
              "MatchParty" if knows else "Existence")
    return "MatchParty"


def _still_open(call, met):
    call.need(met["state"] != "ended", "InvolvementNotActive", "MatchParty")
    call.need(met["state"] == "proposed" or (
        met["state"] == "attached" and met["certainty"] == CERTAIN and not call.payload["same"]),
        "AlreadyAnswered", "MatchParty")
