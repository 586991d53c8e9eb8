"""Runs this folder's kind of Python tests and lets `./dev test` count their cases.

In a test file: `if __name__ == "__main__": junit.main()`. Writes JUnit to the file named in
VOORDEUR_TEST_RESULTS, where voordeur_add_script_test puts it; without it, only to the terminal.
"""

import os
import sys
import unittest
import xml.etree.ElementTree as xml


class _Result(unittest.TextTestResult):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.cases = xml.Element("testsuite", name="python")

    def _case(self, test):
        suite, _, name = test.id().rpartition(".")
        return xml.SubElement(self.cases, "testcase", classname=suite, name=name, status="run")

    def addSuccess(self, test):
        super().addSuccess(test)
        self._case(test)

    def addFailure(self, test, error):
        super().addFailure(test, error)
        xml.SubElement(self._case(test), "failure", message=str(error[1]))

    def addError(self, test, error):
        super().addError(test, error)
        xml.SubElement(self._case(test), "error", message=str(error[1]))

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error is not None:
            xml.SubElement(self._case(subtest), "failure", message=str(error[1]))

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        xml.SubElement(self._case(test), "skipped", message=reason)


def main():
    runner = unittest.TextTestRunner(resultclass=_Result, verbosity=2)
    result = unittest.main(exit=False, testRunner=runner).result
    path = os.environ.get("VOORDEUR_TEST_RESULTS")
    if path:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        xml.ElementTree(result.cases).write(path, encoding="utf-8", xml_declaration=True)
    sys.exit(0 if result.wasSuccessful() and result.testsRun > 0 else 1)
