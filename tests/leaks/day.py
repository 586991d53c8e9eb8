"""A day's work in the town, with a canary in everything that a person can write, and what else the
server must never have: passphrases, recovery codes, invitations, members' keys."""
import base64
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path += [str(ROOT / "client" / "demo"), str(ROOT / "tests" / "second")]

import keystore  # noqa: E402
import town  # noqa: E402
from instance import PASSPHRASE, Instance  # noqa: E402

# Test numbers that are in no register.
NUMBERS = ["999990019", "999990482"]
RECOVERY = re.compile(r"Herstelcode[^:]*: *(\S.*)")


class Town(Instance):
    """Remembers every recovery code that was shown."""

    def __init__(self, bin_dir):
        super().__init__(bin_dir)
        self.recovery_codes = []

    def _try(self, command):
        result = super()._try(command)
        self.recovery_codes += RECOVERY.findall(result.stderr + result.stdout)
        return result


def work(instance):
    """Every kind of content, written, read, changed and asked after."""
    ctl = instance.ctl
    rows = ctl("devries", "households")["households"]
    household = next(row["id"] for row in rows if row.get("offeredToMe"))
    ctl("devries", "lead", "accept", household)
    ctl("devries", "note", household, "--text", "KANARIE-NOTITIE in het eigen deel")
    ctl("devries", "note", household, "--shared", "--text", "KANARIE-GEDEELD voor allen")
    ctl("devries", "lead", "offer", household, "--to", "F. Bakker")
    ctl("bakker", "lead", "refuse", household, "--why", "KANARIE-REDEN te druk")
    ctl("devries", "open", household)
    opened = ctl("bakker", "intake", "--purpose", 11, "--name", "KANARIE-GEZIN", "--street",
                 "KANARIE-STRAAT", "--number", 7, "--addition", "KNR", "--postcode", "9742EF",
                 "--city", "KANARIE-PLAATS", "--member",
                 f"KANARIE-VOOR|Kanarie-Achternaam|1988-04-05|moeder|{NUMBERS[0]}",
                 "--note", "KANARIE-INTAKE")["household"]
    # The team keeps this with its involvement.
    kept = ["--surname", "Kanarie-Geholpen", "--birth-date", "1988-04-06", "--first-name",
            "KANARIE-HULP", "--case-number", "KANARIE-ZAAK", "--contact", "KANARIE-CONTACT",
            "--phone", "KANARIE-06"]
    ctl("groot", "register", "--purpose", 11, "--bsn", NUMBERS[0], *kept)
    ctl("bakker", "access", "grant", opened, "--team", "Schuldhulp")
    ctl("groot", "note", opened, "--shared", "--text", "KANARIE-SCHULD")
    ctl("groot", "check", "--purpose", 10, "--bsn", NUMBERS[1])
    ctl("groot", "check", "--purpose", 11, "--surname", "Kanarie-Vraag", "--birth-date",
        "1988-04-07")
    ctl("wijk", "check", "--purpose", 11, "--postcode", "9742EF", "--number", "7",
        "--addition", "KNR")


def secret_of_invitation(text):
    """The secret and the private key in an invitation; its form is in docs/protocol.md."""
    lines = text.split("INVITATION-----\n")[1].split("-----END")[0]
    data, at = base64.b64decode(lines), 1

    def take(size):
        nonlocal at
        at += size
        return data[at - size:at]

    def text_or_bytes():
        return take(int.from_bytes(take(4), "big"))

    for _ in range(3):  # municipality, address, the server's authority
        text_or_bytes()
    take(32 + 8 + 32 + 16 + 16)  # instance, head, invitation, person
    text_or_bytes()  # the person's name
    take(16 + 8)  # team, until when
    secret = take(32)
    text_or_bytes()  # certificate
    return secret, text_or_bytes()


def keys(instance):
    """Name → bytes of what only devices and people have."""
    yield "the passphrase", PASSPHRASE.encode()
    for number, code in enumerate(instance.recovery_codes):
        yield f"recovery code {number}", code.encode()
    waiting = next(instance.folder.glob("uitnodiging-*"))
    secret, tls_key = secret_of_invitation(waiting.read_text())
    yield "an invitation's secret", secret
    yield "an invitation's private key", tls_key
    for who in ("bakker", "groot"):
        file = instance.profile(who) / "sleutels.vdks"
        opened = keystore.open_keystore(file.read_bytes(), PASSPHRASE)
        for name in ("signSeed", "sealSecret", "tlsKey"):
            yield f"{who}: {name}", opened[name]
        for key in opened["networkKeys"]:
            yield f"{who}: network key", key["key"]
        for key in opened["teamKeys"]:
            yield f"{who}: key of a team", key["secret"]


def staff():
    """Whose names may be seen: the directory shows them."""
    return [name for _, name, *_ in town.PEOPLE] + [name for name, _ in town.MORE_LEADS] + \
        ["B. Beheer"]
