#!/usr/bin/env python3
"""The numbers at the end of a test run are right, above all when something went wrong."""

import contextlib
import io
import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import count_tests  # noqa: E402
import junit  # noqa: E402

PASSED = '<testcase name="%s" status="run"/>'
FAILED = '<testcase name="%s" status="fail"><failure message=""/></testcase>'
SKIPPED = ('<testcase name="%s" status="notrun"><skipped message="SKIP_RETURN_CODE=77"/>'
           "<system-out>why</system-out></testcase>")
NOT_THERE = ('<testcase name="%s" status="notrun"><skipped message="Unable to find executable"/>'
             "</testcase>")
CASES = ('<testsuites><testsuite name="S"><testcase name="A" status="run" classname="S"/>'
         '<testcase name="B" status="run" classname="S"><skipped message="no vectors"/></testcase>'
         '<testcase name="C" status="notrun" classname="S"/>%s</testsuite></testsuites>')
BAD_CASE = '<testcase name="D" status="run" classname="S"><failure message="x"/></testcase>'


class CountTest(unittest.TestCase):
    def count(self, *entries, **results):
        """Exit code and last line for these ctest entries and results/<name>.xml."""
        with tempfile.TemporaryDirectory() as folder:
            for name, contents in results.items():
                with open(os.path.join(folder, name + ".xml"), "w", encoding="utf-8") as file:
                    file.write(contents)
            path = os.path.join(folder, "ctest-output")
            with open(path, "w", encoding="utf-8") as file:
                file.write("<testsuite>%s</testsuite>" % "".join(entries))
            output = io.StringIO()
            with contextlib.redirect_stdout(output):
                code = count_tests.main(path, folder)
            return code, output.getvalue().splitlines()[-1]

    def test_cases_are_counted_and_filtered_ones_are_not(self):
        self.assertEqual(self.count(PASSED % "a", a=CASES % ""),
                         (0, "1 passed, 0 failed, 1 skipped"))

    def test_an_entry_without_cases_counts_as_one(self):
        self.assertEqual(self.count(PASSED % "a", SKIPPED % "b"),
                         (0, "1 passed, 0 failed, 1 skipped"))

    def test_a_failed_case_is_counted_once(self):
        self.assertEqual(self.count(FAILED % "a", a=CASES % BAD_CASE),
                         (1, "1 passed, 1 failed, 1 skipped"))

    def test_a_crash_after_passing_cases_is_a_failure(self):
        self.assertEqual(self.count(FAILED % "a", a=CASES % ""),
                         (1, "1 passed, 1 failed, 1 skipped"))

    def test_a_crash_while_writing_the_cases_is_a_failure(self):
        self.assertEqual(self.count(FAILED % "a", a="<testsuites><testsu"),
                         (1, "0 passed, 1 failed, 0 skipped"))

    def test_a_program_that_is_not_there_is_a_failure_not_a_skip(self):
        self.assertEqual(self.count(PASSED % "b", NOT_THERE % "a"),
                         (1, "1 passed, 1 failed, 0 skipped"))

    def test_nothing_run_is_not_a_success(self):
        self.assertEqual(self.count(), (1, "0 passed, 0 failed, 0 skipped"))
        self.assertEqual(self.count(SKIPPED % "a"), (1, "0 passed, 0 failed, 1 skipped"))


if __name__ == "__main__":
    junit.main()
