"""What nobody but the helpers may know: read from the registers, found again in any bytes.

Canaries (`KANARIE-…`), citizen numbers in every spelling (with or without separators, without the
leading zero), and surnames of five letters or more in any case, except those that are also a
member of staff's: the directory shows staff by name.
"""
import csv
import io
import re
import unicodedata

# Without the hyphen too: that is how a normal form for comparing names has it.
MARK = b"kanarie"
CANARY = re.compile(rb"kanarie[a-z0-9-]{2,}")
NUMBER = re.compile(rb"\d(?:[ .\-/]?\d){7,8}(?!\d)")
# Letters of ASCII and of UTF-8 and Latin-1 alike: bytes above 127 belong to words.
LETTER = re.compile(rb"[a-z\x80-\xff]")
SURNAME_COLUMNS = {"achternaam", "naam", "huurder"}


def rows_of(path):
    """The register's rows as dictionaries, whatever its encoding and separator."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    first = text.splitlines()[0]
    mark = ";" if first.count(";") > first.count(",") else ","
    for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=mark):
        yield {(name or "").strip().lower(): cell for name, cell in row.items()
               if isinstance(cell, str)}


def folded(text):
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


class Secrets:
    """Counts what it finds; `staff` are names that may be seen."""

    def __init__(self, registers, staff):
        self.canaries, self.numbers, self.names = set(), set(), set()
        allowed = {word for name in staff for word in folded(name).split()}
        for path in sorted(registers.glob("*.csv")):
            raw = path.read_bytes()
            self.canaries |= {each.upper() for each in CANARY.findall(raw.lower())}
            for row in rows_of(path):
                digits = re.sub(r"\D", "", row.get("bsn") or "")
                # Rows with a filler for a number are in the registers too; they are nobody's.
                if len(digits) >= 8 and len(set(digits)) > 2:
                    self.numbers.add(digits.zfill(9).encode())
                for column in SURNAME_COLUMNS & row.keys():
                    for word in re.findall(r"\w{5,}", row[column] or ""):
                        if folded(word) not in allowed and word.isalpha():
                            self._add_name(word)

    def _add_name(self, word):
        for spelling in {word, folded(word)}:
            for encoding in ("utf-8", "latin-1"):
                try:
                    self.names.add(spelling.encode(encoding).lower())
                except UnicodeEncodeError:
                    continue

    def found_in(self, data, words=True):
        """The set of secrets that occur in `data`, as text to print; surnames only with `words`."""
        small = data.lower()
        found = set()
        if MARK in small:
            found |= {each.upper() for each in CANARY.findall(small)}
        for match in NUMBER.findall(data):
            digits = re.sub(rb"\D", b"", match).zfill(9)
            if digits in self.numbers:
                found.add(b"BSN " + digits)
        if words:
            found |= {b"name " + name for name in self.names if is_word(name, small)}
        return {each.decode("latin-1") for each in found}


def is_word(name, small):
    """Does `name` stand there as a word of its own?"""
    at = small.find(name)
    while at >= 0:
        end = at + len(name)
        if not LETTER.match(small[max(at - 1, 0):at]) and not LETTER.match(small[end:end + 1]):
            return True
        at = small.find(name, at + 1)
    return False
