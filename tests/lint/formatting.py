"""C++ is in the format of .clang-format, as clang-format 14 understands it."""

import re
import subprocess

from tree import CPP_ENDINGS, Finding

NAME = "format"


def files(tree):
    return [tree.absolute(path) for path in tree.ending(*CPP_ENDINGS)]


def check(tree, _options):
    if not files(tree):
        return []
    try:
        result = subprocess.run(["clang-format", "--dry-run", *files(tree)], cwd=tree.root,
                                capture_output=True, text=True, check=False)
    except OSError:
        return [Finding("clang-format", 0, "is not installed; run ./dev setup")]
    found = {}
    for path, line in re.findall(r"^(\S[^:\n]*):(\d+):\d+: (?:warning|error):", result.stderr,
                                 re.MULTILINE):
        path = path.removeprefix(tree.root + "/")
        found.setdefault(path, int(line))
    return [Finding(path, line, "is not formatted; run ./dev format")
            for path, line in sorted(found.items())]


def fix(tree):
    if files(tree):
        subprocess.run(["clang-format", "-i", *files(tree)], check=True)
