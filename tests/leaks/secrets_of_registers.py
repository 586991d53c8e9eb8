"""What nobody but the helpers may know: read from the registers, found again in any bytes.

Canaries (`KANARIE-…`), citizen numbers in every spelling (with or without separators, without the
leading zero), and surnames of five letters or more in any case, except those that are also a
member of staff's: the directory shows staff by name.
"""
import csv
import io
import re
import unicodedata

CANARY = re.compile(rb"KANARIE-[A-Z0-9-]*", re.IGNORECASE)
NUMBER = re.compile(rb"\d(?:[ .\-/]?\d){7,8}(?!\d)")
# Letters of ASCII and of UTF-8 and Latin-1 alike: bytes above 127 belong to words.
WORD = re.compile(rb"[A-Za-z\x80-\xff]{5,}")
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
            self.canaries |= {each.upper() for each in CANARY.findall(raw)}
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

    def found_in(self, data):
        """The set of secrets that occur in `data`, as text to print."""
        found = {each.upper() for each in CANARY.findall(data)}
        for match in NUMBER.findall(data):
            digits = re.sub(rb"\D", b"", match).zfill(9)
            if digits in self.numbers:
                found.add(b"BSN " + digits)
        for word in set(WORD.findall(data)):
            if word.lower() in self.names:
                found.add(b"name " + word)
        return {each.decode("latin-1") for each in found}
