#!/usr/bin/env python3
"""Checks the rules of the tree.

    lint.py [--root FOLDER] [--program NAME=PATH …] [--sealed ARCHIVE …] RULE…|all
    lint.py --fix format

Prints one line a finding and ends with 1 when there is one; with 77 (skipped) when the rule "links"
found no program to look into because none exists yet. "all" leaves "links" out where no program is
named: ctest names them. The standard library is all it needs.
"""

import argparse
import os
import sys

import banned
import direction
import folders
import formatting
import key_access
import links
import protos
import reasons
import sizes
import words
from tree import Tree

RULES = {rule.NAME: rule for rule in (
    banned, direction, folders, formatting, key_access, links, protos, reasons, sizes, words)}


def arguments():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description="Checks the rules of the tree.")
    parser.add_argument("--root", default=os.path.dirname(os.path.dirname(here)))
    parser.add_argument("--program", action="append", default=[], metavar="NAME=PATH")
    parser.add_argument("--sealed", action="append", default=[], metavar="ARCHIVE")
    parser.add_argument("--fix", action="store_true", help="format the files instead")
    parser.add_argument("rules", nargs="+", choices=sorted(RULES) + ["all"])
    return parser.parse_args()


def main():
    wanted = arguments()
    tree = Tree(wanted.root)
    if wanted.fix:
        formatting.fix(tree)
        return 0
    options = {"programs": dict(pair.split("=", 1) for pair in wanted.program),
               "sealed": wanted.sealed}
    names = wanted.rules
    if "all" in names:  # "links" needs to be told where the programs are
        names = sorted(set(RULES) - (set() if wanted.program else {"links"}))
    findings = [(name, finding) for name in names
                for finding in sorted(RULES[name].check(tree, options))]
    for name, finding in findings:
        print("%s [%s]" % (finding, name))
    if findings:
        return 1
    absent = links.skipped(tree, options) if "links" in names else []
    if absent:
        print("no such program yet: " + ", ".join(absent))
    if names == ["links"] and len(absent) == len(links.PROGRAMS):
        return 77
    return 0


if __name__ == "__main__":
    sys.exit(main())
