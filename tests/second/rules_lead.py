"""docs/protocol.md §8.4: who leads, and who may see who looked."""
from rules import COACH, MANAGER, Refusal, full
from wire import ZERO16


def offer_lead(call):
    payload, offer = call.payload, call.payload["offer"]
    house = call.known(payload["household"])
    if call.is_lead(house):
        rule = "LeadPerson"
    elif call.is_keeper_manager(house):
        rule = "KeeperManager"
    else:
        call.need(house.lead is None and house.keeper == call.team
                  and call.role in (COACH, MANAGER), call.denied_in(house), "OfferGiver")
        rule = "KeeperTeam"
    call.need(house.offer is None, "OfferOpen", "OneLead")
    call.need(house.closed is None or house.closed["offer"] != offer["offer"], "OfferClosed",
              "OneLead")
    lead = house.lead
    call.need(lead is None or (lead["person"], lead["team"]) != (
        offer["toPerson"], offer["toTeam"]), "AlreadyLead", "OneLead")
    call.addressee(offer["toPerson"], offer["toTeam"])
    part = house.compartments.get(ZERO16)
    call.need(part is not None, "NotFound", "Existence")
    old, grants = part.grants.get(offer["toTeam"]), payload["grants"]
    if old and full(old["header"]):
        call.need(not grants, "RecipientsWrong", "Sealing")
        return rule
    call.need(grants, "GrantMissing", "Sealing")
    header = grants[0]["header"]
    call.need(len(grants) == 1 and full(header) and header["compartment"] == ZERO16
              and header["team"] == offer["toTeam"], "RecipientsWrong", "Sealing")
    call.grant(grants[0], len(part.epochs), part.epochs[-1]["commitment"])
    return rule


def answer_offer(call):
    house, mine = call.household(call.payload["household"]), (call.person, call.team)
    closed = house.closed if house else None
    was_mine = closed and closed["offer"] == call.payload["offer"] and mine == (
        closed["toPerson"], closed["toTeam"])
    call.need(house and (call.may_know(house) or was_mine), "NotFound", "Existence")
    offer = house.offer
    call.need(offer and offer["offer"] == call.payload["offer"], "OfferClosed", "OneLead")
    addressed = mine == (offer["toPerson"], offer["toTeam"])
    if call.name == "AcceptLead":
        call.need(addressed, "NotAddressee", "OfferAddressee")
        call.addressee(offer["toPerson"], offer["toTeam"])
        part = house.compartments.get(ZERO16)
        call.need(part is not None, "NotFound", "Existence")
        call.need(all(each["header"]["epoch"] == len(part.epochs) for each in offer["held"]),
                  "EpochStale", "Freshness")
        call.need(offer["held"] or offer["toTeam"] in part.grants, "GrantMissing", "Sealing")
        return "OfferAddressee"
    if call.name == "RefuseLead":
        manager = call.role == MANAGER and call.team == offer["toTeam"]
        call.need(addressed or manager, "NotAddressee", "OfferAddressee")
        return "OfferAddressee"
    if mine == offer["giver"]:
        return "OfferGiver"
    if call.is_lead(house):
        return "LeadPerson"
    call.need(call.is_keeper_manager(house), call.denied_in(house), "OfferGiver")
    return "KeeperManager"


def who_looked(call):
    call.need(len(call.payload["known"]) == 1, "Malformed", "Form")
    house = call.household(call.payload["known"][0]["household"])
    call.need(house is not None, "NotFound", "Existence")
    if call.is_officer():
        return "PrivacyOfficerRole"
    if call.is_lead(house):
        return "LeadPerson"
    if call.is_keeper_manager(house):
        return "KeeperManager"
    call.need(call.may_know(house), "NotFound", "Existence")
    raise Refusal("Denied", "LeadPerson")
