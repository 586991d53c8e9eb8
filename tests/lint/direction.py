"""Includes go downwards only. The tables here mirror docs/architecture.md, "Direction"."""

import re

from tree import CPP_ENDINGS, Finding, inside, without_comments

NAME = "includes"

_SHARED = ["crypto/base", "crypto/shared"]
_SERVER = _SHARED + ["crypto/rules", "crypto/internal/random.h"]
_CLIENT = _SERVER + ["crypto/vault"]

# Folder (or file) -> the folders (or files) of ours it may include. The longest match counts.
# crypto/internal is named header by header: what opens a seal there is for crypto/vault alone.
DIRECTION = {
    "crypto/base": ["crypto/base", "crypto/internal/memory.h"],
    "crypto/internal": ["crypto/base", "crypto/internal"],
    "crypto/shared": _SHARED + ["crypto/internal/%s.h" % name for name in (
        "ed25519", "hkdf", "hmac", "memory", "random", "ristretto", "sha2")],
    "crypto/rules": _SHARED + ["crypto/rules"],
    "crypto/sqlcipher": ["crypto/base", "crypto/sqlcipher", "sqlcipher"],
    "crypto/vault": _SHARED + ["crypto/vault", "crypto/internal"],
    "server/storage": _SERVER + ["server/storage", "crypto/sqlcipher"],
    "server/log": _SERVER + ["server/storage", "server/log"],
    "server/domain": _SERVER + ["server/storage", "server/log", "server/domain"],
    "server/rpc": _SERVER + ["server/storage", "server/log", "server/domain", "server/rpc",
                             "crypto/internal/x509.h", "voordeur/v1"],
    "server/ops": _SERVER + ["server", "crypto/internal/x509.h", "crypto/internal/seal_only.h"],
    "server": _SERVER + ["server", "crypto/internal/x509.h"],
    "client/core": _CLIENT + ["client/core", "crypto/internal/x509.h"],
    # The local store and its two groups of tables.
    "client/core/household_rows.cpp": _CLIENT + ["client/core", "crypto/sqlcipher"],
    "client/core/local_store.cpp": _CLIENT + ["client/core", "crypto/sqlcipher"],
    "client/core/pending_rows.cpp": _CLIENT + ["client/core", "crypto/sqlcipher"],
    "client/store": _CLIENT + ["client/core", "client/store"],
    "client/net": _CLIENT + ["client/core", "client/net", "crypto/internal/x509.h", "voordeur/v1"],
    "client/cli": _CLIENT + ["client/core", "client/store", "client/net", "client/cli",
                             "crypto/internal/x509.h"],
    "client/restore": _SHARED + ["crypto/vault", "crypto/internal/random.h", "client/restore"],
    "client/verify": _SHARED + ["crypto/rules", "client/verify"],
    "client/ui": _SHARED + ["crypto/rules", "client/core", "client/ui"],
    # The program puts the parts together; no other file of the window knows network or store.
    "client/ui/main.cpp": _CLIENT + ["client/core", "client/store", "client/net", "client/ui"],
    "tests": ["crypto", "server", "client", "tests", "voordeur/v1"],
}

# Library -> (its headers, the folders that may include them). Tests may include every library.
LIBRARIES = {
    "libsodium": (r"sodium(\.h$|/)", ["crypto/internal"]),
    "OpenSSL": (r"openssl/", ["crypto/internal"]),
    "SQLCipher": (r"(sqlcipher/|sqlite3)", ["crypto/sqlcipher", "server/storage/sqlcipher"]),
    "gRPC": (r"grpc(pp|\+\+)?[/.]", ["server/rpc", "client/net"]),
    "Protocol Buffers": (r"(google/(protobuf|rpc)/|.*\.pb\.h$)", ["server/rpc", "client/net"]),
    "Qt": (r"(Q[A-Z]\w*$|Qt\w*/|q(object|string|widget|global)\.h$)", ["client/ui"]),
}

# Targets in a CMakeLists.txt under server/ that would let the server open a file.
NOT_FOR_THE_SERVER = re.compile(
    r"\bvoordeur(?:::|_)(crypto_vault|crypto_internal_seal|client_\w+|sealed)\b")

_INCLUDE_LINE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^">]+)[">]', re.MULTILINE)
_OURS = ("crypto", "server", "client", "tests", "voordeur/v1")
_GENERATED = re.compile(r"(moc_.*\.cpp|.*\.moc)$")


def check(tree, _options):
    findings = []
    for path in tree.ending(*CPP_ENDINGS):
        text = without_comments(tree.text(path))
        for match in _INCLUDE_LINE.finditer(text):
            message = why_forbidden(path, match.group(2), match.group(1) == '"')
            if message:
                line = text.count("\n", 0, match.start(1)) + 1
                findings.append(Finding(path, line, message))
    return findings + server_links(tree)


def why_forbidden(path, header, quoted):
    """What is wrong with `path` including `header`; None when nothing is."""
    rule = longest(path)
    if rule is None:
        return "stands in no folder that tests/lint/direction.py knows"
    for library, (pattern, folders) in LIBRARIES.items():
        allowed = rule == "tests" or any(inside(path, folder) for folder in folders)
        if re.match(pattern, header) and not allowed:
            return "includes %s (%s); only %s may" % (library, header, " and ".join(folders))
    if not any(inside(header, folder) for folder in _OURS):
        if quoted and not _GENERATED.match(header):
            return 'includes "%s"; ours are written from the root, others in <>' % header
        return None
    if any(inside(header, allowed) for allowed in DIRECTION[rule]):
        return None
    return "%s may not include %s (tests/lint/direction.py)" % (rule, header)


def longest(path):
    return max((folder for folder in DIRECTION if inside(path, folder)), key=len, default=None)


def server_links(tree):
    return [Finding(path, number, "the server may not link " + match.group(0))
            for path in tree.under("server") if path.endswith("CMakeLists.txt")
            for number, line in tree.lines(path)
            for match in [NOT_FOR_THE_SERVER.search(line.split("#")[0])] if match]
