#!/usr/bin/env python3
"""Devices and server in network namespaces of their own, on a wire that is late, narrow, loses
packets and is cut, while the server is killed and started again: every note that was acknowledged
is there, every note is there once, and the log has one entry for each.

    wire_test.py --bin FOLDER [--notes 8] [--kills 5]

The long form of link_test.py; not part of ./dev test. Needs root, /dev/net/tun and `ip` (package
iproute2); without them it skips and says so.
"""
import argparse
import collections
import pathlib
import signal
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "overload")]

from lossy_wire import HOSTS, LossyWire, NotHere  # noqa: E402
from pressed_server import OFFICER, CommandFailed, Instance, PressedServer  # noqa: E402

SKIP = 77
WRITERS = [f"coach{i}" for i in range(4)]
NO_ANSWER = {"Unavailable", "DeadlineExceeded", "Busy"}
PORT = 7411
PAGE = 100

# name, how many use it, how it behaves: seconds late (each way), bits a second, part lost
WIRES = [("a good wire", 4, {}),
         ("300 ms late, 64 kbit/s", 1, {"delay": 0.3, "bits": 64000}),
         ("10 % lost", 4, {"delay": 0.02, "loss": 0.1}),
         ("20 % lost", 4, {"delay": 0.02, "loss": 0.2})]


class WiredInstance(Instance):
    """The server on one side of the wire, the devices on the other."""

    def __init__(self, bin_dir, wire):
        super().__init__(bin_dir)
        self.wire, self.port = wire, PORT

    def init(self):
        self._run([self.bin / "voordeurd", "init", "--no-input", "--dir", self.server_dir,
                   "--listen", f"{HOSTS[1]}:{PORT}", "--name", HOSTS[1],
                   "--sheet", self.folder / "oprichtingsblad"])

    def start(self):
        ready = self.folder / "ready"
        ready.unlink(missing_ok=True)
        with open(self.log, "ab") as log:
            self.server = subprocess.Popen(
                [*self.wire.inside(1), self.bin / "voordeurd", "serve", "--config",
                 self.server_dir / "voordeur.toml", "--ready-file", ready], stdout=log, stderr=log)
        while not ready.exists():
            if self.server.poll() is not None:
                raise RuntimeError("voordeurd does not start:\n" + self.log.read_text())
            time.sleep(0.05)

    def _try(self, command):
        return super()._try([*self.wire.inside(0), *command])


class Book:
    """What each writer was told of each note."""

    def __init__(self):
        self.lock = threading.Lock()
        self.done, self.undecided = collections.defaultdict(list), collections.defaultdict(list)

    def write(self, instance, who, household, text):
        try:
            instance.ctl(who, "note", household, "--text", text)
            kept = self.done
        except CommandFailed as refused:
            assert refused.reason in NO_ANSWER, f"{who}, {text}: {refused}"
            kept = self.undecided
        with self.lock:
            kept[who].append(text)

    def counts(self):
        return (sum(map(len, self.done.values())), sum(map(len, self.undecided.values())))


def together(work, writers=len(WRITERS)):
    """All at once; a failure of one is the failure of the test."""
    failures = []

    def one(who):
        try:
            work(who)
        except BaseException as failure:  # handed on below
            failures.append(failure)
    threads = [threading.Thread(target=one, args=(who,)) for who in WRITERS[:writers]]
    for thread in threads:
        thread.start()
    return threads, failures


def finish(threads, failures):
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def killed_under_load(instance, kills):
    for _ in range(kills):
        time.sleep(1.5)
        instance.stop(signal.SIGKILL)
        instance.start()
    return f"{kills} × kill -9"


def cut_under_load(wire, cuts):
    for _ in range(cuts):
        time.sleep(1.0)
        wire.behave(loss=1.0)
        time.sleep(3.0)
        wire.behave()
    return f"{cuts} × cut for 3 s"


def commits_in_log(instance):
    """Pages through the whole log over the wire; how many notes stand in it."""
    count, first, pages = 0, 0, 0
    while True:
        lines = instance.ctl(OFFICER, "log", "show", "--from", first, "--most", PAGE)["entries"]
        pages += 1
        count += sum(line["method"] == "Commit" and line["outcome"] == 0 for line in lines)
        if len(lines) < PAGE:
            return count, pages
        first += len(lines)


def judge(instance, book, households):
    """Settles what was kept, then holds the books against the files and the log."""
    there = 0
    for who, household in households.items():
        instance.ctl(who, "households")  # opens the device, which settles what it kept
        texts = [note["text"] for note in instance.ctl(who, "open", household)["notes"]]
        told, open_ = book.done[who], book.undecided[who]
        lost = [text for text in told if text not in texts]
        twice = [text for text in set(texts) if texts.count(text) > 1]
        strange = [text for text in texts if text not in told + open_]
        assert not (lost or twice or strange), f"{who}: lost {lost}, twice {twice}, {strange}"
        there += len(texts)
    report = instance.ctl(OFFICER, "log", "verify")
    assert report["ok"], report
    return there


def people(server):
    """Writers with a household each."""
    town = server.instance
    server.build()
    households = {}
    for i, who in enumerate(WRITERS):
        town.enrol("beheer", who, f"Coach {i}", "Wijkteam", "coach", "010-0000010")
    town.ctl("bakker", "share-keys")
    for i, who in enumerate(WRITERS):
        made = town.ctl(who, "intake", "--member", f"Kind{i}|Voorbeeld|2014-03-01|kind|",
                        "--street", "Testweg", "--number", str(i + 1), "--postcode", "9999 ZZ",
                        "--city", "Voorbeeldstad")
        households[who] = made["household"]
    return households


def test(options):
    wire = LossyWire()
    instance = WiredInstance(options.bin, wire)
    try:
        households = people(PressedServer(options.bin, instance))
        book = Book()

        def notes(about):
            return lambda who: [book.write(instance, who, households[who], f"{about} {i}")
                                for i in range(options.notes)]
        for name, writers, behaviour in WIRES:
            wire.behave(**behaviour)
            before, lost, start = book.counts(), wire.line.lost.value, time.monotonic()
            finish(*together(notes(name), writers))
            now = book.counts()
            print(f"{name}: {now[0] - before[0]} done, {now[1] - before[1]} undecided, "
                  f"{wire.line.lost.value - lost} packets lost, "
                  f"{time.monotonic() - start:.1f} s", flush=True)
            assert now[0] > before[0], "a bad wire is still a wire"
        wire.behave()
        for act in (lambda: cut_under_load(wire, options.kills),
                    lambda: killed_under_load(instance, options.kills)):
            before = book.counts()
            running = together(notes(f"under load {before[0]}"))
            what = act()
            finish(*running)
            now = book.counts()
            print(f"{what}: {now[0] - before[0]} done, {now[1] - before[1]} undecided", flush=True)
        there = judge(instance, book, households)
        wire.behave(**WIRES[2][2])
        logged, pages = commits_in_log(instance)
        done, undecided = book.counts()
        assert logged == there, f"{there} notes are there, {logged} stand in the log"
        print(f"{done} acknowledged, {undecided} undecided at first; {there} are there, once; "
              f"{logged} in the log, read in {pages} pages on a wire that loses 10 %; it verifies; "
              f"{wire.line.carried.value} packets carried, {wire.line.lost.value} lost")
    finally:
        instance.close()
        wire.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--notes", type=int, default=8, help="of each of four writers, each wire")
    parser.add_argument("--kills", type=int, default=5)
    try:
        test(parser.parse_args())
    except NotHere as reason:
        print(f"skipped: {reason}")
        return SKIP
    return 0


if __name__ == "__main__":
    sys.exit(main())
