#!/usr/bin/env python3
"""The scan's own test: every secret is found in every spelling, and nothing where there is none."""
import base64
import pathlib
import random
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[0] / "support"))

import junit  # noqa: E402
from finder import Finder  # noqa: E402
from secrets_of_registers import Secrets  # noqa: E402

REGISTERS = HERE.parents[0] / "data" / "registers"
CANARY = b"KANARIE-BRIEF-7"
KEY = bytes(range(100, 132))
NOISE = random.Random(7).randbytes(4096)


class FinderTest(unittest.TestCase):
    def setUp(self):
        self.secrets = Secrets(REGISTERS, [])
        self.finder = Finder(self.secrets, {"key of somebody": KEY})
        self.number = min(self.secrets.numbers).decode()
        self.finder.watch_number(self.number)

    def found(self, planted):
        return self.finder.found_in(NOISE + b" " + planted + b" " + NOISE[::-1])

    def test_nothing_is_found_in_noise(self):
        self.assertEqual(self.found(b""), set())

    def test_a_canary_is_found_as_it_is_and_in_small_letters(self):
        self.assertEqual(self.found(CANARY), {CANARY.decode()})
        self.assertEqual(self.found(CANARY.lower()), {CANARY.decode()})

    def test_a_canary_is_found_in_utf_16(self):
        spelled = CANARY.decode().encode("utf-16-le")
        self.assertEqual(self.found(spelled), {"KANARIE-BRIEF-7 (UTF-16)"})

    def test_a_canary_is_found_in_hexadecimal_digits(self):
        for spelled in (CANARY.hex(), CANARY.hex().upper(), "5" + CANARY.hex()):
            self.assertIn("KANARIE-BRIEF-7 (hex)", self.found(b" " + spelled.encode() + b" "))

    def test_a_canary_is_found_in_base64_from_any_offset(self):
        for before in (b"", b"a", b"ab", b"abc"):
            plain = before + CANARY + b" \xfb\xff en meer"
            for spelled in (base64.b64encode(plain), base64.urlsafe_b64encode(plain)):
                self.assertIn("KANARIE-BRIEF-7 (base64)", self.found(b"=" + spelled + b"="))

    def test_a_canary_is_found_backwards(self):
        self.assertEqual(self.found(b" " + CANARY[::-1] + b" "),
                         {"KANARIE-BRIEF-7 (backwards)"})

    def test_a_number_is_found_with_and_without_separators(self):
        digits = self.number
        for spelled in (digits, f"{digits[:4]}.{digits[4:6]}.{digits[6:]}",
                        f"{digits[:3]} {digits[3:6]} {digits[6:]}"):
            self.assertEqual(self.found(f"({spelled})".encode()), {f"BSN {digits}"})

    def test_a_number_is_found_as_an_integer(self):
        for order in ("little", "big"):
            found = self.found(int(self.number).to_bytes(8, order))
            self.assertEqual(found, {f"BSN {self.number} ({order}-endian)"})

    def test_a_number_is_found_in_utf_16_and_base64(self):
        self.assertEqual(self.found(self.number.encode("utf-16-le")),
                         {f"BSN {self.number} (UTF-16)"})
        spelled = base64.b64encode(b"x:" + self.number.encode() + b";")
        self.assertIn(f"BSN {self.number} (base64)", self.found(b"=" + spelled + b"="))

    def test_a_key_is_found_as_it_is_and_spelled(self):
        self.assertEqual(self.found(KEY), {"key of somebody"})
        self.assertEqual(self.found(b"=" + base64.b64encode(b"z" + KEY) + b"="),
                         {"key of somebody (base64)"})
        self.assertEqual(self.found(b" " + KEY.hex().encode() + b" "), {"key of somebody (hex)"})

    def test_a_surname_is_found_in_any_case(self):
        name = next(each for each in sorted(self.secrets.names) if each.isalpha())
        self.assertEqual(self.found(b" " + name.upper() + b" "),
                         {"name " + name.decode()})


if __name__ == "__main__":
    junit.main()
