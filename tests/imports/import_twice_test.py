#!/usr/bin/env python3
"""The four registers, imported twice: the second time changes no household, involvement, record or
index entry; only the log and what it counts grow. And households that two or more agencies help
are found from each side.
"""
import argparse
import collections
import pathlib
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "client" / "demo"))

import town  # noqa: E402
from instance import Instance  # noqa: E402

# What may grow: the log with its tree, chains, details, attachments of questions, and the quotas.
GROWS = {"entries", "checkpoints", "tiles", "tile_leaves", "chain_tails", "quotas",
         "attachments", "objects", "evaluations", "notes"}
KEPT = {"households", "involvements", "tokens", "team_households"}


def tables(instance):
    """Table → digest of its rows, in the server's opened store."""
    result = subprocess.run(
        [instance.bin / "voordeur_dump_store", instance.server_dir / "store" / "voordeur.db",
         instance.server_dir / "keys" / "store.key", "--digests"],
        capture_output=True, text=True, check=True)
    return dict(line.split(" ", 1) for line in result.stdout.splitlines())


def imported(instance):
    start = time.monotonic()
    reports = town.import_registers(instance)
    seconds = time.monotonic() - start
    rows = sum(report["counts"]["rows"] for report in reports.values())
    print(f"  {rows} rows in {seconds:.1f} s: {rows / seconds:.0f} rows a second")
    for register, report in reports.items():
        print(f"  {register}: {report['counts']}")
        for line in [each for each in report["problems"] if each["severity"] == "refused"]:
            print(f"    row {line['line']}, {line['column']}: {line['reason']}, {line['text']}")
    return reports


def both_sides(instance):
    """Households that several agencies help: as the coaches see it and as each agency does."""
    rows = instance.ctl("bakker", "households")["households"]
    helpers = {row["id"]: set(row["agencies"]) for row in rows}
    several = {id for id, names in helpers.items() if len(names) >= 2}
    helped = sum(map(bool, helpers.values()))
    print(f"  coaches: {len(helpers)} households, {helped} with a helping agency, "
          f"{len(several)} with two or more")
    for names, count in collections.Counter(
            " + ".join(sorted(names)) for names in helpers.values()).most_common():
        print(f"    {count:4} {names or '(no other agency yet)'}")
    for who, agency in (("groot", "Schuldhulp Voorbeeld"), ("ramdin", "Jeugdhulp Voorbeeld"),
                        ("wijk", "Woonstad Voorbeeld")):
        own = instance.ctl(who, "involvements")["involvements"]
        met = {each["household"] for one in own for each in one["met"]
               if "household" in each and each["certain"]}
        seen = {id for id, names in helpers.items() if agency in names}
        print(f"  {agency}: {len(own)} involvements, {len(met)} households for certain, "
              f"{len(met & several)} of them with another agency")
        assert met == seen, f"{agency} and the coaches do not see the same"
    return several


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    options = parser.parse_args()
    instance = Instance(options.bin)
    try:
        town.build(instance)
        print("first import:")
        first = imported(instance)
        for register, expected in town.EXPECTED.items():
            counts = first[register]["counts"]
            assert {name: counts[name] for name in expected} == expected, counts
        before = tables(instance)
        print("second import:")
        second = imported(instance)
        for register, report in second.items():
            counts = report["counts"]
            made = sum(counts[name] for name in ("households", "persons", "attachedCertain"))
            assert made == 0 and counts["refused"] == 0, (register, counts)
        after = tables(instance)
        changed = {name for name in after if after[name] != before.get(name)}
        print(f"tables that changed: {', '.join(sorted(changed))}")
        assert changed <= GROWS, changed - GROWS
        assert KEPT <= set(after), "the store has other tables than this test knows"
        print("households that several agencies help, from each side:")
        assert both_sides(instance), "no household is helped by two agencies"
        assert instance.ctl("visser", "log", "verify")["ok"]
    finally:
        instance.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
