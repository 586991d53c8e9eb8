"""The second reader against tests/vectors, and against the published values of RFC 9497."""
import json
import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path += [str(HERE), str(HERE.parent / "support")]

import calls  # noqa: E402
import junit  # noqa: E402
import objects  # noqa: E402
import rfc9497  # noqa: E402
import seals  # noqa: E402
import sodium  # noqa: E402
import tree  # noqa: E402
import voprf  # noqa: E402
from wire import Refused, decode  # noqa: E402

VECTORS = HERE.parent / "vectors"
FORMATS = json.loads((VECTORS / "formats.json").read_text(encoding="utf-8"))
SEALS = json.loads((VECTORS / "seals.json").read_text(encoding="utf-8"))
INSTANCE = bytes.fromhex(FORMATS["instance"])

TABLES = {
    "RootPolicy": objects.ROOT_POLICY, "DirectoryChange": objects.DIRECTORY_CHANGE,
    "FoundPayload": objects.FOUND_PAYLOAD, "DirectoryPayload": objects.DIRECTORY_PAYLOAD,
    "Enrolment": objects.ENROLMENT, "EpochRecord": objects.EPOCH_RECORD,
    "GrantHeader": objects.GRANT_HEADER, "GrantBody": objects.GRANT_BODY,
    "GrantRef": objects.GRANT_REF, "Envelope": objects.ENVELOPE, "Rows": objects.ROWS,
    "Manifest": objects.MANIFEST, "IndexEntry": objects.INDEX_ENTRY,
    "EvaluatePayload": calls.EVALUATE, "CheckPayload": calls.CHECK,
    "RegisterPayload": calls.REGISTER, "ChangeInvolvementPayload": calls.CHANGE_INVOLVEMENT,
    "AnswerMatchPayload": calls.ANSWER_MATCH, "ListInvolvementsPayload": calls.LIST_INVOLVEMENTS,
    "CommitPayload": calls.COMMIT, "IntakePayload": calls.INTAKE,
    "GrantPayload": calls.GRANT_ACCESS, "EndAccessPayload": calls.END_ACCESS,
    "OfferPayload": calls.OFFER_LEAD, "OfferAnswerPayload": calls.OFFER_ANSWER,
    "OpenPayload": calls.OPEN, "ReadLogPayload": calls.READ_LOG,
    "ShareTeamKeyPayload": calls.SHARE_TEAM_KEY, "QuotaPayload": calls.QUOTA,
    "EvaluateAnswer": calls.EVALUATE_ANSWER, "CheckAnswer": calls.CHECK_ANSWER,
    "MetAnswer": calls.MET_ANSWER, "OpenAnswer": calls.OPEN_ANSWER,
    "ListInvolvementsAnswer": calls.LIST_INVOLVEMENTS_ANSWER, "Statement": objects.STATEMENT,
    "Entry": objects.ENTRY, "Heads": objects.HEADS, "LogLine": objects.LOG_LINE,
}

def unhex(values):
    return [bytes.fromhex(value) for value in values]


def plain(value):
    """Fields as JSON has them: bytes in hexadecimal."""
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value.hex() if isinstance(value, (bytes, bytearray)) else value


def named(name):
    return next(each for each in FORMATS["objects"] if each["name"] == name)


def encoding_of(name):
    return bytes.fromhex(named(name)["encoding"])


class FormatsTest(unittest.TestCase):
    def test_every_object_reads_and_writes_back(self):
        for each in FORMATS["objects"]:
            with self.subTest(each["name"]):
                kind, raw = TABLES[each["type"]], bytes.fromhex(each["encoding"])
                value = decode(kind, raw)
                self.assertEqual(plain(value), each["fields"])
                self.assertEqual(kind.write(value), raw)

    def test_nothing_short_or_long_is_read(self):
        for each in FORMATS["objects"]:
            kind, raw = TABLES[each["type"]], bytes.fromhex(each["encoding"])
            for size in sorted({0, 1, len(raw) // 2, len(raw) - 1}):
                with self.subTest(each["name"], size=size), self.assertRaises(Refused):
                    decode(kind, raw[:size])
            with self.subTest(each["name"], size="long"), self.assertRaises(Refused):
                decode(kind, raw + b"\0")

    def test_what_is_read_of_changed_bytes_writes_those_bytes(self):
        for each in FORMATS["objects"]:
            kind, raw = TABLES[each["type"]], bytes.fromhex(each["encoding"])
            for at in range(0, len(raw), max(1, len(raw) // 150)):
                bent = bytearray(raw)
                bent[at] ^= 0x81
                try:
                    value = decode(kind, bent)
                except Refused:
                    continue
                self.assertEqual(kind.write(value), bytes(bent), each["name"])

    def test_what_is_not_canonical_is_refused(self):
        statement, envelope = encoding_of("statement"), encoding_of("envelope")
        rows, policy = encoding_of("rows of a compartment"), encoding_of("founding policy")
        cases = [
            ("version of a statement", objects.STATEMENT, b"\x02" + statement[1:]),
            ("role 9", objects.STATEMENT, statement[:49] + b"\x09" + statement[50:]),
            ("flag 2", objects.STATEMENT, statement[:56] + b"\x02" + statement[57:]),
            ("suite of an envelope", objects.ENVELOPE, envelope[:4] + b"\x02" + envelope[5:]),
            ("class of an envelope", objects.ENVELOPE, envelope[:153] + b"\x01" + envelope[154:]),
            ("rows fall", objects.ROWS, rows[:4] + rows[60:116] + rows[4:60] + rows[116:]),
            ("a row twice", objects.ROWS, b"\0\0\0\x02" + rows[4:60] * 2),
            ("suite of a policy", objects.ROOT_POLICY, policy.replace(
                bytes.fromhex("cdcecfd001"), bytes.fromhex("cdcecfd002"))),
            ("UTF-8 overlong", objects.ROOT_POLICY, policy.replace(b"Vo", b"\xc1\x96", 1)),
            ("U+0000", objects.ROOT_POLICY, policy.replace(b"Vo", b"\0o", 1)),
        ]
        for name, kind, raw in cases:
            with self.subTest(name), self.assertRaises(Refused):
                decode(kind, raw)

    def test_hashes(self):
        for each in FORMATS["objects"]:
            if "hash" not in each:
                continue
            with self.subTest(each["name"]):
                hash_, raw = each["hash"], bytes.fromhex(each["encoding"])
                if "method" in hash_:
                    raw = hash_["method"].to_bytes(2, "big") + raw
                self.assertEqual(tree.object_hash(hash_["type"], raw).hex(), hash_["value"])
        for each in FORMATS["hashes"]:
            self.assertEqual(tree.object_hash(each["type"], bytes.fromhex(each["over"])).hex(),
                             each["value"])
        device = decode(objects.DIRECTORY_CHANGE, encoding_of("change: device"))
        self.assertEqual(tree.device_id(device), device["id"])

    def test_signatures(self):
        count = 0
        for each in FORMATS["objects"]:
            for made in each.get("signatures", []):
                with self.subTest(each["name"]):
                    type_, (instance, over, key, value) = made["type"], unhex(
                        made[name] for name in ("instance", "over", "key", "value"))
                    self.assertTrue(tree.signed(type_, instance, over, key, value))
                    self.assertFalse(tree.signed(type_ + "x", instance, over, key, value))
                    self.assertFalse(tree.signed(type_, bytes(31) + b"\1", over, key, value))
                    count += 1
        self.assertGreater(count, 8)

    def test_enrolment_mac(self):
        import hashlib
        import hmac
        mac = named("enrolment")["mac"]
        prk = sodium.hkdf_extract(b"voordeur/v1/invitation", bytes.fromhex(mac["invitationSecret"]))
        made = hmac.new(sodium.hkdf_expand(prk, b"device"), bytes.fromhex(mac["over"]),
                        hashlib.sha256)
        self.assertEqual(made.hexdigest(), mac["value"])

    def test_chains(self):
        for each in FORMATS["chains"]:
            chain = tree.Chain(each["name"], bytes.fromhex(each["id"]))
            self.assertEqual(chain.head.hex(), each["empty"])
            chain.add(bytes.fromhex(each["leaf"]))
            self.assertEqual(chain.head.hex(), each["extended"])


class LogTest(unittest.TestCase):
    def setUp(self):
        log = FORMATS["log"]
        self.key, self.checkpoint = bytes.fromhex(log["key"]), log["checkpoint"]
        self.seven = {"size": 7, "root": bytes.fromhex(log["rootOfSeven"])}
        self.eight = {"size": 8, "root": bytes.fromhex(log["rootOfEight"])}
        self.inclusion = decode(objects.INCLUSION, bytes.fromhex(log["inclusionOfEntry"]))
        self.consistency = decode(objects.CONSISTENCY, bytes.fromhex(log["consistencyFromSeven"]))
        self.leaf = tree.leaf_hash(encoding_of("entry"))

    def test_tree(self):
        grown = tree.Tree()
        for number in range(7):
            grown.add(tree.leaf_hash(bytes([number])))
        self.assertEqual(grown.root(), self.seven["root"])
        grown.add(self.leaf)
        self.assertEqual(grown.root(), self.eight["root"])

    def test_proofs(self):
        tree.check_inclusion(self.inclusion, self.leaf, 7, 8, self.eight["root"])
        tree.check_consistency(self.consistency, self.seven, self.eight)
        for place in range(len(self.inclusion["hashes"])):
            bent = dict(self.inclusion, hashes=list(self.inclusion["hashes"]))
            bent["hashes"][place] = bytes(32)
            with self.assertRaises(Refused):
                tree.check_inclusion(bent, self.leaf, 7, 8, self.eight["root"])
        for bent in (dict(self.consistency, hashes=self.consistency["hashes"][:-1]),
                     dict(self.consistency, hashes=self.consistency["hashes"] + [bytes(32)]),
                     dict(self.consistency, oldSize=0)):
            with self.assertRaises(Refused):
                tree.check_consistency(bent, self.seven, self.eight)
        with self.assertRaises(Refused):
            tree.check_consistency(self.consistency, dict(self.seven, root=bytes(32)), self.eight)

    def test_checkpoint(self):
        text = self.checkpoint
        self.assertEqual(tree.check_checkpoint(text, INSTANCE, self.key), self.eight)
        line = text.split("\n")[-2]
        for bent in (text.replace("\n8\n", "\n9\n"), text.replace("\n8\n", "\n08\n"),
                     text + line + "\n", text[:-1], text.replace("\n\n", "\nextension\n\n"),
                     text.replace("voordeur/1362", "voordeur/1363"), text + "nothing\n"):
            with self.assertRaises(Refused):
                tree.check_checkpoint(bent, INSTANCE, self.key)
        witness = "— getuige.example AAAAAAAAAAA=\n"
        self.assertEqual(tree.check_checkpoint(text + witness, INSTANCE, self.key), self.eight)


class SealsTest(unittest.TestCase):
    def setUp(self):
        self.network = bytes.fromhex(SEALS["networkKey"])
        self.secret = bytes.fromhex(SEALS["teamSecret"])
        self.epoch = SEALS["networkEpoch"]
        self.networks = [{"epoch": self.epoch, "key": self.network},
                         {"epoch": self.epoch + 1, "key": bytes(32)}]
        self.key = bytes.fromhex(SEALS["compartmentKey"])

    def test_grant(self):
        header = decode(objects.GRANT_HEADER, bytes.fromhex(SEALS["grant"]["header"]))
        body = decode(objects.GRANT_BODY, bytes.fromhex(SEALS["grant"]["body"]))
        self.assertEqual(sodium.x25519_key(self.secret).hex(), SEALS["teamKey"])
        opened = seals.open_grant(header, body, self.secret, self.networks)
        self.assertEqual(opened, self.key)
        for changed in (dict(header, team=bytes(16)), dict(header, rights=3)):
            with self.assertRaises(Refused):
                seals.open_grant(changed, body, self.secret, self.networks)
        with self.assertRaises(Refused):
            seals.open_grant(header, body, self.secret, self.networks[1:])

    def test_blob(self):
        blob, raw = SEALS["blob"], bytes.fromhex(SEALS["blob"]["blob"])
        opened = seals.open_blob(raw, 3, self.secret, self.network)
        self.assertEqual(opened.hex(), blob["plaintext"])
        with self.assertRaises(Refused):
            seals.open_blob(raw, 3, self.secret, self.network, {"subject": bytes(16)})
        with self.assertRaises(Refused):
            seals.open_blob(raw[:-1] + bytes([raw[-1] ^ 1]), 3, self.secret, self.network)

    def test_wrapped_key(self):
        each = SEALS["wrapped"]
        place = {"household": bytes.fromhex(each["household"]), "epoch": each["epoch"],
                 "compartment": bytes.fromhex(each["compartment"])}
        wrapped = bytes.fromhex(each["wrapped"])
        self.assertEqual(seals.handed_on(self.key, place, wrapped),
                         [(1, bytes.fromhex(each["previousKey"]))])
        self.assertEqual(seals.handed_on(self.key, dict(place, epoch=3), wrapped), [])
        self.assertEqual(seals.handed_on(self.key, place, wrapped[:-1]), [])

    def test_record(self):
        each = SEALS["record"]
        raw = bytes.fromhex(each["envelope"])
        envelope = decode(objects.ENVELOPE, raw)
        kind, body = seals.open_record(envelope, raw, self.key)
        self.assertEqual((kind, body.hex()), (each["recordKind"], each["body"]))
        with self.assertRaises(Refused):
            seals.open_record(envelope, raw, bytes(32))


class VoprfTest(unittest.TestCase):
    def setUp(self):
        self.key, self.blinded = bytes.fromhex(rfc9497.KEY), unhex(rfc9497.BLINDED)
        self.evaluated, self.proof = unhex(rfc9497.EVALUATED), bytes.fromhex(rfc9497.PROOF)

    def test_rfc_9497(self):
        scalars = [int.from_bytes(each, "little") for each in unhex(rfc9497.BLINDS)]
        inputs = unhex(rfc9497.INPUTS)
        self.assertEqual(list(map(voprf.blind, inputs, scalars)), self.blinded)
        secret = int.from_bytes(bytes.fromhex(rfc9497.SECRET), "little")
        self.assertEqual(voprf.evaluate(secret, self.blinded), self.evaluated)
        voprf.check_proof(self.key, self.blinded, self.evaluated, self.proof)
        outputs = list(map(voprf.finalize, inputs, scalars, self.evaluated))
        self.assertEqual(outputs, unhex(rfc9497.OUTPUTS))

    def test_a_false_proof_is_refused(self):
        swapped = self.evaluated[::-1]
        other = sodium.multiply_base(5)
        for key, evaluated, proof in (
                (self.key, swapped, self.proof), (other, self.evaluated, self.proof),
                (self.key, self.evaluated, self.proof[:32] + bytes(32)),
                (self.key, self.evaluated, b"\xff" * 64),
                (self.key, [bytes(32), self.evaluated[1]], self.proof)):
            with self.assertRaises(Refused):
                voprf.check_proof(key, self.blinded, evaluated, proof)

    def test_tokens(self):
        kinds = {name.decode(): kind for kind, name in voprf.NAMES.items()}
        for each in FORMATS["tokens"]:
            kind = kinds[each["kind"]]
            self.assertEqual(voprf.input_of(kind, each["normalForm"]).hex(), each["input"])
            output, network = unhex((each["oprfOutput"], each["networkKey"]))
            self.assertEqual(voprf.token(kind, output, network, each["epoch"]).hex(),
                             each["token"])


if __name__ == "__main__":
    junit.main()
