"""Every element of the wire contract has a comment, every enum a zero, every method its class."""

import re

from tree import Finding

NAME = "protos"

_ELEMENT = re.compile(
    r"^\s*(?:(message|enum|service|rpc|oneof|extend)\s+([\w.]+)"
    r"|(?:repeated\s+|optional\s+|map<.*>\s*)?[\w.]*\s*\b(\w+)\s*=\s*\d+\s*[;\[])")


def check(tree, _options):
    findings = []
    for path in tree.under("proto"):
        if path.endswith(".proto"):
            findings += uncommented(path, tree.lines(path))
            findings += zeroless(path, tree.text(path))
            findings += classless(path, tree.text(path))
            if "package voordeur.v1;" not in tree.text(path):
                findings.append(Finding(path, 0, "is not in package voordeur.v1"))
    return findings


def uncommented(path, lines):
    findings, before = [], ""
    for number, line in lines:
        match = _ELEMENT.match(line)
        is_option = line.strip().startswith(("option", "import", "syntax", "package", "reserved"))
        if match and not is_option and not before.startswith("//"):
            name = match.group(2) or match.group(3)
            findings.append(Finding(path, number, "%s has no comment above it" % name))
        before = line.strip()
    return findings


def zeroless(path, text):
    findings = []
    for match in re.finditer(r"^\s*enum\s+(\w+)\s*\{(.*?)^\s*\}", text, re.DOTALL | re.MULTILINE):
        values = re.findall(r"^\s*(\w+)\s*=\s*(\d+)", match.group(2), re.MULTILINE)
        if not values or not values[0][0].endswith("_UNSPECIFIED") or values[0][1] != "0":
            findings.append(Finding(path, 0, "enum %s does not begin with …_UNSPECIFIED = 0"
                                    % match.group(1)))
    return findings


def classless(path, text):
    code = re.sub(r"//[^\n]*", "", text)
    findings = []
    for match in re.finditer(r"\brpc\s+(\w+)\s*\([^)]*\)\s*returns\s*\([^)]*\)\s*(;|\{[^}]*\})",
                             code):
        if not re.search(r"\(\s*(\w+\.)*log_class\s*\)\s*=\s*LOG_CLASS_(?!UNSPECIFIED)\w+",
                         match.group(2)):
            findings.append(Finding(path, 0, "rpc %s does not say its log_class" % match.group(1)))
    return findings
