"""The invented town of the demonstration: agencies, teams, people, and their registers."""
import pathlib
import time

MUNICIPALITY = "Gemeente Voorbeeldstad"
REGISTERS = pathlib.Path(__file__).resolve().parents[2] / "tests" / "data" / "registers"

# name, kinds of identifier, purposes, life domain, phone
AGENCIES = [
    ("Schuldhulp Voorbeeld", "bsn,address,name-birth", "10,11,13", 2, "010-0000012"),
    ("Jeugdhulp Voorbeeld", "bsn,name-birth", "10,11,12", 4, "010-0000034"),
    ("Woonstad Voorbeeld", "address,name-birth", "11,13", 3, "010-0000056"),
]

# agency, team, flags
TEAMS = [
    (MUNICIPALITY, "Privacy", ["--officers"]),
    (MUNICIPALITY, "Wijkteam", ["--lead", "--intake"]),
    ("Schuldhulp Voorbeeld", "Schuldhulp", []),
    ("Jeugdhulp Voorbeeld", "Jeugdteam", []),
    ("Woonstad Voorbeeld", "Wijkbeheer", []),
]

# short name, name, team, role, phone
PEOPLE = [
    ("visser", "K. Visser", "Privacy", "privacy-officer", "010-0000002"),
    ("bakker", "F. Bakker", "Wijkteam", "coach", "010-0000010"),
    ("devries", "N. de Vries", "Wijkteam", "coach", "010-0000011"),
    ("groot", "J. Groot", "Schuldhulp", "worker", "010-0000012"),
    ("ramdin", "K. Ramdin", "Jeugdteam", "worker", "010-0000034"),
    ("wijk", "W. Wijk", "Wijkbeheer", "worker", "010-0000056"),
]

# Coaches whom the register names as lead; they get an invitation and no device yet.
MORE_LEADS = [
    ("S. Hermans", "010-0000013"),
    ("M. Öz", "010-0000014"),
    ("P. ter Horst", "010-0000015"),
]

# who imports, which register, file, agency, kinds and quota
IMPORTS = [
    ("bakker", "gezinscoaches", "gezinscoaches.csv", MUNICIPALITY),
    ("groot", "schuldhulp", "schuldhulp.csv", "Schuldhulp Voorbeeld"),
    ("ramdin", "jeugdhulp", "jeugdhulp.csv", "Jeugdhulp Voorbeeld"),
    ("wijk", "woningcorporatie", "woningcorporatie.csv", "Woonstad Voorbeeld"),
]

KINDS = {
    MUNICIPALITY: ["bsn", "address", "name-birth"],
    "Schuldhulp Voorbeeld": ["bsn", "address", "name-birth"],
    "Jeugdhulp Voorbeeld": ["bsn", "name-birth"],
    "Woonstad Voorbeeld": ["address", "name-birth"],
}


def build(instance, say=lambda text: None):
    """Founds the town and lets everybody in."""
    instance.init()
    instance.start()
    say("Oprichten en iedereen toelaten")
    instance.found("beheer", "B. Beheer", MUNICIPALITY, MUNICIPALITY, "Beheer")
    for name, kinds, purposes, domain, phone in AGENCIES:
        instance.ctl("beheer", "agency", "add", "--name", name, "--kinds", kinds, "--purposes",
                     purposes, "--life-domain", domain, "--phone", phone)
    for agency, team, flags in TEAMS:
        instance.ctl("beheer", "team", "add", "--agency", agency, "--name", team, *flags)
    for who, name, team, role, phone in PEOPLE:
        instance.enrol("beheer", who, name, team, role, phone)
        say(f"  {name}, {team}")
    for name, phone in MORE_LEADS:
        instance.ctl("beheer", "invite", "--name", name, "--team", "Wijkteam", "--role", "coach",
                     "--phone", phone, "--out", instance.folder / f"uitnodiging-{name}")
    instance.ctl("bakker", "share-keys")
    days = ["today", "tomorrow"] if time.gmtime().tm_hour == 23 else ["today"]
    for agency, kinds in KINDS.items():
        for kind in kinds:
            # The day changes at midnight UTC, perhaps while registers go in.
            for day in days:
                instance.open_quota("beheer", "visser", agency, kind, 5000, day)


def import_registers(instance, say=lambda text: None):
    """Imports the four registers, each by a member of its agency; returns the reports."""
    reports = {}
    for who, register, file, _ in IMPORTS:
        reports[register] = instance.ctl(who, "import", "--register", register, REGISTERS / file)
        counts = reports[register].get("counts", {})
        say(f"  {register}: {counts}")
    return reports


# What the four registers must come to; derived by hand and by a second program from the files.
EXPECTED = {
    "gezinscoaches": {"households": 317, "persons": 926, "refused": 0, "rowsRefused": 0},
    "schuldhulp": {"involvements": 186, "attachedCertain": 148, "proposed": 0, "rowsRefused": 5,
                   "repeated": 5},
    "jeugdhulp": {"involvements": 136, "attachedCertain": 102, "proposed": 0, "rowsRefused": 2,
                  "repeated": 5},
    "woningcorporatie": {"involvements": 154, "attachedCertain": 0, "proposed": 118,
                         "skipped": 39, "rowsRefused": 2, "repeated": 7},
}

# For the window: label of the switch, whose device.
ROLES = [
    ("Gezinscoach", "bakker"),
    ("Schuldhulp", "groot"),
    ("Woningcorporatie", "wijk"),
    ("Privacyfunctionaris", "visser"),
]
