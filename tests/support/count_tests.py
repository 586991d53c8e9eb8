#!/usr/bin/env python3
"""Adds up what a test run did, case by case, and ends with one plain line.

    count_tests.py CTEST_JUNIT RESULTS_FOLDER

A ctest entry that left RESULTS_FOLDER/<entry>.xml (GoogleTest, QtTest and our Python tests do)
counts with the cases in it, any other entry counts as one. An entry that failed although none of
its cases did (it crashed, hung, or never started) counts as one failure more.
Ends with 1 when something failed or nothing ran.
"""

import os
import sys
import xml.etree.ElementTree as xml


OUTPUT_LINES = 40


class Counts:
    def __init__(self):
        self.passed = 0
        self.failed = 0
        self.skipped = 0
        self.failures = []  # names of what failed
        self.skips = []  # (name, why)
        self.outputs = []  # (entry, the end of what it printed), of entries that failed

    def add_failure(self, name):
        self.failed += 1
        self.failures.append(name)

    def add_skip(self, name, why):
        self.skipped += 1
        self.skips.append((name, " ".join(why.split())))


def why_skipped(case):
    element = case.find("skipped")
    return (element.get("message") or element.text or "").split("\n")[-1]


def add_cases(counts, entry, path):
    """Adds the cases of one program; returns how many of them failed."""
    failed_before = counts.failed
    for case in xml.parse(path).getroot().iter("testcase"):
        name = "%s: %s.%s" % (entry, case.get("classname", ""), case.get("name", ""))
        if case.find("failure") is not None or case.find("error") is not None:
            counts.add_failure(name)
        elif case.find("skipped") is not None:
            counts.add_skip(name, why_skipped(case))
        elif case.get("status", "run") == "run":  # GoogleTest lists filtered cases as "notrun"
            counts.passed += 1
    return counts.failed - failed_before


def add_entry(counts, entry, results):
    name = entry.get("name")
    status = entry.get("status")  # ctest: run, fail, notrun, disabled
    path = os.path.join(results, name + ".xml")
    skipped_whole = status == "notrun" and entry.find("skipped") is not None
    if skipped_whole and "SKIP" in entry.find("skipped").get("message", "").upper():
        counts.add_skip(name, "".join(last_lines(entry, 1)))
        return
    failed_cases = 0
    has_cases = os.path.exists(path)
    if has_cases:
        try:
            failed_cases = add_cases(counts, name, path)
        except xml.ParseError:
            has_cases = False  # it died while writing
    if status != "run":
        counts.outputs.append((name, last_lines(entry, OUTPUT_LINES)))
        if failed_cases == 0:
            counts.add_failure(name + (" (crashed or hung)" if has_cases else ""))
    elif not has_cases:
        counts.passed += 1


def last_lines(entry, count):
    output = entry.findtext("system-out") or ""
    return [line for line in output.splitlines() if line.strip()][-count:]


def main(ctest_junit, results):
    counts = Counts()
    if os.path.exists(ctest_junit):
        for entry in xml.parse(ctest_junit).getroot().iter("testcase"):
            add_entry(counts, entry, results)
    for name, lines in counts.outputs:
        print("\n--- the end of what %s printed:" % name)
        print("\n".join(lines) + "\n")
    for name, why in counts.skips:
        print("skipped: %s%s" % (name, " (%s)" % why if why else ""))
    for name in counts.failures:
        print("failed: %s" % name)
    print("%d passed, %d failed, %d skipped" % (counts.passed, counts.failed, counts.skipped))
    return 0 if counts.failed == 0 and counts.passed > 0 else 1


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2]))
