"""The second reader against the real product: a bundle and records that our programs made.

    product_test.py --bin FOLDER     (where voordeurd and voordeurctl are)
"""
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path += [str(HERE), str(HERE.parent / "support"), str(HERE.parent / "tamper"),
             str(ROOT / "client" / "demo")]

import bundle  # noqa: E402
import calls  # noqa: E402
import junit  # noqa: E402
import objects  # noqa: E402
import refused_calls  # noqa: E402
import scene  # noqa: E402
import seals  # noqa: E402
import tamper_test  # noqa: E402
import voprf  # noqa: E402
from wire import ZERO16, Refused, decode  # noqa: E402

BIN = pathlib.Path(sys.argv.pop(sys.argv.index("--bin") + 1))
sys.argv.remove("--bin")
AUTH_FAIL, START, STOP = 32, 33, 34
OUTCOME, RULE, ANSWER_HASH = 19, 21, -5  # last bytes of fields, in an entry


class ProductTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.scene = scene.Scene(BIN, pathlib.Path(folder.name))
        cls.addClassCleanup(cls.scene.town.close)
        for step in (cls.scene.people, cls.scene.work, cls.scene.refusals, cls.scene.export):
            begun = time.monotonic()
            step()
            print(f"{step.__name__}: {time.monotonic() - begun:.1f} s", file=sys.stderr)
        cls.raw = cls.scene.file.read_bytes()
        cls.log = bundle.verify(cls.raw)

    def device(self, who):
        opened = self.scene.device(who)
        self.addCleanup(opened.close)
        return opened

    def open(self, who):
        return self.device(who).open_household(bytes.fromhex(self.scene.household))

    def done(self):
        """(sequence, method) of what was done."""
        return [(entry["sequence"], calls.METHODS[statement["method"]].name)
                for entry, statement, _ in self.log.lines if statement and not entry["outcome"]]

    # -- the bundle ------------------------------------------------------------------------------

    def test_bundle_holds(self):
        self.assertEqual(self.log.problems, [])
        self.assertTrue(self.log.households_whole)
        result = subprocess.run([str(BIN / "voordeur-verify"), str(self.scene.file)], text=True,
                                capture_output=True, check=False)
        said = re.search(r"Stand\s+(\d+):(\w+)", result.stdout)
        self.assertEqual((self.log.head["size"], self.log.head["root"].hex()),
                         (int(said[1]), said[2]))

    def test_bundle_has_what_it_should_have(self):
        types = {entry["type"] for entry, _, _ in self.log.lines}
        self.assertLessEqual({AUTH_FAIL, START, STOP}, types)
        done = {name for _, name in self.done()}
        self.assertLessEqual({"Found", "Admit", "Evaluate", "Check", "Register", "Intake",
                              "GrantAccess", "OfferLead", "AcceptLead", "Commit", "Revoke",
                              "ShareTeamKey", "ReadLog"}, done)
        refused = [entry for entry, statement, _ in self.log.lines
                   if statement and entry["outcome"]]
        self.assertGreater(len(refused), 100)
        self.assertGreater(len({(entry["outcome"], entry["rule"]) for entry in refused}), 20)
        self.assertEqual(self.scene.broken, "REASON_SIGNATURE_BROKEN")

    def test_every_tamper_is_named(self):
        marks = {"head": f"{self.log.head['size']}:{self.log.head['root'].hex()}"}
        for mark, name in tamper_test.METHODS.items():
            marks[mark] = max(number for number, method in self.done() if method == name)
        for what, tamper, mark, reason in tamper_test.TAMPERS:
            with self.subTest(what):
                bent = tamper_test.Bundle(self.raw)
                kept = tamper(bent, marks).get("head")
                if kept:
                    size, root = kept.split(":")
                    kept = {"size": int(size), "root": bytes.fromhex(root)}
                found = bundle.verify(bent.encode(), kept).problems
                self.assertTrue(any((mark is None or line == marks[mark])
                                    and reason in (None, name) for line, name in found), found)

    def test_what_does_not_follow_from_the_log_is_named(self):
        opened = max(number for number, name in self.done() if name == "OpenHousehold")
        for at, reason in ((RULE, "RuleBroken"), (OUTCOME, "RuleBroken"),
                           (ANSWER_HASH, "AnswerFalse")):
            with self.subTest(reason, at=at):
                bent = tamper_test.Bundle(self.raw)
                bent.lines()[opened][1][at] ^= 1
                self.assertIn((opened, reason), bundle.verify(bent.encode()).problems)

    def test_a_cut_or_longer_file_is_refused(self):
        for bent in (self.raw[:-1], self.raw + b"\0", self.raw[:4] + b"\2" + self.raw[5:],
                     self.raw[:-8] + bytes(8)):
            with self.assertRaises(Refused):
                bundle.verify(bent)

    # -- records ---------------------------------------------------------------------------------

    def test_the_coach_reads_what_the_product_wrote(self):
        opened = self.open("bakker")
        shared = opened.records[ZERO16]
        self.assertEqual([record["text"] for _, kind, record in shared if kind == 4],
                         sorted(["Regeling getroffen", "Gesprek gehad"], key=lambda text: next(
                             id_ for id_, kind, record in shared
                             if kind == 4 and record["text"] == text)))
        members = [record for _, kind, record in shared if kind == 2]
        self.assertEqual([(each["firstName"], each["surname"]) for each in members],
                         [("Sam", "Voorbeeld")])
        own = [record for part, records in opened.records.items() if part != ZERO16
               for _, kind, record in records if kind == 3]
        self.assertEqual([each["bsn"] for each in own], [scene.BSN])
        self.assertGreaterEqual(len(opened.house.compartments[ZERO16].epochs), 2)

    def test_the_worker_reads_the_shared_core_alone(self):
        opened = self.open("groot")
        self.assertEqual(list(opened.records), [ZERO16])
        self.assertEqual(len(opened.records[ZERO16]), 4)

    def test_the_team_key_was_the_directorys(self):
        self.assertEqual(len(self.scene.leaver_key), 32)
        keys = self.device("bakker").keys["teamKeys"]
        self.assertIn(self.scene.leaver_key, [each["secret"] for each in keys
                                              if each["team"] == self.scene.leaver_team])

    def test_the_officer_sees_who_looked(self):
        household = bytes.fromhex(self.scene.household)
        looked = self.device("visser").who_looked(household)
        counted = self.log.households.known[household].all.count
        self.assertGreater(counted, 20)
        in_bundle = [statement for _, statement, _ in self.log.lines]
        self.assertTrue(all(statement in in_bundle for statement in looked[:counted]))
        self.assertGreaterEqual(len(looked), counted)

    def test_a_lying_answer_is_refused(self):
        def no_line(response):
            del response.chain[-1]

        def other_object(response):
            response.objects[0] = response.objects[0] + b"\0"

        def other_heads(response):
            response.heads = response.heads[:-1] + bytes([response.heads[-1] ^ 1])

        def other_checkpoint(response):
            response.checkpoint = response.checkpoint.replace("\n\n", "x\n\n", 1)

        def other_inclusion(response):
            response.inclusion = response.inclusion[:-1] + bytes([response.inclusion[-1] ^ 1])

        def no_consistency(response):
            response.consistency = b""

        opened = self.device("bakker")
        honest = opened.send
        for lie, reasons in (
                (no_line, {"HouseholdChainWrong"}),
                (other_object, {"RecordMissing", "GrantMissing"}),
                (other_heads, {"AnswerMismatch"}), (other_checkpoint, {"CheckpointBroken"}),
                (other_inclusion, {"InclusionBroken"}), (no_consistency, {"Malformed"})):
            def send(*words, lie=lie):
                response = honest(*words)
                lie(response)
                return response
            opened.send = send
            with self.subTest(lie.__name__), self.assertRaises(Refused) as raised:
                opened.open_household(bytes.fromhex(self.scene.household))
            self.assertIn(raised.exception.reason, reasons)

    # -- what was asked after --------------------------------------------------------------------

    def test_the_officer_recomputes_what_was_asked(self):
        officer = self.device("visser")
        team, key = officer.directory.officers()
        secret = next(each["secret"] for each in officer.keys["teamKeys"] if each["team"] == team)
        network = {each["epoch"]: each["key"] for each in officer.keys["networkKeys"]}
        evaluations, checked = {}, 0
        for entry, statement, line in self.log.lines:
            name = statement and calls.METHODS[statement["method"]].name
            if name not in ("Evaluate", "Check", "Register", "Intake") or entry["outcome"]:
                continue
            if line["detail"] == refused_calls.DETAIL:
                continue
            payload = decode(calls.METHODS[statement["method"]].payload, line["line"]["payload"])
            plain = seals.open_detail(line["detail"], statement, (team, key["epoch"], secret),
                                      network)
            if name == "Evaluate":
                detail = seals.read_padded(objects.EVALUATE_DETAIL, plain)
                answer = decode(calls.EVALUATE_ANSWER, line["line"]["answer"])
                evaluations[(statement["device"], entry["sequence"])] = self._outputs(
                    payload, detail, answer)
                continue
            detail = seals.read_padded(objects.ACT_DETAIL, plain)
            cited = payload["queries"] if name == "Check" else payload["index"]
            for each, asked in zip(cited, detail["tokens"], strict=True):
                cite = each["citation"]
                x, output = evaluations[(statement["device"], cite["sequence"])][cite["index"]]
                self.assertEqual(asked["x"], x)
                tokens = {voprf.token(each["kind"], output, key, epoch)
                          for epoch, key in network.items()}
                self.assertIn(asked["token"], tokens)
                checked += 1
        self.assertGreaterEqual(checked, 3)

    def _outputs(self, payload, detail, answer):
        out = []
        for query, blinded, evaluated in zip(detail["queries"], payload["blinded"],
                                             answer["evaluated"], strict=True):
            scalar = int.from_bytes(query["blind"], "little")
            self.assertEqual(voprf.blind(query["x"], scalar), blinded)
            out.append((query["x"], voprf.finalize(query["x"], scalar, evaluated)))
        return out


if __name__ == "__main__":
    junit.main()
