"""docs/protocol.md §8.5: who met whom, and the answers that follow from the index (§8.4).

Works on the log's own state: `involvements`, `index` and `households`.
"""
from rules import MAYBE

CERTAIN, CONFIRMED = 1, 3
HOUSEHOLD, INVOLVEMENT = 1, 2
BSN = 1
HITS, LOOK_UP = 64, 64
PAGE = 2 * 1024 * 1024
LISTED_BYTES, MET_BYTES = 68, 74
OPEN = ("proposed", "attached")


class Meetings:
    """Brings together what belongs together, in the log's own state, and gathers the answer."""

    def __init__(self, log, now):
        self.log, self.now, self.met = log, now, {}

    def answer(self):
        return {"met": [self.met[key] for key in sorted(self.met)]}

    def _note(self, kind, id_, involvement, of, certainty):
        self.met[(kind, id_, involvement)] = {
            "target": {"targetKind": kind, "id": id_}, "involvement": involvement,
            "agency": of["agency"], "team": of["team"], "until": of["until"],
            "certainty": certainty}

    def link(self, one, other, certainty):
        before = one["meetings"].get((INVOLVEMENT, other["id"]))
        state = "proposed" if certainty == MAYBE else "attached"
        if before and not (before["state"] == "proposed" and state == "attached"):
            return
        for left, right in ((one, other), (other, one)):
            left["meetings"][(INVOLVEMENT, right["id"])] = {"state": state, "certainty": certainty}
        self._note(INVOLVEMENT, other["id"], one["id"], other, certainty)

    def attach(self, id_, house, certainty):
        one, before = self.log.involvements[id_], house.involvements.get(id_)
        if before and before["state"] != "proposed":
            return
        self._put(one, house, "attached", certainty)
        for (kind, other), met in sorted(one["meetings"].items()):
            if kind == INVOLVEMENT and met["state"] == "attached" and (
                    self.now < self.log.involvements[other]["until"]):
                self.attach(other, house, chained(certainty, met["certainty"]))

    def _put(self, one, house, state, certainty):
        house.involvements[one["id"]] = {"state": state, "certainty": certainty,
                                         "team": one["team"], "until": one["until"]}
        one["meetings"][(HOUSEHOLD, house.id)] = {"state": state, "certainty": certainty}
        self._note(HOUSEHOLD, house.id, one["id"], one, certainty)

    def propose(self, one, house):
        if one["id"] not in house.involvements:
            self._put(one, house, "proposed", MAYBE)

    def attach_where(self, one, other, certainty):
        """To each household to which `other` is attached."""
        for (kind, id_), met in sorted(other["meetings"].items()):
            if kind == HOUSEHOLD and met["state"] == "attached":
                self.attach(one["id"], self.log.households.known[id_],
                            chained(certainty, met["certainty"]))


def chained(*links):
    return CERTAIN if all(link == CERTAIN for link in links) else CONFIRMED


def in_turn(groups):
    """The first of every group, then the second of every group, and so on."""
    longest = max(map(len, groups), default=0)
    return [group[place] for place in range(longest) for group in groups if place < len(group)]


def look_up(log, key, now):
    """§8.4: the index entries under a token that count, as (hash, entry), 64 at most."""
    groups, targets = {}, set()
    for hash_, entry in sorted(log.index.get(key, []), key=lambda each: each[0]):
        target = entry["target"]["targetKind"], entry["target"]["id"]
        place = target[0], entry["agency"]
        if current(log, entry, now) and (place, target) not in targets:
            targets.add((place, target))
            groups.setdefault(place, []).append((hash_, entry))
    return in_turn([groups[place] for place in sorted(groups)])[:LOOK_UP]


def hits_of(log, entries, now):
    """Households and involvements under the tokens: id → certainty, the certain one counting."""
    found = {HOUSEHOLD: {}, INVOLVEMENT: {}}
    for entry in entries:
        for _, other in look_up(log, token_key(entry), now):
            kind, id_ = other["target"]["targetKind"], other["target"]["id"]
            certainty = CERTAIN if entry["kind"] == BSN else MAYBE
            found[kind][id_] = min(certainty, found[kind].get(id_, MAYBE))
    return found


def token_key(entry):
    return entry["kind"], entry["epoch"], entry["token"]


def current(log, entry, now):
    target = entry["target"]
    if target["targetKind"] == HOUSEHOLD:
        return entry["until"] == 0 or now < entry["until"]
    known = log.involvements.get(target["id"])
    return known is not None and now < known["until"]


def add_index(log, entries):
    for hash_, entry in entries:
        log.index.setdefault(token_key(entry), []).append((hash_, entry))


def meet_register(log, payload, entries, now):
    meetings, houses = Meetings(log, now), log.households.known
    found = hits_of(log, [entry for _, entry in entries], now)
    own = dict({name: payload[name] for name in ("agency", "team", "from", "until", "sealedHash")},
               id=payload["involvement"], meetings={})
    log.involvements[own["id"]] = own
    certain = []
    for id_, certainty in sorted(found[INVOLVEMENT].items()):
        other = log.involvements[id_]
        if other["agency"] != own["agency"]:
            meetings.link(own, other, certainty)
            certain += [other] if certainty == CERTAIN else []
    for id_, certainty in sorted(found[HOUSEHOLD].items()):
        if certainty == CERTAIN:
            meetings.attach(own["id"], houses[id_], certainty)
    for other in certain:
        meetings.attach_where(own, other, CERTAIN)
    for id_ in sorted(found[HOUSEHOLD]):
        meetings.propose(own, houses[id_])
    add_index(log, entries)
    return meetings.answer()


def meet_intake(log, house, entries, now):
    meetings = Meetings(log, now)
    found = hits_of(log, [entry for _, entry in entries], now)[INVOLVEMENT]
    for id_, certainty in sorted(found.items()):
        if certainty == CERTAIN:
            meetings.attach(id_, house, certainty)
    for id_ in sorted(found):
        meetings.propose(log.involvements[id_], house)
    add_index(log, entries)
    return meetings.answer()


def meet_answer(log, payload, now):
    meetings, other = Meetings(log, now), payload["other"]
    one = log.involvements[payload["involvement"]]
    if other["targetKind"] == HOUSEHOLD:
        house = log.households.known[other["id"]]
        if payload["same"]:
            meetings.attach(one["id"], house, CONFIRMED)
        else:
            house.involvements[one["id"]]["state"] = "parted"
            one["meetings"][(HOUSEHOLD, house.id)]["state"] = "parted"
        return meetings.answer()
    two = log.involvements[other["id"]]
    if payload["same"]:
        meetings.link(one, two, CONFIRMED)
        meetings.attach_where(one, two, CONFIRMED)
        meetings.attach_where(two, one, CONFIRMED)
    else:
        for left, right in ((one, two), (two, one)):
            left["meetings"][(INVOLVEMENT, right["id"])]["state"] = "parted"
    return meetings.answer()


def end_or_move(log, payload, now):
    """ChangeInvolvement."""
    own = log.involvements[payload["involvement"]]
    own["until"] = payload["until"]
    ends = payload["until"] <= now
    for (kind, id_), met in own["meetings"].items():
        if met["state"] not in OPEN:
            continue
        met["state"] = "ended" if ends else met["state"]
        if kind == HOUSEHOLD:
            at = log.households.known[id_].involvements[own["id"]]
            at["until"], at["state"] = own["until"], met["state"]


# -- answers ---------------------------------------------------------------------------------------

def check_answer(log, payload, attachments, now):
    queries = []
    for number, query in enumerate(payload["queries"]):
        key = query["kind"], query["epoch"], attachments[query["tokenHash"]]
        first, others, seen = [], [], set()
        for hash_, entry in look_up(log, key, now):
            hit = _hit(log, number, hash_, entry)
            place = hit["household"], entry["agency"], hit["targetKind"]
            (others if place in seen else first).append(hit)
            seen.add(place)
        queries.append(first + others)
    hits = in_turn(queries)[:HITS]
    return {"hits": sorted(hits, key=lambda hit: (hit["query"], hit["entryHash"]))}


def _hit(log, number, hash_, entry):
    target, house = entry["target"], None
    if target["targetKind"] == HOUSEHOLD:
        house = log.households.known[target["id"]]
    else:
        attached = [log.households.known[id_] for (kind, id_), met in sorted(
            log.involvements[target["id"]]["meetings"].items())
            if kind == HOUSEHOLD and met["state"] == "attached"]
        house = next((each for each in attached if each.lead), attached[0] if attached else None)
    shows = log.directory.policy["showAgencies"]
    return {"query": number, "entryHash": hash_, "targetKind": target["targetKind"],
            "household": house.id if house else None, "lead": house.lead if house else None,
            "agency": entry["agency"] if shows else None}


def involvements_answer(log, team, payload, now):
    mine = sorted(id_ for id_, each in log.involvements.items()
                  if each["team"] == team and id_ > payload["after"])
    listed, size = [], 0
    for id_ in mine[:payload["most"]]:
        if size >= PAGE:
            break
        own, met = log.involvements[id_], {}
        for (kind, other), each in own["meetings"].items():
            of = own if kind == HOUSEHOLD else log.involvements[other]
            if each["state"] in OPEN and (kind == HOUSEHOLD or now < of["until"]):
                met[(kind, other)] = {
                    "target": {"targetKind": kind, "id": other}, "involvement": id_,
                    "agency": of["agency"], "team": of["team"], "until": of["until"],
                    "certainty": each["certainty"]}
        size += LISTED_BYTES + MET_BYTES * len(met)
        listed.append({"id": id_, "from": own["from"], "until": own["until"],
                       "sealedHash": own["sealedHash"], "met": [met[key] for key in sorted(met)]})
    return {"involvements": listed, "more": len(mine) > len(listed)}
