"""Only the files named in key_access.txt look inside secrets."""

import os

from tree import CPP_ENDINGS, Finding, code_only, inside

NAME = "key_access"
WORD = "openKeyAccess"
LIST = "tests/lint/key_access.txt"


def allowed_in(text):
    """Files, or folders that end with a slash; what follows a # says why."""
    return [line.split("#")[0].strip() for line in text.splitlines()
            if line.split("#")[0].strip()]


def check(tree, _options):
    if LIST not in tree.paths:
        return [Finding(LIST, 0, "is missing")]
    allowed = allowed_in(tree.text(LIST))
    using = [path for path in tree.ending(*CPP_ENDINGS) if WORD in code_only(tree.text(path))]
    findings = [Finding(path, 0, "says %s but is not in %s" % (WORD, LIST)) for path in using
                if not any(inside(path, entry) for entry in allowed)]
    findings += [Finding(LIST, 0, "names %s, which does not say %s" % (entry, WORD))
                 for entry in allowed if not entry.endswith("/") and entry not in using]
    return findings + [Finding(LIST, 0, "names the folder %s, which is not there" % entry)
                       for entry in allowed
                       if entry.endswith("/") and not os.path.isdir(tree.absolute(entry))]
