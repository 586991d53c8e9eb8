"""Each folder with a CMakeLists.txt has a README.md of five lines, in this order."""

import os
import re

from tree import Finding

NAME = "folders"

LINES = (
    ("purpose", r"purpose\b"),
    ("may depend on", r"may depend on\b"),
    ("must never contain", r"must never contain\b"),
    ("where to start reading", r"(where to )?start reading\b"),
    ("how to test it", r"(how to )?test( it)?\b"),
)


def check(tree, _options):
    findings = []
    for path in tree.ending("CMakeLists.txt"):
        folder = os.path.dirname(path)
        if not folder or os.path.basename(path) != "CMakeLists.txt":
            continue  # the root has the README for people
        readme = folder + "/README.md"
        if readme not in tree.paths:
            findings.append(Finding(readme, 0, "is missing"))
        else:
            message = wrong(tree.text(readme))
            if message:
                findings.append(Finding(readme, 0, message))
    return findings


def wrong(text):
    """What is wrong with a folder's README; None when nothing is. A heading may stand above."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if len(lines) != len(LINES):
        return "has %d lines, not five (%s)" % (len(lines), " · ".join(n for n, _ in LINES))
    for line, (name, pattern) in zip(lines, LINES):
        if not re.match(r"\W*" + pattern + r"\W*:", line, re.IGNORECASE):
            return "should say here '%s: …', but says: %s" % (name, line[:60])
    return None
