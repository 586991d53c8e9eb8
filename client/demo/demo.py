#!/usr/bin/env python3
"""The demonstration: an invented town, from nothing, in a folder that is thrown away.

  demo.py --bin DIR             founds the town, imports four registers, opens the window
  demo.py --bin DIR --headless  plays the story on the command line; exit code 0 if every step held
"""
import argparse
import json
import shutil
import signal
import subprocess
import sys
import time

import town
from instance import PASSPHRASE, CommandFailed, Instance

OWN_CASE = 14
COORDINATION = 11
NEW_REQUEST = 10


class Story:
    """Numbered steps; each prints what it saw, and the first that does not hold ends the story."""

    def __init__(self):
        self.count = 0
        self.start = time.monotonic()

    def say(self, text):
        print(text, flush=True)

    def step(self, text, holds, seen=""):
        self.count += 1
        mark = "✓" if holds else "✗"
        seconds = time.monotonic() - self.start
        self.say(f"{mark} {self.count:2} {text}{': ' if seen else ''}{seen}  [{seconds:.0f} s]")
        if not holds:
            raise SystemExit(1)

    def refused(self, text, reason, act):
        """A step that must be refused, for exactly this reason."""
        try:
            act()
        except CommandFailed as failure:
            self.step(text, failure.reason == reason, f"geweigerd, {failure.reason}")
            return
        self.step(text, False, "niet geweigerd")


def founded_and_imported(instance, story):
    town.build(instance, story.say)
    story.step("vier organisaties, tien mensen, apparaten toegelaten", True)
    reports = town.import_registers(instance)
    for register, expected in town.EXPECTED.items():
        counts = reports[register]["counts"]
        seen = {name: counts[name] for name in expected}
        story.step(f"register {register}", seen == expected, json.dumps(seen))
    return reports


def check_and_lead(instance, story):
    """Ask, hear yes, get the lead offered, take it, read."""
    answer = instance.ctl("groot", "check", "--purpose", NEW_REQUEST, "--bsn", "999955597")
    story.step("schuldhulp vraagt na op bsn", answer["verdict"] == "ja", answer["verdict"])
    answer = instance.ctl("wijk", "check", "--purpose", COORDINATION, "--postcode", "9742EF",
                          "--number", "64", "--addition", "A")
    story.step("de corporatie vraagt na op adres", answer["verdict"] == "misschien",
               answer["verdict"])
    story.refused("de corporatie mag niet op bsn", "KindForbidden",
                  lambda: instance.ctl("wijk", "check", "--purpose", COORDINATION, "--bsn",
                                       "999955597"))
    answer = instance.ctl("groot", "check", "--purpose", NEW_REQUEST, "--bsn", "999900018")
    story.step("een onbekend gezin", answer["verdict"] == "nee", answer["verdict"])

    rows = instance.ctl("devries", "households")["households"]
    asked = [row for row in rows if row.get("offeredToMe")]
    story.step("N. de Vries ziet wie haar gevraagd is", len(asked) == 63, str(len(asked)))
    household = asked[0]["id"]
    story.refused("een ander kan die regie niet aannemen", "NotAddressee",
                  lambda: instance.ctl("bakker", "lead", "accept", household))
    instance.ctl("devries", "lead", "accept", household)
    opened = instance.ctl("devries", "open", household)
    story.step("zij neemt de regie en leest het gezin", opened["leadState"] == "mine",
               f"{len(opened['members'])} gezinsleden")
    story.refused("een tweede keer aannemen kan niet", "OfferClosed",
                  lambda: instance.ctl("devries", "lead", "accept", household))
    instance.ctl("devries", "note", household, "--text", "KANARIE-DEMO eerste gesprek gehad")
    instance.ctl("bakker", "note", household, "--shared", "--text", "Huisbezoek afgesproken")
    opened = instance.ctl("devries", "open", household)
    story.step("twee coaches schrijven een notitie", len(opened["notes"]) >= 2,
               f"{len(opened['notes'])} notities")
    instance.ctl("devries", "lead", "offer", household, "--to", "F. Bakker")
    instance.ctl("bakker", "lead", "refuse", household, "--why", "Te druk deze maand")
    instance.ctl("devries", "lead", "offer", household, "--to", "F. Bakker")
    instance.ctl("bakker", "lead", "accept", household)
    history = instance.ctl("bakker", "lead", "history", household)
    story.step("weigeren, opnieuw vragen, aannemen", True, f"{len(history['history'])} regels")
    looked = instance.ctl("bakker", "who-looked", household)
    story.step("wie bekeek dit gezin", len(looked["rows"]) >= 8, f"{len(looked['rows'])} regels")


def match_and_access(instance, story):
    """A second agency helps: the match is confirmed and the shared part opened to it."""
    rows = instance.ctl("bakker", "households")["households"]
    met = [row for row in rows if row.get("openMatches")]
    story.step("mogelijke matches wachten op een mens", len(met) == 118, str(len(met)))
    story.refused("niet-betrokken hulp kan een gezin niet openen", "NotFound",
                  lambda: instance.ctl("ramdin", "open", "00" * 16))


def with_bent_entry(bundle, wanted):
    """The bundle with one bit of the entry `wanted` turned (format: docs/protocol.md)."""
    data = bytearray(bundle)
    at = 4 + 1 + 32
    line = 0
    while True:
        kind, size = data[at], int.from_bytes(data[at + 1:at + 5], "big")
        if kind == 1 and line == wanted:
            entry = at + 5 + 4 + 4
            data[entry + 120] ^= 1
            return bytes(data)
        line += kind == 1
        at += 5 + size


def log_and_tamper(instance, story):
    """The officer checks the log; then one bit of it is turned and named."""
    report = instance.ctl("visser", "log", "verify")
    story.step("het logboek klopt", report["ok"], f"{report['entries']} regels")
    bundle = instance.folder / "bewijs.vdpb"
    instance.ctl("visser", "log", "export", bundle)
    check = subprocess.run([instance.bin / "voordeur-verify", bundle], capture_output=True,
                           text=True, check=False)
    story.step("voordeur-verify, zonder netwerk", check.returncode == 0,
               check.stdout.strip().splitlines()[-1])
    bent = instance.folder / "bewijs-verbogen.vdpb"
    bent.write_bytes(with_bent_entry(bundle.read_bytes(), 500))
    check = subprocess.run([instance.bin / "voordeur-verify", bent], capture_output=True,
                           text=True, check=False)
    named = [line for line in check.stdout.splitlines() if line.startswith("✗ regel 500:")]
    story.step("één bit omgedraaid in regel 500 wordt genoemd",
               check.returncode == 1 and bool(named), named[0] if named else "")


def crash(instance, story):
    before = instance.ctl("visser", "log", "verify")["entries"]
    instance.stop(signal.SIGKILL)
    instance.start()
    report = instance.ctl("visser", "log", "verify")
    story.step("kill -9 en opnieuw gestart: het logboek klopt", report["ok"]
               and report["entries"] > before, f"{report['entries']} regels")


def headless(instance):
    story = Story()
    founded_and_imported(instance, story)
    check_and_lead(instance, story)
    match_and_access(instance, story)
    log_and_tamper(instance, story)
    crash(instance, story)
    story.say(f"Alle {story.count} stappen hielden.")
    return 0


def window(instance):
    story = Story()
    program = instance.bin / "voordeur"
    if not program.exists():
        print("Het venster is niet gebouwd; speel het verhaal met: ./dev demo --headless")
        return 1
    town.build(instance, story.say)
    town.import_registers(instance, story.say)
    print("\nDEMO met verzonnen gegevens. Wachtzin van iedereen: " + PASSPHRASE)
    print("Probeer: open Mijn gezinnen, neem een gevraagde regie aan, kijk wie een dossier bekeek.")
    people = [f"{label}={instance.profile(who)}" for label, who in town.ROLES]
    demo = [word for person in people for word in ("--demo", person)]
    return subprocess.run([program, "--profile", instance.profile("bakker"), *demo],
                          check=False).returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True, help="folder with the built programs")
    parser.add_argument("--headless", action="store_true", help="the story, without a window")
    parser.add_argument("--keep", action="store_true", help="do not throw the folder away")
    options = parser.parse_args()
    instance = Instance(options.bin)
    try:
        return headless(instance) if options.headless else window(instance)
    except CommandFailed as failure:
        print(f"✗ {failure}", file=sys.stderr)
        print(instance.log.read_text(), file=sys.stderr)
        return 1
    finally:
        instance.stop()
        if options.keep:
            print(f"bewaard in {instance.folder}")
        else:
            shutil.rmtree(instance.folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
