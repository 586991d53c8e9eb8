"""What the programs really hold, read from the built files with nm and ldd.

Options: programs {name: path} of what the build makes, sealed [path] of the archives that can open
a file. A program that no CMakeLists.txt makes yet is skipped; one that is made but absent fails.
"""

import os
import re
import subprocess

from tree import Finding

NAME = "links"

PROGRAMS = ("voordeurd", "voordeur", "voordeurctl", "voordeur-restore", "voordeur-verify")
WITHOUT_SEALED = ("voordeurd", "voordeur-verify")
WITH_SEALED = "voordeurctl"

# What opens a seal, makes a key from a passphrase or agrees on one, in libsodium's words and ours.
# openKeyAccess is the token for reading secrets, openCheckpoint reads a signed note: no seals;
# sqlcipher:: opens the program's own database, BundleReader a file of signed lines.
OPENING = re.compile(
    r"\b(crypto_(aead|pwhash|box|secretbox|secretstream|kx)_\w+"
    r"|crypto_pwhash|crypto_scalarmult(_curve25519\w*|_base)?(?![\w])"
    r"|voordeur::crypto::(?!sqlcipher::|BundleReader::)"
    r"(\w+::)*open(?!KeyAccess\b|Checkpoint\b)(?=[A-Z(])\w*"
    r"|voordeur::crypto::(\w+::)*Keystore\w*)")

# Program -> libraries it may not load, directly or through another.
NOT_LOADED = {
    "voordeurd": r"libQt\d",
    "voordeurctl": r"libQt\d",
    "voordeur-restore": r"libQt\d|libgrpc|libprotobuf|libsqlcipher",
    "voordeur-verify": r"libQt\d|libgrpc|libprotobuf|libsqlcipher",
    "voordeur": r"libsqlcipher|libQt6Sql",
}


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def check(tree, options):
    programs = options.get("programs", {})
    findings = []
    for name in PROGRAMS:
        if name not in programs:
            findings += undeclared(tree, name)
        elif not os.path.exists(programs[name]):
            findings.append(Finding(name, 0, "is part of the build but was not built"))
        else:
            findings += loaded(name, run("ldd", programs[name]))
            if name in WITHOUT_SEALED:
                findings += opening(name, run("nm", "-C", programs[name]))
                findings += sealed(name, programs[name], options.get("sealed", []))
            if name == WITH_SEALED:
                findings += blind(name, programs[name], options.get("sealed", []))
    return findings


def undeclared(tree, name):
    """Nothing while no CMakeLists.txt makes the program; a finding once one does."""
    word = re.compile(r"add_executable\(\s*%s(?=[\s)])" % re.escape(name))
    return [Finding(path, 0, "makes %s, but this build has no such target to look into" % name)
            for path in tree.ending("CMakeLists.txt") if word.search(tree.text(path))]


def skipped(tree, options):
    """Names of programs that do not exist yet."""
    programs = options.get("programs", {})
    return [name for name in PROGRAMS if name not in programs and not undeclared(tree, name)]


def opening(name, symbols):
    found = sorted({match.group(0) for match in OPENING.finditer(symbols)})
    return [Finding(name, 0, "holds %s; it must not be able to open anything" % symbol)
            for symbol in found]


def strong(symbols, letters):
    """Names that are defined, not those that any file may bring along (templates)."""
    return {line.split()[-1] for line in symbols.splitlines()
            if re.match(r"^[0-9a-f]+ [%s] " % letters, line)}


def held_by(program):
    """Of a program the local ones too: the linker makes everything local that nobody else needs."""
    return strong(run("nm", "--defined-only", program), "TDBRtdbr")


def sealed(name, program, archives):
    held = held_by(program)
    findings = []
    for archive in archives:
        both = sorted(held & offered_by(archive))
        if both:
            findings.append(Finding(name, 0, "holds %d symbols of %s, the first is %s" % (
                len(both), os.path.basename(archive), both[0])))
    return findings


def offered_by(archive):
    return strong(run("nm", "--defined-only", "--extern-only", archive), "TDBR")


def blind(name, program, archives):
    """A rule that finds nothing anywhere would be no rule: the command line opens files."""
    held = held_by(program)
    return [Finding(name, 0, "seems to hold nothing of %s: this rule cannot see any more" % (
        os.path.basename(archive))) for archive in archives if not held & offered_by(archive)]


def loaded(name, libraries):
    pattern = re.compile(NOT_LOADED[name])
    found = sorted({line.split()[0] for line in libraries.splitlines()
                    if line.split() and pattern.match(line.split()[0])})
    return [Finding(name, 0, "loads %s, which it must not" % library) for library in found]
