"""The table of bars: what is compared with what, and when that is good enough.

A bar is a ratio within one run. A row without a measurement says why and is neither met nor missed.
"""

import statistics


class Row:
    """`ratio`: a number or None; `bar`: the limit; `least`: the ratio must not be below it."""

    def __init__(self, what, bar, measured, ratio=None, least=True, limit=None):
        self.what = what
        self.bar = bar
        self.measured = measured
        self.ratio = ratio
        self.least = least
        self.limit = limit

    def verdict(self):
        if self.ratio is None or self.limit is None:
            return "–"
        met = self.ratio >= self.limit if self.least else self.ratio <= self.limit
        return "met" if met else "NOT MET"


def at_least(what, limit, unit, measured, ratio):
    return Row(what, "≥ %g %s" % (limit, unit), measured, ratio, True, limit)


def at_most(what, limit, unit, measured, ratio):
    return Row(what, "≤ %g %s" % (limit, unit), measured, ratio, False, limit)


def per_second(sample):
    return "{:,.0f}/s".format(sample["per_second"])


def median_ratio(rounds, of, against, key):
    """Of each round's own ratio: what made a whole round slow does not count."""
    return statistics.median(one[of][key] / one[against][key] for one in rounds)


def load_rows(m, rounds):
    """`m`: medians by name; `rounds`: what each round measured, by name."""
    opened, noop = m["open64"], m["noop64"]
    rows = [
        at_least("opening, 64 in flight", 0.25, "of the no-op call", "%s of %s" % (
            per_second(opened), per_second(noop)),
            median_ratio(rounds, "open64", "noop64", "per_second")),
        at_most("opening, one caller", 6, "× the no-op's median", "%.0f of %.0f µs" % (
            m["open1"]["p50_us"], m["noop1"]["p50_us"]),
            median_ratio(rounds, "open1", "noop1", "p50_us")),
        at_least("check, 64 in flight, against one core of VOPRF", 0.6, "of evaluate and prove",
                 "%s of %s" % (per_second(m["check64"]), per_second(m["evaluate"])),
                 median_ratio(rounds, "check64", "evaluate", "per_second")),
    ]
    if "pg_open64" in m:
        pg = m["pg_open64"]
        rows[1:1] = [
            at_least("opening, 64 in flight", 1.8, "× PostgreSQL", "%s of %s" % (
                per_second(opened), per_second(pg)),
                median_ratio(rounds, "open64", "pg_open64", "per_second")),
            at_most("opening, 64 in flight, p99", 0.5, "× PostgreSQL's p99",
                    "%.1f of %.1f ms" % (opened["p99_us"] / 1000, pg["p99_us"] / 1000),
                    median_ratio(rounds, "open64", "pg_open64", "p99_us")),
        ]
    else:
        rows.insert(1, Row("opening against PostgreSQL", "≥ 1.8 ×, p99 ≤ 0.5 ×",
                           m.get("pg_missing", "not measured")))
    return rows


def growth_rows(sizes):
    """`sizes`: the lines of voordeur_growth, rising."""
    if not sizes:
        return [Row("growth", "see docs/benchmarks.md", "not measured (--growth)")]
    # The smallest is hardly a server yet; where there is one of some size, that is the base.
    base = next((size for size in sizes if size["persons"] >= 10_000), sizes[0])
    large = sizes[-1]
    at = "%s persons, %s entries" % (
        "{:,}".format(large["persons"]), "{:,}".format(large["entries"]))
    rows = []
    for name in ("check", "open"):
        times = base["calls"][name], large["calls"][name]
        rows.append(at_most(
            "%s at %s" % (name, at), 1.3, "× p99 at {:,} persons".format(base["persons"]),
            "%.2f of %.2f ms" % (times[1]["p99_us"] / 1000, times[0]["p99_us"] / 1000),
            times[1]["p99_us"] / times[0]["p99_us"]))
    lists = large["calls"]["lists"]
    rows.append(Row("list of 1, 10, 100 households", "same statements; time not with the number",
                    " · ".join("%.2f" % (lists[n]["p50_us"] / 1000) for n in ("1", "10", "100")) +
                    " ms"))
    caseload = large["calls"]["caseload"]
    rows.append(at_most("caseload of %d, opened on a new device" % caseload["households"], 1000,
                        "ms", "%.0f ms; again %.0f ms" % (
                            caseload["first_ms"], caseload["again_ms"]), caseload["first_ms"]))
    rows.append(at_most("start of the server at %s" % at, 2, "s", "%.2f s, %.0f MB" % (
        large["start"]["seconds"], large["start"]["mb"]), large["start"]["seconds"]))
    checked = next((size for size in reversed(sizes) if "full_check" in size), None)
    if checked:
        full = checked["full_check"]
        rows.append(at_least(
            "full check, {:,} entries: hashes".format(full["entries"]), 0.5, "of bare SHA-256",
            "{:,.0f}/s".format(full["hashes_per_second"]), full["hashes_of_bare"]))
        rows.append(at_least(
            "full check: signatures, proofs, all cores", 0.9, "of bare verification",
            "{:,.0f} entries/s".format(full["per_second"]), full["of_bare"]))
    return rows


def elsewhere():
    return [
        Row("a click blocks the window", "≤ 50 ms", "ui_watchdog_tests"),
        Row("search among 5,000 local items", "≤ 50 ms", "there is no local search yet"),
        Row("caseload of 500 from the local store", "≤ 100 ms", "there is no offline reading yet"),
        Row("build from clean, tests after it", "≤ 8 min, ≤ 12 min", "build/log of ./dev test"),
    ]


def print_table(rows):
    lines = [("what", "bar", "measured", "ratio", "")]
    lines += [(row.what, row.bar, row.measured,
               "" if row.ratio is None else "%.2f" % row.ratio, row.verdict()) for row in rows]
    widths = [max(len(line[column]) for line in lines) for column in range(5)]
    for number, line in enumerate(lines):
        print("| " + " | ".join(text.ljust(width) for text, width in zip(line, widths)) + " |")
        if number == 0:
            print("|" + "|".join("-" * (width + 2) for width in widths) + "|")
