#!/usr/bin/env python3
"""A second implementation of docs/protocol.md §7: opens what the first one sealed.

Written from the document, in another language and without any code of the project. The primitives
in sealing.py are checked here against their own RFCs first. The standard library is all it needs.
"""

import json
import os
import struct
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "support"))

import junit  # noqa: E402
from sealing import (  # noqa: E402
    Broken, chacha_open, expand, extract, hpke_open, x25519, xchacha_open)

with open(os.path.join(HERE, "seals.json"), encoding="utf-8") as vector_file:
    VECTORS = json.load(vector_file)

PAD_CLASSES = [256, 1024, 4096, 16384, 65536, 262144]


def of(*names):
    value = VECTORS
    for name in names:
        value = value[name]
    return bytes.fromhex(value)


def u32(number):
    return struct.pack(">I", number)


def flipped(value, at):
    return value[:at] + bytes([value[at] ^ 1]) + value[at + 1:]


def open_seal(kind, header, enc, sealed):
    epoch = u32(VECTORS["networkEpoch"])
    psk = expand(of("networkKey"), b"psk", 32)
    info = b"voordeur/v1/seal/" + kind + b"\0" + u32(len(header)) + header
    return hpke_open(of("teamSecret"), info, psk, b"voordeur/v1/knet/" + epoch, enc, sealed)


def compartment_secret(info):
    return expand(extract(b"voordeur/v1/ck", of("compartmentKey")), info, 32)


class PrimitivesTest(unittest.TestCase):
    """Known answers of others, so that a mistake here cannot hide one there."""

    def test_x25519(self):  # RFC 7748 §6.1
        alice = bytes.fromhex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a")
        bob = bytes.fromhex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f")
        self.assertEqual(
            x25519(alice, bob).hex(),
            "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742")

    def test_chacha20_poly1305(self):  # RFC 8439 §2.8.2
        key = bytes(range(0x80, 0xa0))
        nonce = bytes.fromhex("070000004041424344454647")
        sealed = bytes.fromhex(
            "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d6"
            "3dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b36"
            "92ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc"
            "3ff4def08e4b7a9de576d26586cec64b61161ae10b594f09e26a7e902ecbd0600691")
        text = chacha_open(key, nonce, bytes.fromhex("50515253c0c1c2c3c4c5c6c7"), sealed)
        self.assertTrue(text.startswith(b"Ladies and Gentlemen of the class of '99"))


class SealsTest(unittest.TestCase):
    """Every seal of the file."""

    def test_team_key(self):
        self.assertEqual(x25519(of("teamSecret"), (9).to_bytes(32, "little")), of("teamKey"))

    def test_grant(self):
        header, body = of("grant", "header"), of("grant", "body")
        enc, ct = body[:32], body[32:80]
        self.assertEqual(open_seal(b"grant", header, enc, ct), of("compartmentKey"))
        for damage in (lambda: open_seal(b"detail", header, enc, ct),
                       lambda: open_seal(b"grant", flipped(header, 0), enc, ct),
                       lambda: open_seal(b"grant", header, flipped(enc, 0), ct),
                       lambda: open_seal(b"grant", header, enc, flipped(ct, 47))):
            self.assertRaises(Broken, damage)

    def test_commitment(self):
        header = of("grant", "header")
        household, compartment, epoch = header[:16], header[16:32], header[32:36]
        commitment = compartment_secret(b"commit" + household + compartment + epoch)
        self.assertEqual(commitment, of("grant", "commitment"))
        self.assertIn(commitment, header)

    def test_blob(self):
        blob, header = of("blob", "blob"), of("blob", "header")
        size = struct.unpack(">I", blob[:4])[0]
        self.assertEqual(blob[4:4 + size], header)
        self.assertEqual(size, 45)
        enc, rest = blob[49:81], blob[81:]
        self.assertEqual(struct.unpack(">I", rest[:4])[0], len(rest) - 4)
        self.assertEqual(open_seal(b"detail", header, enc, rest[4:]), of("blob", "plaintext"))

    def test_wrapped_key(self):
        wrapped = of("wrapped", "wrapped")
        associated = (b"voordeur/v1/wrap" + of("wrapped", "household")
                      + of("wrapped", "compartment") + u32(VECTORS["wrapped"]["epoch"]))
        key = compartment_secret(b"wrap")
        self.assertEqual(xchacha_open(key, wrapped[:24], associated, wrapped[24:]),
                         of("wrapped", "previousKey"))

    def test_record(self):
        envelope = of("record", "envelope")
        associated, nonce, rest = envelope[:154], envelope[154:178], envelope[178:]
        size = struct.unpack(">I", rest[:4])[0]
        key = compartment_secret(b"record")
        plain = xchacha_open(key, nonce, associated, rest[4:4 + size])
        self.assertEqual(len(plain), PAD_CLASSES[associated[-1]])
        body = of("record", "body")
        content = bytes([VECTORS["record"]["recordKind"]]) + u32(len(body)) + body
        self.assertEqual(plain, content + bytes(len(plain) - len(content)))
        self.assertEqual(len(rest), 4 + size + 64)
        self.assertRaises(Broken, xchacha_open, key, nonce, flipped(associated, 5),
                          rest[4:4 + size])


if __name__ == "__main__":
    junit.main()
