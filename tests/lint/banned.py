"""Words that stand for something left open, and names that belong to one machine."""

import os
import re
import subprocess
from urllib.parse import urlsplit

from tree import CPP_ENDINGS, Finding

NAME = "banned"

# Written in halves, so that this file passes its own rule.
EVERYWHERE = (
    (re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b"), "left open"),
    (re.compile(r"\bnot (?:yet )?imple" r"mented\b", re.IGNORECASE), "left open"),
    (re.compile(r"\bDISA" r"BLED_\w"), "a test switched off; use GTEST_SKIP with the reason"),
    (re.compile(r"(?<![\w$}./-])/(?:home|Users)" r"/\w"), "a path of one machine"),
    (re.compile(r"(?<![\w$}./-])/tmp" r"/build"), "a path of one machine"),
)
BY_TEXT = "a connection by text; use pointers to members"
IN_CPP = (
    (re.compile(r"\bSIG" r"NAL\s*\("), BY_TEXT),
    (re.compile(r"\bSL" r"OT\s*\("), BY_TEXT),
)
# Folders in which a checkout says nothing about the machine.
COMMON_PARENTS = {"/", "/root", "/tmp", "/var/tmp", "/src", "/usr/src", "/srv", "/opt", "/mnt",
                  "/home", "/build", "/builds"}


def check(tree, options):
    words = list(EVERYWHERE)
    hosts = options["hosts"] if "hosts" in options else registry_hosts()
    for host in hosts:
        words.append((re.compile(r"(?<![\w.-])%s(?![\w.-]*\w)" % re.escape(host)),
                      "a registry host; ask the machine for it"))
    parent = options.get("parent", os.path.dirname(tree.root))
    if parent not in COMMON_PARENTS:
        words.append((re.compile(r"(?<![\w$}.-])%s/" % re.escape(parent)), "a path of one machine"))
    findings = []
    for path in tree.paths:
        for pattern, why in words + in_cpp(path, tree):
            findings += [Finding(path, number, "'%s': %s" % (match.group(0), why))
                         for number, line in tree.lines(path)
                         for match in [pattern.search(line)] if match]
    return findings


def in_cpp(path, tree):
    if not path.endswith(CPP_ENDINGS):
        return []
    # D-Bus signals can be named by text only: Qt has no other call for them.
    by_bus = "#include <QDBusConnection>" in tree.text(path)
    return list(IN_CPP[:1] if by_bus else IN_CPP)


def registry_hosts():
    """The hosts this machine's apt reads from; none where there is no apt."""
    try:
        sites = subprocess.run(["apt-get", "indextargets", "--format", "$(SITE)"],
                               capture_output=True, text=True, check=True).stdout.split()
    except (OSError, subprocess.CalledProcessError):
        return []
    hosts = {urlsplit(site).hostname for site in sites}
    return sorted(host for host in hosts if host and "." in host and not host[0].isdigit())
