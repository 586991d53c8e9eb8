"""The restore drill of docs/operations.md, with the programs as an operator has them.

    drill.py --bin FOLDER [--show]     (where voordeurd, voordeurctl and voordeur-restore are)

A town works while a backup is made; works on; loses its server; gets the backup back on another
folder; and goes on after the founder's word. `--show` prints every command and what it said.
"""
import datetime
import json
import pathlib
import subprocess
import sys
import threading
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path += [str(ROOT / "client" / "demo"), str(ROOT / "tests" / "support")]

import instance  # noqa: E402
import junit  # noqa: E402

BIN = pathlib.Path(sys.argv.pop(sys.argv.index("--bin") + 1))
sys.argv.remove("--bin")
SHOW = "--show" in sys.argv
if SHOW:
    sys.argv.remove("--show")
MUNICIPALITY = "Gemeente Voorbeeldstad"
BSN = "999900110"


def run(*words, code=0):
    """Runs a program as an operator would; returns what it said."""
    command = [str(word) for word in words]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False,
                            stdin=subprocess.DEVNULL)
    said = result.stdout + result.stderr
    if SHOW:
        print("$", pathlib.Path(command[0]).name, *command[1:], f"   [{result.returncode}]")
        print("".join(f"    {line}\n" for line in said.splitlines()), end="")
    if result.returncode != code:
        raise AssertionError(f"{' '.join(command)}: {result.returncode}, not {code}\n{said}")
    return said


class Drill(unittest.TestCase):
    """One story; its steps stand in docs/operations.md under the same numbers."""

    def setUp(self):
        self.town = instance.Instance(BIN)
        self.addCleanup(self.town.close)
        self.folder = self.town.folder
        self.kopieen = self.folder / "kopieen"
        self.kopieen.mkdir()
        self.config = self.town.server_dir / "voordeur.toml"

    def daemon(self, *words, code=0):
        return run(BIN / "voordeurd", *words, code=code)

    def restore(self, *words, code=0):
        return run(BIN / "voordeur-restore", *words, code=code)

    def ctl(self, who, *words, code=0):
        said = run(BIN / "voordeurctl", "--json", "--profile", self.town.profile(who),
                   "--passphrase-file", self.town.passphrase_file, *words, code=code)
        start = said.find("{")
        return json.JSONDecoder().raw_decode(said[start:])[0] if start >= 0 else {}

    def people(self):
        self.town.init()
        self.town.start()
        self.town.found("beheer", "B. Beheer", MUNICIPALITY, MUNICIPALITY, "Beheer")
        for team, flags in (("Privacy", ["--officers"]), ("Wijkteam", ["--lead", "--intake"])):
            self.town.ctl("beheer", "team", "add", "--agency", MUNICIPALITY, "--name", team, *flags)
        self.town.enrol("beheer", "visser", "K. Visser", "Privacy", "privacy-officer",
                        "010-0000002")
        self.town.enrol("beheer", "bakker", "F. Bakker", "Wijkteam", "coach", "010-0000010")

    def note(self, household, text):
        return self.ctl("bakker", "note", household, "--purpose", "11", "--text", text)

    def records(self, household):
        said = self.ctl("bakker", "open", household, "--purpose", "11")
        return json.dumps(said, ensure_ascii=False)

    def backup_under_load(self, household):
        """Backups while a coach writes; the last one counts."""
        done = threading.Event()
        written = []

        def work():
            while not done.is_set():
                self.note(household, f"Onder druk {len(written)}")
                written.append(len(written))

        worker = threading.Thread(target=work)
        worker.start()
        try:
            while len(written) < 2:
                done.wait(0.05)
            before = len(written)
            self.daemon("backup", "create", "--config", self.config, "--to", self.kopieen)
        finally:
            done.set()
            worker.join()
        return before

    def lose_and_put_back(self, copy, key):
        self.town.stop()
        (self.folder / "server").rename(self.folder / "kapot")
        said = self.restore("open", "--from", copy, "--key", key, "--passphrase-file",
                            self.town.passphrase_file, "--dry-run")
        self.assertIn("Het is een kopie van uw server", said)
        self.restore("open", "--from", copy, "--key", key, "--passphrase-file",
                     self.town.passphrase_file, "--into", self.folder / "server")
        self.daemon("doctor", "--config", self.config)
        self.town.start()
        return self.folder / "server" / "herstelblad"

    def test_a_town_goes_on_after_its_server_was_lost(self):
        self.people()
        # 1. The key, once, away from the server.
        key, public = self.folder / "reserve.geheim", self.folder / "reserve.openbaar"
        self.daemon("backup", "create", "--config", self.config, "--to", self.kopieen, code=1)
        self.restore("key", "--private", key, "--public", public, "--passphrase-file",
                     self.town.passphrase_file)
        sheet = self.folder / "reserve.geheim.server"
        self.daemon("backup", "key", "--config", self.config, "--public", public,
                    "--server-sheet", sheet)
        # 2. A backup, while people work.
        made = self.ctl("bakker", "intake", "--name", "Familie Voorbeeld", "--purpose", "11",
                        "--member", f"Anna|Voorbeeld|1988-04-05|moeder|{BSN}")
        household = made["household"]
        before = self.backup_under_load(household)
        copy = next(self.kopieen.iterdir())
        self.daemon("backup", "verify", "--config", self.config, copy)
        self.daemon("doctor", "--config", self.config)
        # Work that will be lost, and who saw how far.
        self.note(household, "Na de kopie")
        self.ctl("beheer", "team", "add", "--agency", MUNICIPALITY, "--name", "Te laat")
        self.note(household, "Na de oprichter")
        lost = self.ctl("bakker", "restore", "kept")
        self.assertTrue(lost["ok"])
        # 3. The server is lost, and put back.
        sheet = self.lose_and_put_back(copy, key)
        self.assertIn("reason", self.ctl("bakker", "log", "show", code=3))
        # 4. The founder says what is lost. The coach had seen more, so it is said with that head.
        first = self.ctl("beheer", "restore", "begin", sheet, "--yes")
        self.assertGreater(first["lostEntries"], 0)
        self.ctl("bakker", "open", household, "--purpose", "11", code=3)
        head = self.ctl("bakker", "restore", "kept")["head"]
        self.ctl("beheer", "restore", "begin", sheet, "--lost", head, "--yes")
        # 5. Everybody goes on, and it shows for ever.
        text = self.records(household)
        for number in range(before):
            self.assertIn(f"Onder druk {number}", text)
        self.assertNotIn("Na de kopie", text)
        self.note(household, "Na het herstel")
        self.assertIn("Na het herstel", self.records(household))
        report = self.ctl("visser", "log", "verify", "--head", head)
        self.assertEqual(len(report["restorations"]), 2)
        bundle = self.folder / "bundel"
        self.ctl("visser", "log", "export", bundle)
        said = run(BIN / "voordeur-verify", bundle, "--head", head)
        self.assertIn("Hier hersteld uit een kopie", said)
        self.assertIn("✓", said)
        # 6. A backup of the new server, at once.
        self.daemon("backup", "create", "--config", self.config, "--to", self.kopieen)
        self.assertEqual(len(list(self.kopieen.iterdir())), 2)

    def another_servers_backup_is_refused(self, good, into):
        """The sheet of some other server: the key fits, and it is not ours."""
        other = self.folder / "ander"
        self.daemon("init", "--no-input", "--dir", other, "--listen", "127.0.0.1:7411", "--name",
                    "localhost", "--sheet", self.folder / "ander.oprichtingsblad")
        sheet = self.folder / "ander.blad"
        self.daemon("backup", "key", "--config", other / "voordeur.toml", "--public",
                    self.folder / "een.openbaar", "--server-sheet", sheet)
        (self.folder / "kopie").write_bytes(good)
        said = self.restore("open", "--from", self.folder / "kopie", "--key",
                            self.folder / "een.geheim", "--expect", sheet, "--passphrase-file",
                            self.town.passphrase_file, "--into", into, code=1)
        self.assertIn("WrongInstance", said)
        self.assertFalse(into.exists())

    def test_a_second_copy_within_a_second_overwrites_nothing(self):
        self.town.init()
        self.town.start()
        self.town.found("beheer", "B. Beheer", MUNICIPALITY, MUNICIPALITY, "Beheer")
        self.restore("key", "--private", self.folder / "geheim", "--public",
                     self.folder / "openbaar", "--passphrase-file", self.town.passphrase_file)
        self.daemon("backup", "key", "--config", self.config, "--public",
                    self.folder / "openbaar")
        now = datetime.datetime.now(datetime.timezone.utc)
        for seconds in range(-5, 600):
            at = now + datetime.timedelta(seconds=seconds)
            (self.kopieen / at.strftime("voordeur-%Y%m%d-%H%M%S.vdbk")).touch()
        said = self.daemon("backup", "create", "--config", self.config, "--to", self.kopieen,
                           code=1)
        self.assertIn("een kopie van deze seconde", said)
        self.assertEqual(sum(each.stat().st_size for each in self.kopieen.iterdir()), 0)

    def test_a_damaged_backup_or_another_key_puts_nothing_back(self):
        self.people()
        passphrase = self.town.passphrase_file
        for name in ("een", "twee"):
            self.restore("key", "--private", self.folder / f"{name}.geheim", "--public",
                         self.folder / f"{name}.openbaar", "--passphrase-file", passphrase)
        self.daemon("backup", "key", "--config", self.config, "--public",
                    self.folder / "een.openbaar")
        self.daemon("backup", "create", "--config", self.config, "--to", self.folder / "kopie")
        into = self.folder / "nieuw"

        def refused(copy, key):
            said = self.restore("open", "--from", copy, "--key", self.folder / key,
                                "--passphrase-file", passphrase, "--into", into, code=1)
            self.assertFalse(into.exists())
            self.assertFalse(pathlib.Path(f"{into}.part").exists())
            return said

        good = (self.folder / "kopie").read_bytes()
        self.assertIn("BackupKeyWrong", refused(self.folder / "kopie", "twee.geheim"))
        bad = self.folder / "kapot"
        for damaged in (good[:-1], good[:len(good) // 2], good + b"x",
                        good[:-100] + bytes([good[-100] ^ 1]) + good[-99:]):
            bad.write_bytes(damaged)
            self.assertIn("BackupBroken", refused(bad, "een.geheim"))
            self.daemon("backup", "verify", "--config", self.config, bad, code=1)
        self.another_servers_backup_is_refused(good, into)
        self.restore("open", "--from", self.folder / "kopie", "--key", self.folder / "een.geheim",
                     "--passphrase-file", passphrase, "--into", f"{into}/")
        self.restore("open", "--from", self.folder / "kopie", "--key", self.folder / "een.geheim",
                     "--passphrase-file", passphrase, "--into", into, code=1)


if __name__ == "__main__":
    junit.main()
