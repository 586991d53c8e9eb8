"""The files of the tree, as the rules see them. A rule gets a Tree and returns Findings."""

import os
import re
from dataclasses import dataclass

SKIPPED_FOLDERS = {".git", "build", ".demo", ".cache", ".ccache", "__pycache__"}
BINARY_ENDINGS = (".png", ".jpg", ".ico", ".pdf", ".db", ".bin", ".qm", ".gz", ".ttf", ".pyc")
CPP_ENDINGS = (".h", ".cpp")


@dataclass(frozen=True, order=True)
class Finding:
    """One place that breaks a rule. `line` counts from 1; 0 is the file as a whole."""

    path: str
    line: int
    message: str

    def __str__(self):
        place = "%s:%d" % (self.path, self.line) if self.line else self.path
        return "%s: %s" % (place, self.message)


class Tree:
    """All text files under a folder, by their path from it, with / between the parts."""

    def __init__(self, root):
        self.root = os.path.abspath(root)
        self.paths = []
        self._texts = {}
        for folder, folders, files in os.walk(self.root):
            folders[:] = sorted(f for f in folders if f not in SKIPPED_FOLDERS)
            for name in sorted(files):
                path = os.path.relpath(os.path.join(folder, name), self.root)
                if not name.endswith(BINARY_ENDINGS) and os.path.isfile(self.absolute(path)):
                    self.paths.append(path)

    def absolute(self, path):
        return os.path.join(self.root, path)

    def ending(self, *endings):
        return [path for path in self.paths if path.endswith(endings)]

    def under(self, *folders):
        return [path for path in self.paths if any(inside(path, folder) for folder in folders)]

    def text(self, path):
        if path not in self._texts:
            with open(self.absolute(path), encoding="utf-8", errors="replace") as file:
                self._texts[path] = file.read()
        return self._texts[path]

    def lines(self, path):
        """Pairs of line number (from 1) and line."""
        return list(enumerate(self.text(path).splitlines(), 1))


def inside(path, folder):
    """Whether `path` is `folder` itself or something in it."""
    return path == folder or path.startswith(folder.rstrip("/") + "/")


_TOKENS = re.compile(
    r"""//[^\n]*"""
    r"""|/\*.*?\*/"""
    r"""|(?:u8|[uUL])?R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)\""""
    r"""|"(?:\\.|[^"\\\n])*\""""
    r"""|(?<![0-9a-zA-Z_])'(?:\\.|[^'\\\n])+'""",
    re.DOTALL,
)


def _blank(match):
    return re.sub(r"[^\n]", " ", match.group(0))


def without_comments(text):
    """C++ with comments blanked; strings stay, lines keep their numbers."""
    return _TOKENS.sub(lambda m: _blank(m) if m.group(0).startswith(("//", "/*")) else m.group(0),
                       text)


def code_only(text):
    """C++ with comments, strings and characters blanked; lines keep their numbers."""
    return _TOKENS.sub(_blank, text)


def strings_of(text):
    """Pairs of line number and contents of each string in C++ that is not part of an #include."""
    found = []
    for match in _TOKENS.finditer(text):
        token = match.group(0)
        if token.startswith(("//", "/*", "'")):
            continue
        line = text.count("\n", 0, match.start()) + 1
        if not text[text.rfind("\n", 0, match.start()) + 1:match.start()].startswith("#include"):
            found.append((line, token.strip('"')))
    return found
