#!/usr/bin/env python3
"""A real server's exported proof bundle, changed as a server or a thief could change it, and what
`voordeur-verify` says of each: the line's number and one closed reason.

The bundle is read and written here from the grammar in docs/protocol.md alone.
"""
import argparse
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "client" / "demo"))

from instance import Instance  # noqa: E402

HEADER = 4 + 1 + 32
LINE, CHECKPOINT, END = 1, 2, 3


def u32(number):
    return number.to_bytes(4, "big")


def take(data, at):
    """A `bytes` field: its value and what follows."""
    size = int.from_bytes(data[at:at + 4], "big")
    return data[at + 4:at + 4 + size], at + 4 + size


class Bundle:
    """Lines (entry, rest of the line, detail) and checkpoints, in their order."""

    def __init__(self, data):
        self.header, self.items = data[:HEADER], []
        at = HEADER
        while at < len(data):
            kind = data[at]
            body, at = take(data, at + 1)
            if kind == LINE:
                line, after = take(body, 0)
                detail, _ = take(body, after)
                entry, rest = take(line, 0)
                self.items.append([LINE, bytearray(entry), line[rest:], detail])
            elif kind == CHECKPOINT:
                self.items.append([CHECKPOINT, body.decode()])

    def lines(self):
        return [item for item in self.items if item[0] == LINE]

    def checkpoints(self):
        return [item for item in self.items if item[0] == CHECKPOINT]

    def renumber(self):
        """As if a line that was left out had never been."""
        for number, line in enumerate(self.lines()):
            line[1][1:9] = number.to_bytes(8, "big")

    def encode(self):
        out = bytearray(self.header)
        for item in self.items:
            if item[0] == LINE:
                line = u32(len(item[1])) + item[1] + item[2]
                body = u32(len(line)) + line + u32(len(item[3])) + item[3]
            else:
                body = item[1].encode()
            out += bytes([item[0]]) + u32(len(body)) + body
        count = len(self.lines()).to_bytes(8, "big")
        return bytes(out + bytes([END]) + u32(len(count)) + count)


def statement_method(line):
    """Number of the method in a line's statement; 0 for a server's own line."""
    statement, _ = take(bytes(line[1]), 1 + 8 + 8 + 1 + 2 + 2)
    # u8 version · fixed16 device, person, team · u8 role · u16 method
    return int.from_bytes(statement[50:52], "big") if statement else 0


def flip_entry(bundle, marks):
    bundle.lines()[marks["note"]][1][80] ^= 1
    return {}


def drop_entry(bundle, marks):
    bundle.items.remove(bundle.lines()[marks["note"]])
    return {}


def replace_checkpoint(bundle, marks):
    """The newest head's root is that of an earlier one: the text is no longer what was signed."""
    texts = bundle.checkpoints()
    older, newest = texts[marks["note"]][1].split("\n"), texts[-1][1].split("\n")
    newest[2] = older[2]
    texts[-1][1] = "\n".join(newest)
    return {}


def replace_head(bundle, marks):
    """The officer kept another head than this log has: the server forked it."""
    size, root = marks["head"].split(":")
    other = f"{int(root[0], 16) ^ 1:x}"
    return {"head": f"{size}:{other}{root[1:]}"}


def cut_log(bundle, marks):
    """The newest lines and heads are gone; the officer kept the real head."""
    keep = bundle.lines()[marks["note"]]
    del bundle.items[bundle.items.index(keep):]
    return {"head": marks["head"]}


def remove_detail(bundle, marks):
    bundle.lines()[marks["check"]][3] = b""
    return {}


def alter_attachment(bundle, marks):
    line = bundle.lines()[marks["intake"]]
    line[2] = line[2][:-1] + bytes([line[2][-1] ^ 1])
    return {}


def withhold_revoke(bundle, marks):
    bundle.items.remove(bundle.lines()[marks["revoke"]])
    bundle.renumber()
    return {}


# what is done, how, and what must be named: the mark whose line it is (or None), and a reason
TAMPERS = [
    ("one bit of an entry flipped", flip_entry, "note", None),
    ("one entry dropped", drop_entry, "note", "LogGap"),
    ("a signed head replaced in the bundle", replace_checkpoint, None, "CheckpointBroken"),
    ("the head is not the one that was kept outside", replace_head, None, "LogFork"),
    ("the log is shorter than the head that was kept", cut_log, None, "LogShrunk"),
    ("one detail removed without ERASE", remove_detail, "check", "DetailMissing"),
    ("one bit of an attached object flipped", alter_attachment, "intake", "PayloadMismatch"),
    ("one revoke withheld", withhold_revoke, "revoke", "DirectoryChainWrong"),
]


def scene(instance):
    """A short day in which everything occurs that is tampered with; returns the bundle's file."""
    instance.init()
    instance.start()
    municipality = "Gemeente Voorbeeldstad"
    instance.found("beheer", "B. Beheer", municipality, municipality, "Beheer")
    instance.ctl("beheer", "team", "add", "--agency", municipality, "--name", "Privacy",
                 "--officers")
    instance.ctl("beheer", "team", "add", "--agency", municipality, "--name", "Wijkteam",
                 "--lead", "--intake")
    instance.enrol("beheer", "visser", "K. Visser", "Privacy", "privacy-officer", "010-0000002")
    instance.enrol("beheer", "bakker", "F. Bakker", "Wijkteam", "coach", "010-0000010")
    instance.enrol("beheer", "devries", "N. de Vries", "Wijkteam", "coach", "010-0000011")
    household = instance.ctl("bakker", "intake", "--member",
                             "Sam|Voorbeeld|2014-03-01|kind|999990019")["household"]
    instance.ctl("bakker", "check", "--purpose", 10, "--bsn", "999990019")
    device = instance.ctl("devries", "whoami")["device"]
    instance.ctl("beheer", "revoke", "device", device, "--yes")
    instance.ctl("bakker", "note", household, "--text", "Gesprek gehad")
    instance.ctl("bakker", "open", household)
    assert instance.ctl("visser", "log", "verify")["ok"]
    bundle = instance.folder / "bewijs.vdpb"
    instance.ctl("visser", "log", "export", bundle)
    return bundle


def verify(instance, file, head=None):
    words = [instance.bin / "voordeur-verify", file] + (["--head", head] if head else [])
    result = subprocess.run([str(word) for word in words], capture_output=True, text=True,
                            check=False)
    return result.returncode, result.stdout


METHODS = {"check": "Check", "intake": "Intake", "note": "Commit", "revoke": "Revoke"}


def marks_in(bundle, out, methods):
    """Line numbers of the last of each kind, and the head that the whole bundle gives."""
    marks = {"head": re.search(r"Stand\s+(\S+)", out).group(1)}
    for name, method in METHODS.items():
        marks[name] = max(number for number, line in enumerate(bundle.lines())
                          if statement_method(line) == methods[method])
    return marks


def methods_in(document):
    """Numbers of the methods, from the table in docs/protocol.md."""
    found = dict(re.findall(r"^\| (\w+) \| (\d+) \|", document, re.MULTILINE))
    return {name: int(number) for name, number in found.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    options = parser.parse_args()
    document = (HERE.parents[1] / "docs" / "protocol.md").read_text(encoding="utf-8")
    instance = Instance(options.bin)
    wrong = 0
    try:
        file = scene(instance)
        whole = file.read_bytes()
        assert Bundle(whole).encode() == whole, "the bundle is not what docs/protocol.md says"
        code, out = verify(instance, file)
        print(f"{'untouched':48} {code} {out.strip().splitlines()[-1]}")
        assert code == 0, out
        marks = marks_in(Bundle(whole), out, methods_in(document))
        for what, tamper, mark, reason in TAMPERS:
            bundle = Bundle(whole)
            kept = tamper(bundle, marks)
            bent = instance.folder / "verbogen.vdpb"
            bent.write_bytes(bundle.encode())
            code, out = verify(instance, bent, kept.get("head"))
            named = re.findall(r"^✗ regel (\d+): (\w+)", out, re.MULTILINE)
            print(f"{what:48} {code} {', '.join(' '.join(each) for each in named[:4])}")
            holds = code == 1 and any(
                (mark is None or int(line) == marks[mark]) and reason in (None, name)
                for line, name in named)
            wrong += not holds
    finally:
        instance.close()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
