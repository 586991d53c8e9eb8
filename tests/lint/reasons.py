"""The reasons stand in several places; they are the same in all of them, and so are their words."""

import re

from tree import Finding, without_comments
from words import long_sentences

NAME = "reasons"

HEADER = "crypto/base/reason.h"
PROTO = "proto/voordeur/v1/error.proto"
TABLE = "docs/errors.md"
CLI_WORDS = "client/cli/reason_words.cpp"

GRPC_CODES = {"CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND",
              "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION",
              "ABORTED", "OUT_OF_RANGE", "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED"}
RETRIES = {"no", "same", "new", "person"}


def upper_snake(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper()


def from_header(text):
    return [(name, int(number))
            for name, number in re.findall(r"\bX\((\w+), *(\d+)\)", without_comments(text))]


def from_proto(text):
    enum = re.search(r"\benum Reason \{(.*?)\n\}", without_comments(text), re.DOTALL)
    values = re.findall(r"\bREASON_(\w+) = (\d+);", enum.group(1) if enum else "")
    return [(name, int(number)) for name, number in values]


def rows(text):
    """Pairs of line and cells of each row that begins with a number."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(r"^\| *\d", line):
            cells = line.strip().strip("|").split("|")
            found.append((number, [cell.strip().replace("`", "") for cell in cells]))
    return found


def check(tree, _options):
    missing = [path for path in (HEADER, PROTO, TABLE) if path not in tree.paths]
    if missing:
        return [Finding(path, 0, "is missing") for path in missing]
    reasons = from_header(tree.text(HEADER))
    findings = doubles(reasons)
    expected = [("UNSPECIFIED", 0)] + [(upper_snake(name), number) for name, number in reasons]
    findings += differences(PROTO, expected, from_proto(tree.text(PROTO)))
    table = rows(tree.text(TABLE))
    findings += differences(TABLE, reasons, [(cells[1], int(cells[0])) for _, cells in table])
    for line, cells in table:
        findings += [Finding(TABLE, line, message) for message in wrong_in(cells, dict(reasons))]
    if CLI_WORDS in tree.paths:
        findings += other_words(tree.text(CLI_WORDS), table)
    return findings


def other_words(source, table):
    """Reasons whose sentence on the command line is not the one in the table."""
    said, waiting = {}, []
    for names, sentence in re.findall(
            r"((?:case Reason::\w+:\s*)+)return ((?:\"(?:[^\"\\]|\\.)*\"\s*)+);", source):
        waiting = re.findall(r"Reason::(\w+)", names)
        text = "".join(re.findall(r"\"((?:[^\"\\]|\\.)*)\"", sentence))
        said.update((name, text) for name in waiting)
    return [Finding(CLI_WORDS, 0, "says of %s: '%s', not as %s" % (cells[1], said[cells[1]], TABLE))
            for _, cells in table
            if len(cells) == 7 and cells[1] in said and said[cells[1]] != cells[5]]


def doubles(reasons):
    names = [name for name, _ in reasons]
    numbers = [number for _, number in reasons]
    return [Finding(HEADER, 0, "%s stands there twice" % value)
            for values in (names, numbers) for value in sorted(set(values))
            if values.count(value) > 1]


def differences(path, expected, found):
    findings = [Finding(path, 0, "lacks %s = %d" % pair) for pair in expected if pair not in found]
    findings += [Finding(path, 0, "has %s = %d, which %s has not" % (pair + (HEADER,)))
                 for pair in found if pair not in expected]
    if not findings and found != expected:
        findings.append(Finding(path, 0, "has the reasons in another order than " + HEADER))
    return findings


def wrong_in(cells, reasons):
    if len(cells) != 7:
        return ["has %d cells, not 7" % len(cells)]
    _, _, code, learn, retry, dutch, action = cells
    wrong = []
    if code not in GRPC_CODES:
        wrong.append("%s is no gRPC code" % code)
    if learn not in ("yes", "local") and learn.removeprefix("as ") not in reasons:
        wrong.append("'%s' is not yes, local or 'as' a reason" % learn)
    if retry not in RETRIES:
        wrong.append("'%s' is not one of %s" % (retry, ", ".join(sorted(RETRIES))))
    if not dutch.endswith((".", "?", "!")) or not action:
        wrong.append("the Dutch sentence or what the user can do is missing or unfinished")
    return wrong + ["more than 15 words: " + sentence for sentence in long_sentences(dutch)]
