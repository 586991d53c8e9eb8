#!/usr/bin/env python3
"""Runs every fuzz target for a while, one after the other, and prints a table.

    tests/fuzz/long.py [--bin build/fuzz/bin] [--seconds 60] [--only entry,texts] [--keep]

Each target goes on where it stopped the last time: its corpus lies beside the programs, in
corpus/<target>. What it finds (a crash, a leak, a broken promise, more than ten seconds for one
input) lies in findings/<target>, and the exit code is 1. When it is mended, such an input goes into
tests/fuzz/corpus/<target>.json: from then on it is a plain test.

--keep writes the smallest corpus that reaches the same code to tests/fuzz/corpus/<target>.json, the
shortest inputs first and not more than 24 KiB a target.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FORMATS = ["tests/vectors/formats.json"]
REGISTERS = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("tests/data/registers/*.csv"))
# Files of good inputs; the targets bring others themselves.
SEEDS = {
    **dict.fromkeys(
        ["answers", "directory", "entry", "envelope", "payloads", "policy", "statement"], FORMATS),
    "register": REGISTERS,
}
KEPT_BYTES_MAX = 24 * 1024
INPUT_BYTES_MAX = 16 * 1024


def kept_file(name):
    return ROOT / "tests/fuzz/corpus" / f"{name}.json"


def seed_files(name):
    files = list(SEEDS.get(name, []))
    return files + [str(kept_file(name))] if kept_file(name).exists() else files


def number(pattern, text):
    found = re.findall(pattern, text)
    return int(found[-1]) if found else 0


def run_target(binaries, name, seconds):
    """One row of the table."""
    home = binaries.parent
    corpus = home / "corpus" / name
    findings = home / "findings" / name
    corpus.mkdir(parents=True, exist_ok=True)
    findings.mkdir(parents=True, exist_ok=True)
    before = set(findings.iterdir())
    subprocess.run([binaries / f"seeds_{name}", "--write", corpus, *seed_files(name)],
                   check=True, cwd=ROOT)
    done = subprocess.run(
        [binaries / f"fuzz_{name}", corpus, f"-max_total_time={seconds}",
         f"-max_len={INPUT_BYTES_MAX}", "-timeout=10", "-rss_limit_mb=2048",
         "-print_final_stats=1", f"-artifact_prefix={findings}/"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
        check=False)
    (home / "findings" / f"{name}.log").write_text(done.stdout, encoding="utf-8")
    found = sorted(path for path in findings.iterdir() if path not in before)
    return {
        "name": name,
        "seconds": seconds,
        "executions": number(r"stat::number_of_executed_units: (\d+)", done.stdout),
        "edges": number(r"cov: (\d+)", done.stdout),
        "features": number(r"ft: (\d+)", done.stdout),
        "corpus": len(list(corpus.iterdir())),
        "findings": found,
        "failed": done.returncode != 0,
    }


def keep(binaries, name):
    """The corpus, made small, as a file of the project."""
    corpus = binaries.parent / "corpus" / name
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [binaries / f"fuzz_{name}", "-merge=1", f"-max_len={INPUT_BYTES_MAX}", folder, corpus],
            cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        inputs = sorted((path.read_bytes() for path in pathlib.Path(folder).iterdir()),
                        key=lambda one: (len(one), one))
    kept, size = [], 0
    for one in inputs:
        size += len(one)
        if size > KEPT_BYTES_MAX:
            break
        kept.append(one.hex())
    kept_file(name).parent.mkdir(exist_ok=True)
    kept_file(name).write_text(json.dumps({"inputs": kept}, indent=0) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", type=pathlib.Path, default=ROOT / "build/fuzz/bin")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--only", default="")
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    binaries = options.bin.resolve()
    names = sorted(path.name.removeprefix("fuzz_") for path in binaries.glob("fuzz_*"))
    if options.only:
        names = [name for name in names if name in options.only.split(",")]
    if not names:
        sys.exit(f"no fuzz targets in {binaries}; cmake --preset fuzz, then --build --preset fuzz")
    print(f"{'target':<14}{'seconds':>8}{'executions':>12}{'edges':>8}{'features':>10}"
          f"{'corpus':>8}  findings")
    failed = False
    for name in names:
        row = run_target(binaries, name, options.seconds)
        what = ", ".join(path.name for path in row["findings"])
        what = what or ("ended badly" if row["failed"] else "none")
        print(f"{row['name']:<14}{row['seconds']:>8}{row['executions']:>12}{row['edges']:>8}"
              f"{row['features']:>10}{row['corpus']:>8}  {what}", flush=True)
        failed = failed or row["failed"] or bool(row["findings"])
        if options.keep and not row["failed"]:
            keep(binaries, name)
    if failed:
        print(f"Inputs and output: {binaries.parent / 'findings'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
