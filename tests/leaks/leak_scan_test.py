#!/usr/bin/env python3
"""Fills a server with the four registers, uses it, and looks for what it must not know in all it
has: its opened store, every page of it (also the freed ones), its files, what it prints, its
memory, the packets on the line, its backups with and without their key. There are no metrics; what
it prints of itself stands for them. A core dump would hold the memory; that there is none is looked
at too.

Then a canary, a citizen number and a surname are planted in each of these places, and must be found
there: a scan that finds nothing must be able to find something.
"""
import argparse
import os
import pathlib
import shutil
import socket
import subprocess
import sys

import day
import dumps
import pages
from finder import Finder
from packets import Listener
from secrets_of_registers import Secrets

ROOT = os.geteuid() == 0
NOT_ROOT = "only root may look there"
PLANTED = "KANARIE-GEPLANT"


def output_of(*command):
    result = subprocess.run([str(word) for word in command], capture_output=True, check=True)
    return result.stdout


class Scan:
    """Looks into places and keeps what came of it: place → bytes, found."""

    def __init__(self, instance, finder, spelled):
        self.instance, self.finder, self._spelled = instance, finder, spelled
        self.seen = {}

    def look(self, place, data, words=True):
        self.look_at_pieces(place, [(data, not words)])

    def look_at_pieces(self, place, pieces):
        size, found = self.seen.get(place, (0, frozenset()))
        for data, program in pieces:
            size += len(data)
            found |= self.finder.found_in(data, not program, self._spelled)
        self.seen[place] = size, found

    def skip(self, place, reason):
        self.seen[place] = 0, reason

    def found(self, place):
        return self.seen[place][1]

    def print(self):
        print(f"  {'place':<44} {'looked for':>10} {'bytes':>12}  found")
        for place, (size, found) in self.seen.items():
            if isinstance(found, str):
                print(f"  {place:<44} {'':>10} {'':>12}  skipped: {found}")
            else:
                print(f"  {place:<44} {self.finder.count:>10} {size:>12}  {len(found)} "
                      f"{sorted(found)[:6] if found else ''}", flush=True)

    def leaks(self):
        return {place: found for place, (_, found) in self.seen.items()
                if found and not isinstance(found, str)}

    # -- the places -----------------------------------------------------------------------------

    def store(self, folder, called):
        """Of the server, or of an opened backup."""
        store, key = folder / "store" / "voordeur.db", folder / "keys" / "store.key"
        self.look(f"{called}, every value",
                  output_of(self.instance.bin / "voordeur_dump_store", store, key))
        self.look(f"{called}, every page", pages.of_store(store, key.read_bytes()))
        log = store.with_name("voordeur.db-wal")
        if log.exists() and log.stat().st_size:
            self.look(f"{called}, every page of the WAL", pages.of_log(log, key.read_bytes()))

    def files(self):
        for file in sorted(self.instance.server_dir.rglob("*")):
            if file.is_file() and "keys" not in file.parts and file.stat().st_size:
                self.look(f"file {file.relative_to(self.instance.server_dir)}", file.read_bytes())
        self.look("the server's log", self.instance.log.read_bytes())

    def devices(self):
        """Not the server's, but nothing may lie open there either."""
        for file in sorted((self.instance.folder / "apparaten").rglob("*")):
            if file.is_file():
                self.look("devices' folders, closed", file.read_bytes())

    def memory(self):
        if ROOT:
            self.look_at_pieces("the server's memory (a core dump)",
                                dumps.memory_of(self.instance.server.pid))
        else:
            self.skip("the server's memory (a core dump)", NOT_ROOT)

    def backup(self, keys, name):
        """A copy made while the server works, closed and opened."""
        instance, folder = self.instance, self.instance.folder / name
        folder.mkdir(mode=0o700)
        config = instance.server_dir / "voordeur.toml"
        said = output_of(instance.bin / "voordeurd", "backup", "create", "--config", config,
                         "--to", folder)
        copy = next(folder.iterdir())
        said += output_of(instance.bin / "voordeurd", "backup", "verify", "--config", config, copy)
        self.look("what voordeurd says", said)
        self.look("a backup, closed", copy.read_bytes())
        said = output_of(instance.bin / "voordeur-restore", "open", "--from", copy, "--key",
                         keys / "geheim", "--passphrase-file", instance.passphrase_file,
                         "--into", folder / "terug")
        self.look("what voordeur-restore says", said)
        self.store(folder / "terug", "a backup, opened")

    def packets(self, listener):
        if listener is None:
            self.skip("packets on the line", NOT_ROOT)
            return
        data, missed = listener.stop()
        print(f"  {listener.packets} packets on the line, {missed} missed")
        assert listener.packets > 10 and missed == 0
        self.look("packets on the line", data)


def begin_listening(instance):
    return Listener(instance.port) if ROOT else None


def backup_key(instance):
    folder = instance.folder / "kopieensleutel"
    folder.mkdir(mode=0o700)
    output_of(instance.bin / "voordeur-restore", "key", "--private", folder / "geheim", "--public",
              folder / "openbaar", "--passphrase-file", instance.passphrase_file)
    output_of(instance.bin / "voordeurd", "backup", "key", "--config",
              instance.server_dir / "voordeur.toml", "--public", folder / "openbaar")
    return folder


def look_everywhere(scan, keys, listener, name):
    scan.packets(listener)
    scan.store(scan.instance.server_dir, "the store, opened")
    scan.files()
    scan.memory()
    scan.backup(keys, name)


def plant_in_clear(instance, text):
    """What the server itself never does: to be seen on the line, in the log, by whoever asks how
    it is."""
    with socket.create_connection(("127.0.0.1", instance.port)) as line:
        line.sendall(text)
        line.settimeout(5)
        try:
            while line.recv(4096):
                pass
        except OSError:
            pass
    with open(instance.log, "ab") as log:
        log.write(text)


def asked_how_it_is(instance, folder):
    """What `doctor` prints of a server whose settings lie in a folder of that name."""
    folder.mkdir(mode=0o700)
    shutil.copy(instance.server_dir / "voordeur.toml", folder)
    said = subprocess.run([str(instance.bin / "voordeurd"), "doctor", "--config",
                           str(folder / "none.toml")], capture_output=True, check=False)
    return said.stdout + said.stderr


def planted(instance, secrets, finder, keys):
    """Everything again with something planted; fails for each place where it is not found."""
    name = next(each for each in sorted(secrets.names) if each.isalpha()).decode().title()
    number = min(secrets.numbers).decode()
    spelled = f"{number[:4]}.{number[4:6]}.{number[6:]}"
    text = f"{PLANTED} {name} {spelled}"
    listener = begin_listening(instance)
    # The directory is what the server sees: from there it gets into all that it keeps.
    instance.ctl("beheer", "agency", "add", "--name", text, "--kinds", "bsn", "--purposes", "10",
                 "--phone", "010-0000099")
    plant_in_clear(instance, text.encode() + b"\n")
    scan = Scan(instance, finder, spelled=False)
    look_everywhere(scan, keys, listener, "kopieen-2")
    scan.look("what voordeurd says", asked_how_it_is(instance, instance.folder / PLANTED))
    instance.stop()
    copy = instance.folder / "kopie"
    for how in ("freed", "wiped"):
        shutil.copytree(instance.folder / "kopieen-2" / "terug", copy / how)
        store = copy / how / "store" / "voordeur.db"
        key = copy / how / "keys" / "store.key"
        output_of(instance.bin / "voordeur_dump_store", store, key, f"--plant-{how}",
                  "KANARIE-VRIJGEGEVEN")
        scan.look(f"pages that were {how}", pages.of_store(store, key.read_bytes()))
        values = output_of(instance.bin / "voordeur_dump_store", store, key)
        assert b"VRIJGEGEVEN" not in values
    scan.print()
    kinds = {PLANTED, f"BSN {number}", f"name {name.lower()}"}
    for place in ["the store, opened, every value", "the server's log",
                  "a backup, opened, every value"] + \
            ["packets on the line", "the server's memory (a core dump)"] * ROOT:
        assert kinds <= scan.found(place), (place, kinds - scan.found(place))
    for place in ("the store, opened, every page of the WAL", "a backup, opened, every page",
                  "what voordeurd says"):
        assert PLANTED in scan.found(place), place
    assert "KANARIE-VRIJGEGEVEN" in {each[:19] for each in scan.found("pages that were freed")}
    assert not [each for each in scan.found("pages that were wiped") if "VRIJGEGEVEN" in each]
    assert not scan.found("a backup, closed") and not scan.found("file store/voordeur.db")


def no_core_dump(instance):
    """The server forbids itself what the machine would do."""
    if instance.server:
        assert dumps.core_limit_of(instance.server.pid) == ["0", "0"]
        return
    folder = instance.folder / "kern"
    folder.mkdir(mode=0o700)
    allowed = dumps.dumps_when_allowed(folder)
    ready = folder / "klaar"
    dumped = dumps.dumps([instance.bin / "voordeurd", "serve", "--config",
                          instance.server_dir / "voordeur.toml", "--ready-file", ready],
                         ready, folder)
    assert not dumped
    print(f"core dump: {'written' if allowed else 'not written either (machine)'} for a process "
          "that allows it, none for the server")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True, type=pathlib.Path)
    instance = day.Town(parser.parse_args().bin.resolve())
    try:
        secrets = Secrets(day.town.REGISTERS, day.staff())
        day.town.build(instance)
        day.town.import_registers(instance)
        keys = backup_key(instance)
        finder = Finder(secrets, {})
        for number in day.NUMBERS:
            secrets.numbers.add(number.encode())
            finder.watch_number(number)
        listener = begin_listening(instance)
        day.work(instance)
        for name, value in day.keys(instance):
            finder.add_exact(name, value)
        no_core_dump(instance)
        scan = Scan(instance, finder, spelled=True)
        look_everywhere(scan, keys, listener, "kopieen-1")
        scan.devices()
        print("after the import and a day's work:")
        scan.print()
        assert not scan.leaks(), scan.leaks()
        print(f"with {PLANTED}, a name and a number planted:")
        planted(instance, secrets, finder, keys)
        no_core_dump(instance)
        print("nothing leaked; what was planted was found in each place")
    finally:
        instance.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
