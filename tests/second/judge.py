"""One entry judged by docs/protocol.md §8, and the answer that follows from the log (§12)."""
import calls
import meetings
import objects
import rules
import rules_directory as office
import rules_household as household
import rules_involve as involve
import rules_lead as lead
import tree
from reasons import NUMBER
from wire import be, decode

JUDGES = {
    "Invite": office.change_directory, "Admit": office.change_directory,
    "ChangeDirectory": office.change_directory, "Revoke": office.change_directory,
    "ShareTeamKey": office.share_team_key, "OpenQuota": office.open_quota,
    "Evaluate": involve.evaluate, "Check": involve.check, "Register": involve.register,
    "ChangeInvolvement": involve.change_involvement, "AnswerMatch": involve.answer_match,
    "ListInvolvements": involve.list_involvements, "Intake": household.intake,
    "ListHouseholds": household.list_households, "OpenHousehold": household.open_household,
    "Commit": household.commit, "GrantAccess": household.grant_access,
    "EndAccess": household.end_access, "OfferLead": lead.offer_lead,
    "AcceptLead": lead.answer_offer, "RefuseLead": lead.answer_offer,
    "WithdrawLead": lead.answer_offer, "WhoLooked": lead.who_looked,
    "ReadLog": office.read_log, "ExportLog": office.read_log,
}
CHARGED = {"Evaluate", "Check", "Register", "Intake"}


def judge(call):
    """(outcome, rule) as numbers."""
    try:
        call.identity()
        call.stated()
        return 0, rules.RULES["Founding" if call.name == "Found" else JUDGES[call.name](call)]
    except rules.Refusal as refusal:
        return NUMBER[refusal.reason], rules.RULES[refusal.rule]


def charge(call):
    """What a done call counts towards the quotas, and the bulk quota that it opens."""
    payload = call.payload
    if call.name == "OpenQuota":
        call.log.quotas.open[(payload["agency"], payload["kind"], payload["day"])] = payload["max"]
    elif call.name == "Evaluate":
        call.log.quotas.count(call, [payload["kind"]] * len(payload["blinded"]))
    elif call.name in CHARGED:
        listed = payload["queries"] if call.name == "Check" else payload["index"]
        call.log.quotas.count(call, [each["kind"] for each in listed])


def entries_of(call):
    """(hash, index entry) of a Register or Intake."""
    return [(each["entryHash"], decode(objects.INDEX_ENTRY, call.attachments[each["entryHash"]]))
            for each in call.payload["index"]]


def follow(call):
    """Changes what a done call changes; returns the answer that it must have had, or None."""
    log, name, payload, now = call.log, call.name, call.payload, call.now
    houses = log.households
    if name == "Check":
        return meetings.check_answer(log, payload, call.attachments, now)
    if name == "ListInvolvements":
        return meetings.involvements_answer(log, call.team, payload, now)
    if name == "ListHouseholds":
        return {"households": houses.list_answer(call.statement, payload, now)}
    if name == "OpenHousehold":
        return {"households": houses.open_answer(call.statement, payload["known"][0]["household"],
                                                 now)}
    if calls.METHODS[call.statement["method"]].chain == "state":
        houses.apply(name, call.entry, call.statement, payload, None)
    if name == "Register":
        return meetings.meet_register(log, payload, entries_of(call), now)
    if name == "Intake":
        house = houses.house(payload["commit"]["household"])
        return meetings.meet_intake(log, house, entries_of(call), now)
    if name == "AnswerMatch":
        return meetings.meet_answer(log, payload, now)
    if name == "ChangeInvolvement":
        meetings.end_or_move(log, payload, now)
    return None


def answer_hash(method, answer):
    raw = be(calls.number_of(method.name), 2) + method.answer.write(answer)
    return tree.object_hash("answer", raw)
