#!/usr/bin/env python3
"""The demonstration: an invented town, from nothing, in a folder that is thrown away.

  demo.py --bin DIR             founds the town, imports four registers, opens the window
  demo.py --bin DIR --headless  plays the story on the command line; exit code 0 if every step held
"""
import argparse
import json
import os
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

# For the window: the four roles, and a second coach to ask for the lead.
WINDOW_PEOPLE = town.ROLES[:1] + [("Gezinscoach", "devries")] + town.ROLES[1:]


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
    asked = [each["sequence"] for each in instance.ctl(
        "visser", "log", "show", "--type", "Check", "--most", 10000)["entries"]]
    detail = instance.ctl("visser", "log", "detail", asked[0])
    story.step("de privacyfunctionaris opent naar wie gevraagd is",
               detail["matches"] and detail["identifiers"][0]["value"] == "999955597",
               f"regel {asked[0]}: {detail['identifiers'][0]['value']}")
    story.refused("een hulpverlener mag het logboek niet lezen", "Denied",
                  lambda: instance.ctl("bakker", "log", "detail", asked[0]))
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


TRY_THIS = """
DEMO met verzonnen gegevens. Wachtzin van iedereen: {passphrase}
(de knop "Vul de wachtzin in" typt hem voor u; rechtsboven wisselt u van persoon)

Probeer dit:
  - als F. Bakker: kies bij Mijn gezinnen een reden, open een gezin, schrijf een notitie (Ctrl+N);
  - vraag N. de Vries om de regie, word N. de Vries, neem aan of weiger met uitleg;
  - open bij een gezin Wie bekeek dit dossier?: ook uw eigen blik staat er;
  - als J. Groot van de schuldhulp: Navragen, 9742 EF, nummer 64, toevoeging A;
  - als W. Wijk van de corporatie: dezelfde vraag, maar zonder burgerservicenummer;
  - als K. Visser, de privacyfunctionaris: Controleer logboek, en sla het bewijs op.
F1 toont alle toetsen. Sluit het venster, dan wordt alles weggegooid.
"""


def window(instance):
    program = instance.bin / "voordeur"
    if not program.exists():
        print("Het venster is niet gebouwd; speel het verhaal met: ./dev demo --headless")
        return 1
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
            or os.environ.get("QT_QPA_PLATFORM")):
        print("Hier is geen beeldscherm; speel het verhaal met: ./dev demo --headless")
        return 1
    # Also a `kill` of this script stops the server and removes the folder.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    say = Story().say
    town.build(instance, say)
    say("Vier registers inlezen, een halve minuut")
    for register, report in town.import_registers(instance).items():
        counts = report["counts"]
        say(f"  {register}: {counts['rows']} regels, {counts['households']} gezinnen, "
            f"{counts['involvements']} keer hulp, {counts['rowsRefused']} geweigerd")
    say(TRY_THIS.format(passphrase=PASSPHRASE))
    names = {who: name for who, name, *_ in town.PEOPLE}
    demo = [word for label, who in WINDOW_PEOPLE
            for word in ("--demo", f"{label} {names[who]}={instance.profile(who)}")]
    code = subprocess.run([program, *demo, "--demo-passphrase", PASSPHRASE],
                          check=False).returncode
    say("Het venster is dicht. De server stopt en alles wordt weggegooid."
        if code == 0 else f"Het venster stopte met code {code}.")
    return code


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
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    finally:
        instance.stop()
        if options.keep:
            print(f"bewaard in {instance.folder}")
        else:
            shutil.rmtree(instance.folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
