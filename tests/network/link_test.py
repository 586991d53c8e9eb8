#!/usr/bin/env python3
"""Writing over a link that breaks: whatever is cut, every note is there once and the log agrees.

The link is cut at many places in both directions, with the network coming back at once (the
program sends again by itself) and with the network staying away (the program says so, keeps what
it could not settle, and settles it the next time it runs).
"""
import argparse
import pathlib
import re
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "client" / "demo"))

import town  # noqa: E402
from bad_link import DOWN, UP, BadLink, Mode  # noqa: E402
from instance import CommandFailed, Instance, free_port  # noqa: E402

WRITER = "bakker"
# Of what one command carries in a direction; the ends are where answers get lost.
CUTS_THAT_HEAL = 14
CUTS_THAT_STAY = 3
# A stalled link must end in an answer for a person, not in waiting without end.
STALL_SECONDS_MAX = 60
NO_ANSWER = {"Unavailable", "DeadlineExceeded"}


class Writing:
    """The notes of one household, and what was said about each."""

    def __init__(self, instance, link, household):
        self.instance, self.link, self.household = instance, link, household
        self.done, self.undecided = [], []

    def note(self, text):
        try:
            self.instance.ctl(WRITER, "note", self.household, "--text", text)
            self.done.append(text)
            return ""
        except CommandFailed as refused:
            assert refused.reason in NO_ANSWER, f"{text}: {refused.reason or refused}"
            self.undecided.append(text)
            return refused.reason

    def found(self):
        file = self.instance.ctl(WRITER, "open", self.household)
        return [note["text"] for note in file["notes"]]


def behind_a_link(instance):
    """Moves the server to another port, and puts the link where the devices look for it."""
    public, hidden = instance.port, free_port()
    instance.stop()
    config = instance.server_dir / "voordeur.toml"
    text, count = re.subn(rf'^listen = "127.0.0.1:{public}"$', f'listen = "127.0.0.1:{hidden}"',
                          config.read_text(), flags=re.MULTILINE)
    assert count == 1, "the server's address stands elsewhere now"
    config.write_text(text)
    instance.start()
    return BadLink(public, hidden)


def cut_everywhere(writing):
    """One note per place where the connection is cut; returns how many cuts happened."""
    link, cuts = writing.link, 0
    link.behave(Mode.PASS)
    writing.note("over a good link")
    whole = dict(link.carried)
    print(f"  one note carries {whole[UP]} bytes to the server and {whole[DOWN]} back")
    for direction in (UP, DOWN):
        for i in range(CUTS_THAT_HEAL):
            at = whole[direction] * i // (CUTS_THAT_HEAL - 1)
            link.behave(Mode.CUT, direction, at)
            reason = writing.note(f"cut {direction} after {at} bytes")
            assert not reason, f"gave up though the network came back: {reason}"
            cuts += link.cuts
        for i in range(CUTS_THAT_STAY):
            at = whole[direction] * (9 - i) // 10
            link.behave(Mode.DOWN, direction, at)
            reason = writing.note(f"down {direction} after {at} bytes")
            print(f"  network gone after {at} bytes {direction}: {reason or 'done'}")
            cuts += link.cuts
    return cuts


def slow_and_stalled(writing):
    writing.link.behave(Mode.SLOW)
    start = time.monotonic()
    assert not writing.note("over a slow link"), "a slow link is still a link"
    print(f"  slow link: done in {time.monotonic() - start:.1f} s")
    writing.link.behave(Mode.STALL)
    start = time.monotonic()
    reason = writing.note("over a stalled link")
    seconds = time.monotonic() - start
    print(f"  stalled link: {reason} in {seconds:.1f} s")
    assert reason, "nothing was carried, and yet it was done"
    assert seconds < STALL_SECONDS_MAX, "a person waits too long"


def check_all(writing):
    """Every note that was done or kept is there, once."""
    writing.link.behave(Mode.PASS)
    writing.instance.ctl(WRITER, "households")  # opens the device, which settles what was kept
    found = writing.found()
    lost = [text for text in writing.done if text not in found]
    twice = [text for text in set(found) if found.count(text) > 1]
    strange = [text for text in found if text not in writing.done + writing.undecided]
    assert not lost, f"said done, and lost: {lost}"
    assert not twice, f"written twice: {twice}"
    assert not strange, f"from nowhere: {strange}"
    settled = [text for text in writing.undecided if text in found]
    print(f"  {len(writing.done)} done, {len(writing.undecided)} undecided at first, "
          f"of which {len(settled)} are there now")
    verified = writing.instance.ctl("visser", "log", "verify")
    print(f"  the log verifies: {verified}")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    options = parser.parse_args()
    instance = Instance(options.bin)
    link = None
    try:
        town.build(instance)
        made = instance.ctl(WRITER, "intake", "--name", "Proef", "--street", "Testweg",
                            "--number", "1", "--postcode", "9999 ZZ", "--city", "Voorbeeldstad",
                            "--member", "Noor|Proef|1990-01-01|moeder|")
        link = behind_a_link(instance)
        writing = Writing(instance, link, made["household"])
        cuts = cut_everywhere(writing)
        assert cuts >= 2 * CUTS_THAT_HEAL, f"only {cuts} cuts happened: the test proves nothing"
        slow_and_stalled(writing)
        check_all(writing)
    finally:
        if link:
            link.close()
        instance.close()


if __name__ == "__main__":
    main()
