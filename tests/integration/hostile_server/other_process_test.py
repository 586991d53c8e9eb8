#!/usr/bin/env python3
"""A lying server in a process of its own, and voordeurctl as its client: what a person reads."""
import argparse
import pathlib
import re
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path.insert(0, str(ROOT / "client" / "demo"))
sys.path.insert(0, str(ROOT / "tests" / "support"))

import junit  # noqa: E402
from instance import Instance  # noqa: E402

BIN = None
FOUNDER = "beheer"


def told_in_the_document():
    """Lie to (reason, sentence), from the table of docs/hostile-server.md."""
    rows = {}
    for line in (ROOT / "docs" / "hostile-server.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 6 and re.fullmatch(r"[A-Z]\w+", cells[0]):
            rows[cells[0]] = (cells[3], cells[4])
    return rows


class LyingServer(Instance):
    """The instance of the demonstration, with the hostile server in the place of voordeurd."""

    def start(self):
        self.server = subprocess.Popen(
            [self.bin / "voordeur_hostile_server", "--serve", self.folder / "oprichtingsblad"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.server.stdout.readline().startswith("serving on localhost:")

    def tell(self, lie):
        self.server.stdin.write(lie + "\n")
        self.server.stdin.flush()
        answer = self.server.stdout.readline()
        assert answer == f"from now on: {lie}\n", answer

    def stop(self, how=None):
        if self.server:
            self.server.communicate(timeout=30)
        self.server = None

    def complaint(self, *words):
        """What the command says to a person when it fails; nothing when it does not."""
        command = [self.bin / "voordeurctl", "--profile", self.profile(FOUNDER),
                   "--passphrase-file", self.passphrase_file, *words]
        result = self._try(command)
        return result.stderr if result.returncode else ""


class OtherProcessTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.lying = LyingServer(BIN)
        cls.lying.start()
        cls.lying.found(FOUNDER, "B. Beheer", "Gemeente Voorbeeldstad", "Gemeente Voorbeeldstad",
                        "Beheer")
        for name in ("Jeugdhulp Voorbeeld", "Schuldhulp Voorbeeld"):
            cls.lying.ctl(FOUNDER, "agency", "add", "--name", name, "--kinds", "bsn",
                          "--purposes", "10")

    @classmethod
    def tearDownClass(cls):
        cls.lying.close()

    def test_each_lie_is_named_and_explained(self):
        told = told_in_the_document()
        for lie in ("SmallerHeadAtSync", "DirectoryShrinks", "AnswerOfAnotherCall"):
            with self.subTest(lie):
                reason, sentence = told[lie]
                self.lying.tell(lie)
                said = self.lying.complaint("directory")
                self.assertIn(reason, said)
                self.assertIn(sentence, said)
        self.lying.tell("honest")
        self.assertEqual(self.lying.complaint("directory"), "")

    def test_a_lie_that_takes_a_member_is_not_served(self):
        self.lying.server.stdin.write("UnsignedGrant\n")
        self.lying.server.stdin.flush()
        self.assertEqual(self.lying.server.stdout.readline(), "cannot do: UnsignedGrant\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    BIN = pathlib.Path(parser.parse_args().bin)
    sys.argv[1:] = []
    junit.main()
