#!/usr/bin/env python3
"""voordeurd itself on a disk that runs full, becomes read-only or loses its file: what a person is
told, what grpc.health.v1 says, what is still there, and how it comes back.

    server_fault_test.py --bin FOLDER [--long]

Needs to be root and a loop device, for a small file system of its own; without, it skips and says
so. The first half of docs/faults.md is about the same faults below gRPC.
"""
import argparse
import asyncio
import fcntl
import os
import pathlib
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "overload"))

from pressed_server import (COACH, NOT_SERVING, OFFICER, SERVING, CommandFailed,  # noqa: E402
                            PressedServer)

SKIP = 77
WAIT_SECONDS = 30
DISK_MEGABYTES = 24
EXIT_STORE = 70
SHUTDOWN, SHUTDOWN_WITHOUT_FLUSH = 0x8004587D, 2


class SmallDisk:
    """An ext4 of its own in a file, of which everything can happen."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="voordeur-disk-", dir="/var/tmp"))
        self.image, self.path = self.folder / "image", self.folder / "disk"
        self.path.mkdir(mode=0o700)
        with open(self.image, "wb") as image:
            image.truncate(DISK_MEGABYTES << 20)
        try:
            self.run("mkfs.ext4", "-q", "-m", "0", self.image)
            self.mount()
        except (OSError, subprocess.CalledProcessError):
            self.close()
            raise

    def mount(self, how="rw"):
        self.run("mount", "-o", f"loop,{how}", self.image, self.path)

    def unmount(self):
        self.run("umount", self.path)

    def fill(self):
        with open(self.path / "ballast", "wb", buffering=0) as file:
            for size in (1 << 20, 4096, 1):
                try:
                    while file.write(b"\0" * size):
                        pass
                except OSError:
                    pass

    def make_room(self):
        (self.path / "ballast").unlink()

    def fail(self):
        """From now on everything ends in EIO, as when the cable is out (EXT4_IOC_SHUTDOWN)."""
        descriptor = os.open(self.path, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, SHUTDOWN, struct.pack("I", SHUTDOWN_WITHOUT_FLUSH))
        finally:
            os.close(descriptor)

    def close(self):
        subprocess.run(["umount", "-l", str(self.path)], check=False, capture_output=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    @staticmethod
    def run(*words):
        subprocess.run([str(word) for word in words], check=True, capture_output=True)


class Office:
    """One writer of notes, and the book of what they were told."""

    def __init__(self, server):
        self.server, self.town = server, server.instance
        self.done, self.refused = [], []

    def note(self, text, letters=200):
        """Returns the reason of a refusal; nothing when it was done."""
        try:
            self.town.ctl(COACH, "note", self.server.household, "--text",
                          text + " " + "x" * letters)
            self.done.append(text)
            return ""
        except CommandFailed as refused:
            self.refused.append(text)
            return refused.reason

    def until_refused(self):
        for i in range(400):
            reason = self.note(f"note {len(self.done)} {i}", 12000)
            if reason:
                return reason
        raise AssertionError("the disk does not run full")

    def read(self):
        """A look at the household; the reason of a refusal, or nothing."""
        try:
            self.town.ctl(COACH, "open", self.server.household)
            return ""
        except CommandFailed as refused:
            return refused.reason

    def verify(self):
        assert self.town.ctl(OFFICER, "log", "verify")["ok"], "the log does not verify"

    def check(self):
        """All that was acknowledged is there, once; there is one lead."""
        file = self.town.ctl(COACH, "open", self.server.household)
        texts = [note["text"].rstrip("x").strip() for note in file["notes"]]
        lost = [text for text in self.done if text not in texts]
        twice = [text for text in set(texts) if texts.count(text) > 1]
        strange = [text for text in texts if text not in self.done + self.refused]
        assert not (lost or twice or strange), f"lost {lost}, twice {twice}, strange {strange}"
        assert file["leadState"] == "mine", file["leadState"]

    def health(self):
        return asyncio.run(self.server.health())

    def health_becomes(self, wanted):
        start = time.monotonic()
        while self.health() != wanted:
            assert time.monotonic() - start < WAIT_SECONDS, f"health stays other than {wanted}"
            time.sleep(0.2)
        return time.monotonic() - start

    def ends_with(self):
        return self.town.server.wait(timeout=WAIT_SECONDS)


def full(office, disk):
    assert office.note("before the full disk") == ""
    disk.fill()
    reason = office.until_refused()
    assert reason == "StorageFull", reason
    assert office.read() == "StorageFull", "without a log line nobody reads"
    office.health_becomes(NOT_SERVING)
    assert office.town.server.poll() is None
    disk.make_room()
    seconds = office.health_becomes(SERVING)
    print(f"  room again: SERVING after {seconds:.1f} s, without anybody asking")
    assert office.note("after the full disk") == ""
    office.check()
    return reason


def full_while_idle(office, disk):
    """Nobody asks anything; who watches is told all the same."""
    # A new process has a new journal: the room in the old one would still be written to.
    office.town.stop()
    office.town.start()
    disk.fill()
    office.health_becomes(NOT_SERVING)
    disk.make_room()
    office.health_becomes(SERVING)
    office.check()


def fails(office, disk):
    """Every write and every read of the running server ends in EIO."""
    assert office.note("before the failure") == ""
    os.sync()  # not for the store: for what stands beside it, and the loop device below
    disk.fail()
    reason = office.note("during the failure")
    assert reason in ("StorageFailed", "Unavailable"), reason
    # When nobody writes, its own look at the disk comes within ten seconds.
    assert office.ends_with() == EXIT_STORE, "the process goes on without its disk"
    disk.unmount()
    disk.mount()
    office.town.start()
    assert office.note("after the failure") == ""
    office.check()
    return reason


def read_only(office, disk):
    """The disk came up read-only: the server does not even begin."""
    office.town.stop()
    disk.unmount()
    disk.mount("ro")
    try:
        office.town.start()
        raise AssertionError("a server that cannot write its log listens")
    except RuntimeError as refused:
        said = str(refused)
    assert "kunnen niet open" in said, said
    reason = office.note("while read-only")
    disk.unmount()
    disk.mount()
    office.town.start()
    assert office.note("writable again") == ""
    office.check()
    return reason


def file_removed(office, disk):
    assert office.note("before the removal") == ""
    store = office.town.server_dir / "store" / "voordeur.db"
    process = office.town.server.pid
    store.unlink()
    reason = office.note("after the removal")
    assert reason == "StorageFailed", reason
    assert office.read() == "StorageFailed"
    office.health_becomes(NOT_SERVING)
    assert office.town.server.poll() is None, "the process has the only copy, and ended"
    # As docs/operations.md says: rescued from the process, put back, started again.
    for name in ("voordeur.db", "voordeur.db-wal"):
        source = [link for link in pathlib.Path(f"/proc/{process}/fd").iterdir()
                  if os.readlink(link).split(" ")[0].endswith("/" + name)]
        shutil.copyfile(source[0], disk.path / f"rescued-{name}")
    office.town.stop(signal.SIGKILL)
    for name in ("voordeur.db", "voordeur.db-wal"):
        target = store.with_name(name)
        shutil.move(disk.path / f"rescued-{name}", target)
        target.chmod(0o600)
    office.town.start()
    assert office.note("after the rescue") == ""
    office.check()
    return reason


CASES = [("disk full while people work", full), ("every read and write fails (EIO)", fails),
         ("store removed under the server", file_removed)]
# The second takes the calm between two looks of the server at itself.
LONG_CASES = [("disk read-only at the start", read_only),
              ("disk full while nobody asks", full_while_idle)]


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--long", action="store_true")
    options = parser.parse_args()
    if os.geteuid() != 0:
        print("skipped: a file system of one's own takes root")
        return SKIP
    try:
        disk = SmallDisk()
    except (OSError, subprocess.CalledProcessError) as refused:
        print(f"skipped: no file system of one's own here ({refused})")
        return SKIP
    server = PressedServer(options.bin)
    try:
        # The devices stay on the usual disk: only the server's fails.
        server.instance.server_dir = disk.path / "server"
        server.build()
        server.sign(1)
        office = Office(server)
        for name, case in CASES + (LONG_CASES if options.long else []):
            start = time.monotonic()
            reason = case(office, disk) or "–"
            print(f"{name}: a person hears {reason}; {len(office.done)} notes are there, once, one "
                  f"lead ({time.monotonic() - start:.1f} s)", flush=True)
        office.verify()
        print("the log verifies, with all that happened to it")
    finally:
        server.instance.stop(signal.SIGKILL)
        server.close()
        disk.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
