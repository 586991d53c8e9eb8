"""Calls that the rules of docs/protocol.md §8 refuse (and a few that they allow), for a device to
send: name, payload, and what else is said in the statement (`detailHash`: a detail goes along).
Nothing here needs another's key.
"""
import time

import sodium
from wire import ZERO16, ZERO32

NOBODY = b"\x07" * 16
DETAIL = bytes(40)
OTHER = b"\x08" * 16
ELEMENT = sodium.multiply_base(7)


def one(id_, scope=2):
    return {"known": [{"household": id_, "stateCount": 0}], "scope": scope}


def reading(household):
    yield "OpenHousehold", one(NOBODY), {}
    for changes in ({}, {"purpose": 999}, {"purpose": 0, "basis": 0}, {"basis": 999},
                    {"emergency": True}, {"mode": 2}, {"role": 8}, {"team": NOBODY},
                    {"person": NOBODY}):
        yield "OpenHousehold", one(household), changes
    yield "OpenHousehold", {"known": [], "scope": 2}, {}
    for page in ([], [{"household": NOBODY, "stateCount": 1000}],
                 [{"household": ZERO16, "stateCount": 1}],
                 [{"household": ZERO16, "stateCount": 0}]):
        yield "ListHouseholds", {"known": page, "scope": 1}, {}
    yield "ListHouseholds", {"known": [], "scope": 2}, {}
    yield "WhoLooked", one(household), {}
    yield "WhoLooked", one(household), {"purpose": 0, "basis": 0}
    yield "WhoLooked", one(NOBODY), {}


def writing(who, household):
    team = who.keys["team"]
    agency = who.directory.teams[team]["agency"]
    offer = {"offer": OTHER, "toPerson": who.keys["person"], "toTeam": team}
    for id_ in (team, NOBODY):
        yield "EndAccess", {"household": household, "team": id_}, {}
        yield "EndAccess", {"household": NOBODY, "team": id_}, {}
    yield "Commit", {"household": household, "epochs": [], "grants": [], "manifests": []}, {}
    for part in (ZERO16, agency, OTHER):
        yield "Commit", {"household": household, "epochs": [], "grants": [], "manifests": [{
            "household": household, "compartment": part, "version": 1, "epoch": 1,
            "previous": ZERO32, "root": ZERO32, "delta": []}]}, {}
        yield "Commit", {"household": household, "manifests": [], "grants": [], "epochs": [{
            "household": household, "compartment": part, "epoch": 1, "commitment": ZERO32,
            "wrappedHash": ZERO32, "recipients": [team]}]}, {}
    yield "OfferLead", {"household": household, "offer": offer, "grants": []}, {}
    yield "OfferLead", {"household": household, "grants": [],
                        "offer": dict(offer, toPerson=NOBODY)}, {}
    for name in ("AcceptLead", "RefuseLead", "WithdrawLead"):
        yield name, {"household": household, "offer": NOBODY}, {}
        yield name, {"household": household, "offer": NOBODY}, {"detailHash": None}
        yield name, {"household": NOBODY, "offer": NOBODY}, {"detailHash": None}


def asking(household, involvement):
    yield "Evaluate", {"kind": 1, "blinded": [ELEMENT]}, {}
    yield "Evaluate", {"kind": 2, "blinded": [ELEMENT] * 2}, {"detailHash": None}
    yield "ListInvolvements", {"after": ZERO16, "most": 1}, {}
    yield "ListInvolvements", {"after": ZERO16, "most": 1000}, {}
    for until in (0, 1, 2 * 10**12):
        yield "ChangeInvolvement", {"involvement": involvement, "until": until * 2 + 2**60}, {}
        yield "ChangeInvolvement", {"involvement": NOBODY, "until": until}, {}
    for kind, id_ in ((1, household), (1, NOBODY), (2, NOBODY), (2, involvement)):
        yield "AnswerMatch", {"involvement": involvement, "same": True,
                              "other": {"targetKind": kind, "id": id_}}, {}
        yield "AnswerMatch", {"involvement": NOBODY, "same": False,
                              "other": {"targetKind": kind, "id": id_}}, {}


def office(who):
    team, device = who.keys["team"], who.keys["device"]
    agency = who.directory.teams[team]["agency"]
    yield "ReadLog", {"first": 0, "count": 1}, {}
    yield "ReadLog", {"first": 0, "count": 1}, {"purpose": 10}
    yield "ExportLog", {"first": 0, "count": 1}, {"basis": 1}
    yield "ExportLog", {"first": 0, "count": 1}, {}
    today = int(time.time() // 86_400)
    for day, most in ((today, 10), (today + 3, 10), (today, 2**31), (today, 0)):
        yield "OpenQuota", {"agency": agency, "kind": 1, "day": day, "max": most,
                            "cosignatures": []}, {}
    yield "OpenQuota", {"agency": NOBODY, "kind": 1, "day": today, "max": 1,
                        "cosignatures": []}, {}
    for name, change in (
            ("Revoke", {"change": 8, "what": 1, "id": NOBODY, "head": 0}),
            ("Revoke", {"change": 8, "what": 2, "id": who.a_founder(), "head": 0}),
            ("Revoke", {"change": 8, "what": 3, "id": NOBODY, "head": 2**40}),
            ("Revoke", {"change": 4, "person": NOBODY, "team": team, "role": 1, "active": True}),
            ("ChangeDirectory", {"change": 1, "id": OTHER, "name": "", "kinds": 1,
                                 "purposes": [999], "lifeDomain": 0, "phone": ""}),
            ("ChangeDirectory", {"change": 2, "id": OTHER, "agency": agency, "name": "",
                                 "flags": 15}),
            ("ChangeDirectory", {"change": 2, "id": OTHER, "agency": NOBODY, "name": "",
                                 "flags": 0}),
            ("ChangeDirectory", {"change": 4, "person": NOBODY, "team": team, "role": 1,
                                 "active": False}),
            ("ChangeDirectory", {"change": 6, "team": team, "epoch": 1, "key": DETAIL[:32],
                                 "madeBy": device}),
            ("ChangeDirectory", {"change": 6, "team": NOBODY, "epoch": 1, "key": DETAIL[:32],
                                 "madeBy": device}),
            ("Invite", {"change": 7, "id": OTHER, "person": who.keys["person"], "team": team,
                        "expires": 5, "tokenHash": ZERO32, "tlsKey": ZERO32}),
            ("Admit", {"change": 9, "invitation": NOBODY, "device": device,
                       "sealedHash": ZERO32})):
        yield name, {"changes": [change], "cosignatures": []}, {}
    yield "ChangeDirectory", {"changes": [], "cosignatures": []}, {}


def calls_of(who, household, involvement):
    """Every call that costs nothing to try; `who` is a client of ours."""
    yield from reading(household)
    yield from writing(who, household)
    yield from asking(household, involvement)
    yield from office(who)
