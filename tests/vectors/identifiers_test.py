#!/usr/bin/env python3
"""A second implementation of the normal forms, to check tests/vectors/identifiers.json with.

Written from crypto/shared/identifiers.h in another language and without any code of the project.
It folds letters by Unicode's own decompositions (unicodedata) instead of a table, so that the table
of the first implementation and the one in the vectors are checked against a source outside both.
"""

import datetime
import json
import os
import re
import sys
import unicodedata
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "support"))

import junit  # noqa: E402

with open(os.path.join(HERE, "identifiers.json"), encoding="utf-8") as vector_file:
    VECTORS = json.load(vector_file)

BLANKS = [0x09, 0x0A, 0x0D, 0x20, 0xA0, *range(0x2000, 0x200B), 0x202F]
HYPHENS = [0x2D, *range(0x2010, 0x2016), 0x2212]
APOSTROPHES = [0x27, 0x60, 0xB4, *range(0x02B9, 0x02C0), 0x2018, 0x2019, 0x201B, 0x2032]
NOTHING = [0xAD, 0xB7, *range(0x0300, 0x0370), 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF]
LETTERS = [*range(0xC0, 0x240), 0x259, *range(0x1E00, 0x1F00)]
BYTES_MAX = 200

# Letters that Unicode does not take apart into a letter of a–z and accents.
SPECIAL = {
    "Æ": "ae", "Ð": "d", "Ø": "o", "Þ": "th", "ß": "ss", "ẞ": "ss", "Đ": "d", "Ɖ": "d", "Ħ": "h",
    "ı": "i", "\u0132": "ij", "ĸ": "k", "\u013F": "l", "Ł": "l", "\u0149": "n", "Ŋ": "n", "Œ": "oe",
    "Ŧ": "t", "ſ": "s", "ẛ": "s", "ẜ": "s", "ẝ": "s", "Ə": "e", "Ƒ": "f", "Ǥ": "g", "ẚ": "a",
    "\u01C4": "dz", "\u01C5": "dz", "\u01C7": "lj", "\u01C8": "lj", "\u01CA": "nj", "\u01CB": "nj",
    "\u01F1": "dz", "\u01F2": "dz",
}


def folded(letter):
    """a–z of a letter, or None when it is none that we know."""
    if letter.isascii():
        return letter.lower() if letter.isalpha() else None
    if ord(letter) not in LETTERS:
        return None
    for one in (letter, letter.upper()):
        if one in SPECIAL:
            return SPECIAL[one]
    base, *accents = unicodedata.normalize("NFD", letter)
    if base != letter and all(unicodedata.combining(accent) for accent in accents):
        return folded(base)
    return None


def trimmed(text):
    return text.strip("".join(map(chr, BLANKS)))


def too_long(text):
    return len(text.encode()) > BYTES_MAX


def bsn(text):
    digits = "".join(c for c in text if ord(c) not in BLANKS and c != ".")
    if too_long(text) or not re.fullmatch("[0-9]{8,9}", digits):
        return "BsnInvalid", None
    digits = digits.zfill(9)
    total = sum(int(d) * w for d, w in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1)))
    return (None, digits) if total % 11 == 0 and int(digits) else ("BsnInvalid", None)


def postcode(text):
    text = trimmed(text)
    if len(text) == 7 and ord(text[4]) in BLANKS:
        text = text[:4] + text[5:]
    return text.upper() if re.fullmatch("[1-9][0-9]{3}[A-Za-z]{2}", text) else None


def house_number(text):
    text = trimmed(text)
    if too_long(text) or not re.fullmatch("[0-9]+", text) or not 1 <= int(text) <= 99999:
        return None
    return str(int(text))


def addition(text):
    kept = ""
    for c in text:
        if c.isascii() and c.isalnum():
            kept += c.upper()
        elif ord(c) not in BLANKS + HYPHENS + APOSTROPHES and (c == "?" or not "!" <= c <= "~"):
            return None
    return kept if len(kept) <= 5 and not too_long(text) else None


def address(code, number, letter_and_addition):
    parts = (postcode(code), house_number(number), addition(letter_and_addition))
    for part, reason in zip(parts, ("Postcode", "HouseNumber", "HouseAddition")):
        if part is None:
            return reason + "Invalid", None
    return None, "|".join(parts)


def date(text):
    shapes = (r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)", r"(?P<d>\d\d?)-(?P<m>\d\d?)-(?P<y>\d{4})",
              r"(?P<d>\d\d?)/(?P<m>\d\d?)/(?P<y>\d{4})")
    for shape in shapes:
        found = re.fullmatch(shape, trimmed(text), re.ASCII)
        if not found:
            continue
        try:
            day = datetime.date(int(found["y"]), int(found["m"]), int(found["d"]))
        except ValueError:
            break
        if 1900 <= day.year <= 2100:
            return None, day.isoformat()
    return "DateInvalid", None


def words_of(surname):
    """The words of the name and those behind its comma; None when a sign cannot be read."""
    sides = [[""], [""]]
    side = 0
    for c in surname:
        letters = folded(c)
        if letters:
            sides[side][-1] += letters
        elif c == ",":
            side += 1
        elif ord(c) in BLANKS + HYPHENS + APOSTROPHES or c in "./":
            sides[side].append("")
        elif ord(c) not in NOTHING:
            return None
        if side == 2:
            return None
    return [[word for word in words if word] for words in sides]


def without_prefixes(words, keep):
    prefixes = VECTORS["prefixes"]
    while True:
        if len(words) >= keep + 2 and " ".join(words[:2]) in prefixes:
            words = words[2:]
        elif len(words) >= keep + 1 and words[0] in prefixes:
            words = words[1:]
        else:
            return words


def surname_form(surname):
    sides = None if too_long(surname) else words_of(surname)
    if not sides or not sides[0] or without_prefixes(sides[1], 0):
        return "NameInvalid", None
    return None, "".join(without_prefixes(sides[0], 1))


def name_birth(surname, birth):
    reason, name = surname_form(surname)
    return (reason, None) if reason else (None, name + "|" + date(birth)[1])


class IdentifiersTest(unittest.TestCase):
    def check(self, kind, form, keys):
        self.assertGreater(len(VECTORS[kind]), 5)
        for vector in VECTORS[kind]:
            with self.subTest(vector):
                expected = (vector.get("reason"), vector.get("normal"))
                self.assertEqual(form(*(vector[key] for key in keys)), expected)

    def test_bsn(self):
        self.check("bsn", bsn, ["input"])

    def test_address(self):
        self.check("address", address, ["postcode", "number", "addition"])

    def test_date(self):
        self.check("date", date, ["input"])

    def test_surname(self):
        self.check("surname", surname_form, ["input"])

    def test_name_birth(self):
        self.check("nameBirth", name_birth, ["surname", "birth"])

    def test_tables(self):
        self.assertEqual(VECTORS["blanks"], BLANKS)
        self.assertEqual(VECTORS["hyphens"], HYPHENS)
        self.assertEqual(VECTORS["apostrophes"], APOSTROPHES)
        self.assertEqual(sorted(VECTORS["nothing"]), NOTHING)
        letters = {"%04X" % point: folded(chr(point)) for point in LETTERS if folded(chr(point))}
        self.assertEqual(VECTORS["letters"], letters)


if __name__ == "__main__":
    junit.main()
