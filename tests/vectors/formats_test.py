#!/usr/bin/env python3
"""A second implementation of docs/protocol.md, to check tests/vectors/formats.json with.

Written from the document, in another language and without any code of the project: it encodes the
fields of every vector by the grammar tables below, recomputes every hash, chain, tree and
checkpoint, and verifies every signature. The standard library is all it needs.
"""

import base64
import hashlib
import hmac
import json
import os
import re
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "support"))

import ed25519  # noqa: E402
import junit  # noqa: E402
from formats_grammar import GRAMMARS  # noqa: E402

with open(os.path.join(HERE, "formats.json"), encoding="utf-8") as vector_file:
    VECTORS = json.load(vector_file)


def number(size):
    return lambda value: value.to_bytes(size, "big")


def sized(value):
    return number(4)(len(value)) + value


def fixed(size):
    def encode(value):
        out = bytes.fromhex(value)
        assert len(out) == size, "%d bytes where %d belong" % (len(out), size)
        return out
    return encode


PRIMITIVES = {
    "u8": number(1), "u16": number(2), "u32": number(4), "u64": number(8),
    "flag": lambda value: b"\1" if value else b"\0",
    "text": lambda value: sized(value.encode("utf-8")),
    "bytes": lambda value: sized(bytes.fromhex(value)),
}


def encode(kind, value):
    """The bytes of `value`, a JSON value, as something of this kind."""
    head, _, rest = kind.partition(" ")
    if head == "list":
        return number(4)(len(value)) + b"".join(encode(rest, item) for item in value)
    if head == "each":  # so many as there are, without a count
        return b"".join(encode(rest, item) for item in value)
    if head == "option":
        return b"\0" if value is None else b"\1" + encode(rest, value)
    if head == "sized":
        return sized(encode(rest, value))
    if head == "const":
        return bytes.fromhex(rest)
    if head.startswith("fixed"):
        return fixed(int(head[5:]))(value)
    if head in PRIMITIVES:
        return PRIMITIVES[head](value)
    if head == "DirectoryChange":
        return number(1)(value["change"]) + encode("Change%d" % value["change"], value)
    return encode_fields(GRAMMARS[head], value)


def encode_fields(grammar, value):
    if isinstance(grammar, str):
        return encode(grammar, value)
    return b"".join(encode(kind, None if name is None else value[name]) for name, kind in grammar)


def names_of(grammar):
    return {name for name, _ in grammar if name is not None}


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def object_hash(kind, value):
    return sha256(b"voordeur/v1/", kind.encode(), b"\0", number(8)(len(value)), value)


def signature_input(kind, instance, value):
    return (b"voordeur/v1/" + kind.encode() + b"\0" + instance + number(8)(len(value)) + value)


def hmac_sha256(key, value):
    return hmac.digest(key, value, "sha256")


def hkdf(salt, secret, info):
    """HKDF-SHA-256 (RFC 5869) of 32 bytes."""
    return hmac_sha256(hmac_sha256(salt, secret), info + b"\1")


def node(left, right):
    return sha256(b"\1", left, right)


def root_of(leaves):
    """MTH of RFC 9162 §2.1.1 over leaf hashes."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node(root_of(leaves[:split]), root_of(leaves[split:]))


def hashed(vector, fact):
    """What the hash of a vector is taken over."""
    encoding = bytes.fromhex(vector["encoding"])
    return number(2)(fact["method"]) + encoding if "method" in fact else encoding


class FormatsTest(unittest.TestCase):
    """Every object of the file."""

    def test_fields_give_the_encoding(self):
        for vector in VECTORS["objects"]:
            with self.subTest(vector["name"]):
                self.assertEqual(encode(vector["type"], vector["fields"]).hex(),
                                 vector["encoding"])

    def test_every_field_is_in_the_grammar(self):
        for vector in VECTORS["objects"]:
            kind = vector["type"]
            if kind == "DirectoryChange":
                kind = "Change%d" % vector["fields"]["change"]
            if isinstance(GRAMMARS[kind], str):
                continue
            with self.subTest(vector["name"]):
                self.assertEqual(set(vector["fields"]) - {"change"}, names_of(GRAMMARS[kind]))

    def test_every_grammar_has_a_vector(self):
        present = {vector["type"] for vector in VECTORS["objects"]}
        used = " ".join(kind for grammar in GRAMMARS.values()
                        for kind in ([grammar] if isinstance(grammar, str)
                                     else [kind for _, kind in grammar]))
        for kind in GRAMMARS:
            if not kind.startswith("Change") or kind[6:7].isalpha():
                self.assertTrue(kind in present or kind in used.split(), kind)

    def test_hashes(self):
        checked = 0
        for vector in VECTORS["objects"]:
            if "hash" in vector:
                fact = vector["hash"]
                with self.subTest(vector["name"]):
                    self.assertEqual(object_hash(fact["type"], hashed(vector, fact)).hex(),
                                     fact["value"])
                checked += 1
        for fact in VECTORS["hashes"]:
            self.assertEqual(object_hash(fact["type"], bytes.fromhex(fact["over"])).hex(),
                             fact["value"])
        self.assertGreaterEqual(checked, 25)

    def test_signatures(self):
        checked = set()
        for vector in VECTORS["objects"]:
            for fact in vector.get("signatures", []):
                said = signature_input(fact["type"], bytes.fromhex(fact["instance"]),
                                       bytes.fromhex(fact["over"]))
                with self.subTest(vector["name"]):
                    self.assertTrue(ed25519.verify(bytes.fromhex(fact["key"]), said,
                                                   bytes.fromhex(fact["value"])))
                    self.assertFalse(ed25519.verify(bytes.fromhex(fact["key"]), said + b"\0",
                                                    bytes.fromhex(fact["value"])))
                checked.add(fact["type"])
        self.assertEqual(checked, {"root-policy", "cosign", "enrolment", "grant", "record",
                                   "index", "statement"})

    def test_keys_follow_from_the_seeds(self):
        for key in VECTORS["seeds"]:
            self.assertEqual(ed25519.public_key(bytes.fromhex(key["seed"])).hex(),
                             key["publicKey"])

    def test_instance_is_the_hash_of_the_founding_policy(self):
        policy = next(v for v in VECTORS["objects"] if v["type"] == "RootPolicy")
        self.assertEqual(object_hash("root-policy", bytes.fromhex(policy["encoding"])).hex(),
                         VECTORS["instance"])

    def test_device_id_is_made_of_its_keys(self):
        device = next(v for v in VECTORS["objects"] if v["name"] == "change: device")
        keys = "".join(device["fields"][name] for name in ("signKey", "sealKey", "tlsKey"))
        self.assertEqual(object_hash("device", bytes.fromhex(keys))[:16].hex(),
                         device["fields"]["id"])

    def test_mac_of_an_enrolment(self):
        vector = next(v for v in VECTORS["objects"] if v["type"] == "Enrolment")
        fact = vector["mac"]
        self.assertEqual(fact["over"], vector["encoding"][:-2 * (32 + 64)])
        key = hkdf(b"voordeur/v1/invitation", bytes.fromhex(fact["invitationSecret"]), b"device")
        self.assertEqual(hmac_sha256(key, bytes.fromhex(fact["over"])).hex(), fact["value"])
        self.assertEqual(fact["value"], vector["fields"]["mac"])

    def test_signed_and_associated_bytes_are_the_front_of_the_object(self):
        for vector in VECTORS["objects"]:
            if vector["type"] in ("Envelope", "IndexEntry", "Enrolment"):
                self.assertEqual(vector["signatures"][0]["over"], vector["encoding"][:-128])
            if vector["type"] == "Envelope":
                self.assertEqual(vector["associatedData"], vector["encoding"][:2 * 154])


class TokensTest(unittest.TestCase):
    """From a normal form and an OPRF output to a token (§6)."""

    def test_tokens(self):
        for vector in VECTORS["tokens"]:
            with self.subTest(vector["normalForm"]):
                kind = vector["kind"].encode()
                self.assertEqual(vector["input"], (
                    b"voordeur/v1/" + kind + b"\0" + vector["normalForm"].encode()).hex())
                token = hkdf(bytes.fromhex(vector["networkKey"]),
                             bytes.fromhex(vector["oprfOutput"]),
                             b"voordeur/v1/token" + kind + number(4)(vector["epoch"]))
                self.assertEqual(token.hex(), vector["token"])
        self.assertEqual(len({vector["token"] for vector in VECTORS["tokens"]}), 3)


class LogTest(unittest.TestCase):
    """Leaves, chains, tree and checkpoint."""

    def entry(self):
        return next(v for v in VECTORS["objects"] if v["name"] == "entry")

    def test_leaves(self):
        for vector in VECTORS["objects"]:
            if vector["type"] == "Entry":
                self.assertEqual(sha256(b"\0", bytes.fromhex(vector["encoding"])).hex(),
                                 vector["leaf"])

    def test_chains(self):
        for chain in VECTORS["chains"]:
            empty = sha256(b"voordeur/v1/chain/", chain["name"].encode(), b"\0",
                           bytes.fromhex(chain["id"]))
            self.assertEqual(empty.hex(), chain["empty"])
            self.assertEqual(sha256(b"voordeur/v1/chain", b"\0", empty,
                                    bytes.fromhex(chain["leaf"])).hex(), chain["extended"])

    def test_tree(self):
        leaves = [sha256(b"\0", bytes([i])) for i in range(7)]
        leaves.append(bytes.fromhex(self.entry()["leaf"]))
        log = VECTORS["log"]
        self.assertEqual(root_of(leaves[:7]).hex(), log["rootOfSeven"])
        self.assertEqual(root_of(leaves).hex(), log["rootOfEight"])
        path = [leaves[6], root_of(leaves[4:6]), root_of(leaves[:4])]
        proof = number(8)(7) + number(8)(8) + number(4)(3) + b"".join(path)
        self.assertEqual(proof.hex(), log["inclusionOfEntry"])
        path.insert(1, leaves[7])
        proof = number(8)(7) + number(8)(8) + number(4)(4) + b"".join(path)
        self.assertEqual(proof.hex(), log["consistencyFromSeven"])

    def test_checkpoint(self):
        log = VECTORS["log"]
        key = bytes.fromhex(log["key"])
        origin = "voordeur/" + VECTORS["instance"]
        body = "%s\n8\n%s\n" % (
            origin, base64.b64encode(bytes.fromhex(log["rootOfEight"])).decode())
        text, _, line = log["checkpoint"].partition("\n\n")
        self.assertEqual(text + "\n", body)
        dash, name, blob = line.rstrip("\n").split(" ")
        self.assertEqual((dash, name), ("—", origin))
        blob = base64.b64decode(blob, validate=True)
        self.assertEqual(blob[:4], sha256(origin.encode(), b"\n\1", key)[:4])
        self.assertTrue(ed25519.verify(key, body.encode(), blob[4:]))


class DocumentTest(unittest.TestCase):
    """The examples in docs/protocol.md are the vectors'."""

    def setUp(self):
        path = os.path.join(os.path.dirname(os.path.dirname(HERE)), "docs", "protocol.md")
        with open(path, encoding="utf-8") as document:
            self.text = document.read()

    def test_hexadecimal_blocks(self):
        statement = next(v for v in VECTORS["objects"] if v["name"] == "statement")
        said = bytes.fromhex(statement["encoding"])
        known = json.dumps(VECTORS) + signature_input(
            "statement", bytes.fromhex(VECTORS["instance"]), said).hex()
        blocks = re.findall(r"^```hex\n(.*?)^```$", self.text, re.MULTILINE | re.DOTALL)
        self.assertGreaterEqual(len(blocks), 7)
        for block in blocks:
            digits = "".join(line.split("  ")[0].strip() for line in block.splitlines())
            self.assertRegex(digits, "^([0-9a-f]{2}){16,}$")
            self.assertTrue(digits in known, "not in the vectors: " + digits)

    def test_checkpoint(self):
        example = "```text\n" + VECTORS["log"]["checkpoint"] + "```"
        self.assertTrue(example in self.text)

    def test_every_object_is_described(self):
        absent = {vector["type"] for vector in VECTORS["objects"]
                  if "`%s`" % vector["type"] not in self.text}
        self.assertEqual(absent, set())


if __name__ == "__main__":
    junit.main()
