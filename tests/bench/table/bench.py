"""Measures Voordeur against the bare limits of this machine and prints the table of bars.

    ./dev bench                     five interleaved rounds, some ten minutes
    ./dev bench --quick             one short round: a look, not a result
    ./dev bench --growth            also how it grows to 100,000 persons and 1,000,000 entries
    ./dev bench --growth-only --at 10000:100000 --at 1200000:3000000

Where there are two cores, the server has the first and the load the second. Nothing else should
run: the load of the machine before the start is printed with the results.
"""

import argparse
import contextlib
import json
import os
import signal
import statistics
import subprocess
import sys

import chart
import postgres
import rows

SIZES = ["1000:2000", "10000:100000", "100000:1000000"]
CORES = os.cpu_count() or 1
PIECES = [
    # name in the results, piece, callers
    ("sign", "sign", CORES), ("verify", "verify", CORES), ("evaluate", "evaluate", 1),
    ("proof", "proof", CORES), ("token", "token", CORES), ("seal", "seal", CORES),
    ("unseal", "unseal", CORES), ("leaf", "leaf", 1), ("sync", "sync", 1),
    ("group", "group", 1), ("point", "point", CORES)]
NAMES = {
    "sign": "bare: Ed25519 signature, all cores",
    "verify": "bare: Ed25519 verification, all cores",
    "evaluate": "bare: VOPRF evaluate and prove, one core",
    "proof": "bare: VOPRF proof verified, all cores",
    "token": "bare: VOPRF both sides, all cores",
    "seal": "bare: HPKE seal of 200 bytes, all cores",
    "unseal": "bare: HPKE open, all cores",
    "leaf": "bare: Merkle leaf of 600 bytes, one core",
    "sync": "bare: 4 KiB written and synced",
    "group": "bare: SQLCipher rows in groups of 64",
    "point": "bare: SQLCipher rows read by key, all cores",
    "noop1": "no-op call, 1 caller", "noop64": "no-op call, 64 in flight",
    "open1": "opening, 1 caller", "open64": "opening, 64 in flight",
    "check1": "check (two calls), 1 caller", "check64": "check, 64 in flight",
    "write64": "note written, 64 in flight", "list64": "caseload of 8 listed, 64 in flight",
    "lead64": "lead offered and withdrawn, 64 in flight",
    "mix64": "mix of all, 64 in flight", "mix_rate": "mix of all, at half that rate",
    "whole_open": "opening, the whole client, 1 person",
    "whole_check": "check, the whole client, 1 person",
    "whole_import": "import: household by row, 1 person",
    "pg_open1": "PostgreSQL: read and log, 1 client",
    "pg_open64": "PostgreSQL: read and log, 64 clients",
    "pg_find64": "PostgreSQL: find and log, 64 clients"}
MIX = "open:50,check:25,write:10,list:10,lead:5"


class Worker:
    """A program that answers each line with a line of JSON."""

    def __init__(self, command):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(timeout=60)

    def read(self):
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("✗ %s ended" % self.process.args[0])
        return json.loads(line)

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.read()


def load_steps(scale):
    """Name and wish of each load, in the order of a round."""
    def wish(mix, in_flight, operations):
        return {"mix": mix, "in_flight": in_flight, "operations": max(64, int(operations * scale))}
    return [
        ("noop1", wish("noop:1", 1, 4000)), ("open1", wish("open:1", 1, 2000)),
        ("check1", wish("check:1", 1, 500)),
        ("noop64", wish("noop:1", 64, 60_000)), ("open64", wish("open:1", 64, 15_000)),
        ("check64", wish("check:1", 64, 3000)), ("write64", wish("write:1", 64, 3000)),
        ("list64", wish("list:1", 64, 3000)), ("lead64", wish("lead:1", 64, 3000)),
        ("mix64", wish(MIX, 64, 6000)),
        ("whole_open", {"whole": "open", "calls": max(20, int(200 * scale))}),
        ("whole_check", {"whole": "check", "calls": max(20, int(200 * scale))}),
        ("whole_import", {"whole": "import", "calls": max(10, int(40 * scale))})]


def one_round(pieces, load, database, scale, keep):
    for name, piece, callers in PIECES:
        keep(name, pieces.ask("%s %d" % (piece, callers)))
    for name, wish in load_steps(scale):
        result = load.ask(json.dumps(wish))
        keep(name, dict(result, **result.get("all", {})))
        if result.get("failed"):
            print("  %s: %d failed: %s" % (name, result["failed"], result["kinds"]))
        if name == "mix64":
            half = {"mix": MIX, "in_flight": 64, "rate": result["per_second"] / 2,
                    "operations": wish["operations"] // 2}
            result = load.ask(json.dumps(half))
            keep("mix_rate", dict(result, **result["all"]))
    if database:
        seconds = max(1, int(4 * scale))
        for name, job, clients in (("pg_open1", "open", 1), ("pg_open64", "open", 64),
                                   ("pg_find64", "find", 64)):
            try:
                keep(name, database.run(job, clients, seconds))
            except postgres.Nothing:
                print("  %s: not one call ended in %d s" % (name, seconds))


def measure(options):
    rounds = {}

    def keep(name, sample):
        rounds.setdefault(name, []).append(sample)

    pinned = CORES >= 2
    command = [os.path.join(options.bin, "voordeur_load"), "--serve"]
    if pinned:
        command += ["--server-cores", "0", "--load-cores", "1"]
    missing = postgres.missing()
    with contextlib.ExitStack() as stack:
        pieces = stack.enter_context(Worker([os.path.join(options.bin, "voordeur_pieces")]))
        load = stack.enter_context(Worker(command))
        load.read()
        database = None
        if missing is None:
            cores = (0, 1) if pinned else (None, None)
            database = stack.enter_context(postgres.Postgres(*cores))
        for number in range(options.rounds):
            print("round %d of %d" % (number + 1, options.rounds), file=sys.stderr)
            one_round(pieces, load, database, 0.1 if options.quick else 1, keep)
    medians = {name: median_of(samples) for name, samples in rounds.items()}
    if missing:
        medians["pg_missing"] = missing
    return medians, rounds


def median_of(samples):
    """Each figure's own median."""
    return {key: statistics.median(sample[key] for sample in samples)
            for key in samples[0] if isinstance(samples[0][key], (int, float))}


def grow(options):
    command = [os.path.join(options.bin, "voordeur_growth")]
    for size in options.at or SIZES:
        command += ["--at", size]
    if options.when_quiet:
        command += ["--when-quiet", str(options.when_quiet)]
    sizes = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        for line in program.stdout:
            sizes.append(json.loads(line))
    if program.returncode != 0:
        raise SystemExit("✗ voordeur_growth failed")
    return sizes


def print_samples(medians):
    print("%-44s %12s %10s %10s %10s %10s" % (
        "", "per second", "p50 µs", "p90 µs", "p99 µs", "p99.9 µs"))
    for name, title in NAMES.items():
        if name not in medians:
            continue
        sample = medians[name]
        figures = ["%10.0f" % sample[key] if key in sample else " " * 10
                   for key in ("p50_us", "p90_us", "p99_us", "p999_us")]
        print("%-44s %12s %s" % (title, "{:,.0f}".format(sample["per_second"]),
                                 " ".join(figures)))
    print()


def print_growth(sizes):
    if not sizes:
        return
    print("%9s %10s %10s %10s %10s %10s %9s %8s %11s %10s %11s" % (
        "persons", "entries", "open p99", "check p99", "proof p99", "append/s", "start s", "MB",
        "B/household", "B/reading", "full check"))
    for size in sizes:
        calls = size["calls"]
        full = size.get("full_check", {}).get("seconds")
        print("%9d %10d %10.0f %10.0f %10.0f %10.0f %9.2f %8.0f %11.0f %10.0f %11s" % (
            size["persons"], size["entries"], calls["open"]["p99_us"], calls["check"]["p99_us"],
            calls["proof"]["inclusion"]["p99_us"], calls["append_per_second"],
            size["start"]["seconds"], size["start"]["mb"], size["bytes_per_household"],
            size["bytes_per_reading"], "%.1f s" % full if full else "–"))
    print()


def write_charts(sizes, folder):
    """What people wait for, and what the operator waits for."""
    def line(pick):
        return [(size["entries"], pick(size)) for size in sizes]
    calls = {}
    for title, name in [("opening", "open"), ("check", "check")]:
        for part in ("p50", "p99"):
            calls["%s, %s" % (title, part)] = line(
                lambda s, n=name, p=part: s["calls"][n][p + "_us"])
    calls["list of 100, p50"] = line(lambda s: s["calls"]["lists"]["100"]["p50_us"])
    for part in ("p50", "p99"):
        calls["proof, %s" % part] = line(
            lambda s, p=part: s["calls"]["proof"]["inclusion"][p + "_us"])
    server = {"start": line(lambda s: s["start"]["seconds"]),
              "backup": line(lambda s: s["start"]["backup"]["seconds"])}
    checked = [size for size in sizes if "full_check" in size]
    if checked:
        server["full check"] = [(s["entries"], s["full_check"]["seconds"]) for s in checked]
    for name, title, unit, series in [
            ("growth-calls.svg", "One caller, without the network", "microseconds", calls),
            ("growth-server.svg", "What the operator waits for", "seconds", server)]:
        with open(os.path.join(folder, name), "w", encoding="utf-8") as svg:
            svg.write(chart.chart(title, "entries in the log", unit, series))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", required=True)
    parser.add_argument("--out", required=True, help="folder for results.json and the charts")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--growth-only", action="store_true")
    parser.add_argument("--at", action="append", metavar="PERSONS:ENTRIES")
    parser.add_argument("--when-quiet", type=int, metavar="MINUTES",
                        help="wait so long at most before each size until nothing else runs")
    options = parser.parse_args()
    # However it is ended: what was started ends with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if options.quick:
        options.rounds = 1
    os.makedirs(options.out, exist_ok=True)
    before = os.getloadavg()[0]
    print("load of the machine before: %.2f on %d cores%s" % (
        before, CORES, "" if before < 0.5 else " – these figures are of a busy machine"))
    medians, rounds = ({}, {}) if options.growth_only else measure(options)
    sizes = grow(options) if options.growth or options.growth_only else []
    with open(os.path.join(options.out, "results.json"), "w", encoding="utf-8") as out:
        json.dump({"load_before": before, "medians": medians, "rounds": rounds,
                   "growth": sizes}, out, indent=1)
    if medians:
        print_samples(medians)
    if sizes:
        print_growth(sizes)
        write_charts(sizes, options.out)
    table = load_rows_of(medians, rounds) + rows.growth_rows(sizes) + rows.elsewhere()
    rows.print_table(table)
    print("\nAll figures: %s" % os.path.join(options.out, "results.json"))


def load_rows_of(medians, rounds):
    if not medians:
        return []
    count = min(len(samples) for samples in rounds.values())
    return rows.load_rows(medians, [
        {name: samples[number] for name, samples in rounds.items()} for number in range(count)])


if __name__ == "__main__":
    main()
