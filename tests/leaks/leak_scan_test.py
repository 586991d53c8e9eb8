#!/usr/bin/env python3
"""Fills a server with the four registers, uses it, and looks for what it must not know in all it
has: every value of its opened store, the files as they lie on the disk, its log, its memory.

Then a canary, a citizen number and a surname are planted where the server may see them (the public
directory), and must be found: a scan that finds nothing must be able to find something.
"""
import argparse
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "client" / "demo"))

import town  # noqa: E402
from instance import Instance  # noqa: E402
from secrets_of_registers import Secrets  # noqa: E402

CHUNK = 8 << 20
OVERLAP = 256


def memory_of(process):
    """All writable memory of a process, piece by piece."""
    with open(f"/proc/{process}/maps", encoding="utf-8") as maps, \
            open(f"/proc/{process}/mem", "rb", buffering=0) as memory:
        for line in maps:
            span, rights = line.split()[:2]
            if not rights.startswith("rw"):
                continue
            start, end = (int(each, 16) for each in span.split("-"))
            while start < end:
                try:
                    memory.seek(start)
                    data = memory.read(min(CHUNK, end - start))
                except OSError:
                    break  # guard pages
                if not data:
                    break
                yield data
                start += len(data) - (OVERLAP if start + len(data) < end else 0)


def places(instance):
    """Name, then pieces of bytes, of everything the server has."""
    store = instance.server_dir / "store" / "voordeur.db"
    dumped = subprocess.run(
        [instance.bin / "voordeur_dump_store", store, instance.server_dir / "keys" / "store.key"],
        capture_output=True, check=True)
    yield "the opened store", [dumped.stdout]
    for file in sorted(instance.server_dir.rglob("*")):
        if file.is_file() and "keys" not in file.parts:
            yield f"file {file.relative_to(instance.server_dir)}", [file.read_bytes()]
    yield "the server's log", [instance.log.read_bytes()]
    yield "the server's memory", memory_of(instance.server.pid)


def scan(instance, secrets):
    """Place → what was found there."""
    result = {}
    for name, pieces in places(instance):
        size, found = 0, set()
        for piece in pieces:
            size += len(piece)
            found |= secrets.found_in(piece)
        result[name] = found
        print(f"  {name}: {size} bytes, {len(found)} found {sorted(found)[:8]}", flush=True)
    return result


def use(instance):
    """What people do all day, with canaries in every text."""
    rows = instance.ctl("devries", "households")["households"]
    household = next(row["id"] for row in rows if row.get("offeredToMe"))
    instance.ctl("devries", "lead", "accept", household)
    instance.ctl("devries", "note", household, "--text", "KANARIE-NOTITIE in het eigen deel")
    instance.ctl("devries", "note", household, "--shared", "--text", "KANARIE-GEDEELD voor allen")
    instance.ctl("devries", "lead", "offer", household, "--to", "F. Bakker")
    instance.ctl("bakker", "lead", "refuse", household, "--why", "KANARIE-REDEN te druk")
    instance.ctl("devries", "open", household)
    instance.ctl("groot", "check", "--purpose", 10, "--bsn", "999955597")
    instance.ctl("wijk", "check", "--purpose", 11, "--postcode", "9742EF", "--number", "64",
                 "--addition", "A")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    options = parser.parse_args()
    staff = [name for _, name, *_ in town.PEOPLE] + [name for name, _ in town.MORE_LEADS]
    secrets = Secrets(town.REGISTERS, staff + ["B. Beheer"])
    print(f"looking for {len(secrets.canaries)} canaries of the registers and any other, "
          f"{len(secrets.numbers)} citizen numbers, {len(secrets.names)} spellings of surnames")
    instance = Instance(options.bin)
    try:
        town.build(instance)
        town.import_registers(instance)
        use(instance)
        print("after the import and a day's work:")
        leaks = {name: found for name, found in scan(instance, secrets).items() if found}
        assert not leaks, leaks
        name = next(each for each in sorted(secrets.names) if each.isalpha()).decode().title()
        number = min(secrets.numbers).decode()
        spelled = f"{number[:4]}.{number[4:6]}.{number[6:]}"
        instance.ctl("beheer", "agency", "add", "--name", f"KANARIE-GEPLANT {name} {spelled}",
                     "--kinds", "bsn", "--purposes", "10", "--phone", "010-0000099")
        print("after planting a canary, a name and a number in the public directory:")
        found = scan(instance, secrets)
        for place in ("the opened store", "the server's memory"):
            kinds = {each.split()[0].split("-")[0] for each in found[place]}
            assert kinds == {"KANARIE", "BSN", "name"}, (place, found[place])
        print("nothing leaked; what was planted was found in the store and in memory")
    finally:
        instance.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
