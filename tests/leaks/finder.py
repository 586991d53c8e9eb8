"""Finds secrets in any bytes, in whatever spelling: as they are, as UTF-16, in hexadecimal digits,
in base64 from any offset, backwards, and numbers as 64-bit integers.

What is found comes out as the secret and how it was spelled. A spelling is unwound and the result
searched like any other bytes, so every kind of secret is found in every spelling.
"""
import base64
import binascii
import re

# Most of a memory is nothing; no secret has so much of it inside.
ZEROS = re.compile(rb"\0{64,}")
UTF16 = re.compile(rb"(?:[\x20-\x7e]\0){7,}")
HEX = re.compile(rb"[0-9a-fA-F]{14,}")
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{12,}")
BACKWARDS = re.compile(rb"[-a-z0-9]{2,}eiranak")
BACKWARDS_MARK = b"eiranak"
URL_SAFE = bytes.maketrans(b"-_", b"+/")


def from_hex(text):
    """Both ways to pair the digits: the secret need not begin where the digits do."""
    for start in (0, 1):
        piece = text[start:]
        yield binascii.unhexlify(piece[:len(piece) & ~1])


def from_base64(text):
    text = text.translate(URL_SAFE)
    for start in range(4):
        piece = text[start:]
        piece = piece[:len(piece) & ~3]
        if piece:
            yield base64.b64decode(piece)


def spellings_in(data):
    """What is written in `data` in another way: how, and all of it end to end."""
    apart = b" \n"
    runs = set(BASE64.findall(data))
    yield "UTF-16", apart.join(run[::2] for run in set(UTF16.findall(data)))
    yield "hex", apart.join(plain for run in runs for digits in HEX.findall(run)
                            for plain in from_hex(digits))
    yield "base64", apart.join(plain for run in runs for plain in from_base64(run))


class Finder:
    """`secrets` knows texts and numbers (secrets_of_registers.py); `exact` are names of byte
    strings of 16 bytes or more, such as keys."""

    def __init__(self, secrets, exact):
        self._secrets = secrets
        self._exact = dict(exact)
        assert all(len(value) >= 16 for value in self._exact.values())
        self._numbers = {}

    def add_exact(self, name, value):
        assert len(value) >= 16
        self._exact[name] = value

    def watch_number(self, digits):
        """Also as a 64-bit integer, either way round: few, because each is looked for alone."""
        for order in ("little", "big"):
            self._numbers[int(digits).to_bytes(8, order)] = f"BSN {digits} ({order}-endian)"

    @property
    def count(self):
        return (len(self._secrets.canaries) + len(self._secrets.numbers) +
                len(self._secrets.names) + len(self._exact) + len(self._numbers))

    def found_in(self, data, words=True, spelled=True):
        """`words`: also surnames. Not in the text of programs, which has words of its own.
        `spelled`: also in other spellings than as they are."""
        data = ZEROS.sub(bytes(16), data)
        found = self._plain(data, words)
        found |= {name for value, name in self._numbers.items() if value in data}
        if not spelled:
            return found
        small = data.lower()
        if BACKWARDS_MARK in small:
            found |= {f"{match[::-1].decode('latin-1').upper()} (backwards)"
                      for match in BACKWARDS.findall(small)}
        for spelling, unwound in spellings_in(data):
            found |= {f"{each} ({spelling})" for each in self._plain(unwound, False)}
        return found

    def _plain(self, data, words):
        found = self._secrets.found_in(data, words)
        return found | {name for name, value in self._exact.items() if value in data}
