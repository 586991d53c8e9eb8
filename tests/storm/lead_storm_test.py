#!/usr/bin/env python3
"""64 callers offer, accept, refuse and withdraw the lead of one household while the server is
killed and started again; then the log itself says whether there was ever more than one lead, and
whether anything that a caller was told is missing from it.

Eight coaches in two teams, a device each, eight callers a device: 64 connections of mutual TLS.
"""
import argparse
import json
import os
import pathlib
import signal
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "client" / "demo"))

from instance import Instance  # noqa: E402

COACHES = 8
VERBS = {"offer": "OfferLead", "accept": "AcceptLead", "refuse": "RefuseLead",
         "withdraw": "WithdrawLead"}
# What a caller that was too late may hear. Anything else is a fault.
LOST_RACES = {"Done", "OfferOpen", "OfferClosed", "NotAddressee", "AlreadyLead", "NotLead",
              "EtagMismatch", "EpochStale", "NotFound", "Denied", "Unavailable",
              "DeadlineExceeded", "Busy"}


def scene(instance):
    """The town, its coaches, one household; returns its id."""
    instance.init()
    instance.start()
    municipality = "Gemeente Voorbeeldstad"
    instance.found("beheer", "B. Beheer", municipality, municipality, "Beheer")
    instance.ctl("beheer", "team", "add", "--agency", municipality, "--name", "Privacy",
                 "--officers")
    instance.enrol("beheer", "visser", "K. Visser", "Privacy", "privacy-officer", "010-0000002")
    for team in ("Noord", "Zuid"):
        instance.ctl("beheer", "team", "add", "--agency", municipality, "--name", team, "--lead",
                     "--intake")
    for number in range(COACHES):
        instance.enrol("beheer", f"coach{number}", f"Coach {number}",
                       "Noord" if number % 2 == 0 else "Zuid", "coach", "010-0000010")
    instance.ctl("coach0", "share-keys")
    instance.ctl("coach1", "share-keys")
    made = instance.ctl("coach0", "intake", "--member", "Sam|Voorbeeld|2014-03-01|kind|999990019",
                        "--postcode", "9742EF", "--number", "64")
    return made["household"]


def storm(instance, household, options):
    """Runs the callers, kills the server in between; returns what they were told."""
    folder = instance.folder / "callers"
    folder.mkdir(mode=0o700)
    command = [instance.bin / "voordeur_lead_storm", instance.folder / "apparaten",
               instance.passphrase_file, household, str(options.seconds),
               str(options.callers // COACHES), folder]
    with subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE,
                          text=True) as callers:
        print(callers.stdout.readline().strip(), flush=True)
        for _ in range(options.kills):
            time.sleep(options.seconds / (options.kills + 1))
            instance.stop(signal.SIGKILL)
            instance.start()
            report = instance.ctl("visser", "log", "verify")
            print(f"kill -9, opnieuw gestart; het logboek klopt: {report['ok']}, "
                  f"{report['entries']} regels", flush=True)
            if not report["ok"]:
                raise SystemExit(f"the log does not verify after a restart: {report}")
        out, _ = callers.communicate(timeout=options.seconds + 240)
        if callers.returncode != 0:
            raise SystemExit(f"the callers ended with {callers.returncode}")
    return json.loads(out.strip().splitlines()[-1])


def leads_in(history):
    """Plays the lead's history in the order of the log; returns how often it changed hands.

    The rows say who did what; that the lead was theirs to give is checked again here.
    """
    lead = offer = None
    changes = 0
    for row in sorted(history, key=lambda each: each["sequence"]):
        who, act = row["person"], row["method"]
        if act == "Intake":
            assert lead is None, f"{row}: a second intake"
            lead = who
        elif act == "OfferLead":
            assert who == lead and offer is None, f"{row}: lead {lead}, offer {offer}"
            offer = who
        elif act == "WithdrawLead":
            assert offer is not None and who == lead, f"{row}: lead {lead}, offer {offer}"
            offer = None
        elif act == "RefuseLead":
            assert offer is not None and who != lead, f"{row}: lead {lead}, offer {offer}"
            offer = None
        elif act == "AcceptLead":
            assert offer is not None and who != lead, f"{row}: lead {lead}, offer {offer}"
            lead, offer, changes = who, None, changes + 1
    return lead, changes


def judge(instance, household, result, options):
    told = result["told"]
    for what, count in sorted(told.items()):
        print(f"  {count:6} {what}")
    strange = {what for what in told if what.split()[1] not in LOST_RACES}
    assert not strange, f"answers that no race explains: {strange}"
    assert result["ended"] == options.callers, result["ended"]
    report = instance.ctl("visser", "log", "verify")
    assert report["ok"], report
    history = instance.ctl("visser", "lead", "history", household)["history"]
    lead, changes = leads_in(history)
    for verb, method in VERBS.items():
        done = told.get(f"{verb} Done", 0)
        logged = sum(row["method"] == method for row in history)
        print(f"{verb:9} {done:6} told done, {logged:6} in the log")
        assert done >= options.each, f"{verb} succeeded {done} times, wanted {options.each}"
        # Told done and gone would be a lost acknowledged write; the other way round, the answer
        # was lost with the server, and the repeat found its own entry.
        assert logged >= done, f"{verb}: {done} acknowledged, {logged} in the log"
    opened = instance.ctl(lead.replace("Coach ", "coach"), "open", household)
    assert opened["leadState"] == "mine", opened["leadState"]
    print(f"de regie wisselde {changes} keer van persoon en is nu van {lead}")
    print(f"het logboek klopt: {report['entries']} regels")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--kills", type=int, default=2)
    parser.add_argument("--callers", type=int, default=64)
    parser.add_argument("--each", type=int, default=100, help="successes wanted of each verb")
    options = parser.parse_args()
    instance = Instance(options.bin)
    try:
        household = scene(instance)
        result = storm(instance, household, options)
        judge(instance, household, result, options)
    finally:
        instance.close()
    return 0


if __name__ == "__main__":
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    sys.exit(main())
