"""One household as a device may read it: its state chain replayed, its keys, its records.

docs/protocol.md §4.6, §5.4 and §7. Lines are not judged by the rules of §8.4.
"""
import calls
import objects
import seals
import sodium
import tree
from directory import own_agency
from households import Households
from signed import grants_in
from wire import ZERO32, Refused, be, decode, need


class HouseholdFile:
    """`records`: by compartment (record, kind, fields); `unreadable`: (compartment, record)."""

    def __init__(self, directory, keys, household):
        self.directory, self.keys, self.instance = directory, keys, keys["instance"]
        self.households = Households(lambda team: own_agency(directory, team))
        self.house = self.households.house(household)
        self.authors, self.granters, self.records, self.unreadable = {}, {}, {}, []

    # -- the state chain ---------------------------------------------------------------------------

    def add(self, line):
        """The next line of the state chain."""
        entry = decode(objects.ENTRY, line.entry)
        statement = decode(objects.STATEMENT, entry["statement"])
        method = calls.METHODS[statement["method"]]
        number = be(statement["method"], 2)
        need(entry["outcome"] == 0 and method.chain == "state" and entry["type"] == method.type,
             "HouseholdChainWrong")
        need(tree.object_hash("payload", number + line.payload) == statement["payloadHash"],
             "PayloadMismatch")
        expected = tree.object_hash("answer", number + line.answer) if line.answer else ZERO32
        need(expected == entry["answerHash"], "AnswerMismatch")
        device = self.directory.devices.get(statement["device"])
        need(device is not None and device["admitted"] < entry["sequence"] < device["revoked"],
             "SignatureBroken", "device")
        need(tree.signed("statement", self.instance, entry["statement"], device["signKey"],
                         entry["signature"]), "SignatureBroken")
        payload = decode(method.payload, line.payload)
        answer = decode(method.answer, line.answer) if method.answer else None
        for grant in grants_in(method.name, payload):
            need(grant["header"]["granter"] == statement["device"], "GrantBroken")
        commit = payload["commit"] if method.name == "Intake" else payload
        for manifest in commit.get("manifests", []):
            for row in manifest["delta"]:
                self.authors[(manifest["compartment"], row["record"])] = statement["device"]
        self.households.apply(method.name, entry, statement, payload, answer)
        self.house.state.add(tree.leaf_hash(line.entry))

    # -- what the team may read --------------------------------------------------------------------

    def open(self, state, compartments, delivered):
        """Everything in the compartments of the answer, once the chain is complete."""
        need(self.house.state.is_head(state), "HouseholdChainWrong")
        attached = {tree.object_hash("attachment", each): each for each in delivered}
        for part in compartments:
            held = self.house.compartments.get(part["compartment"])
            need(held is not None and part == held.shown(part["compartment"]), "ManifestOld")
            keys = self._keys(held, attached)
            self.records[part["compartment"]] = self._records(part["compartment"], held, keys,
                                                              attached)

    def _records(self, compartment, part, keys, attached):
        out = []
        for row in part.all_rows():
            if row["envelopeHash"] == ZERO32:
                continue
            need(row["envelopeHash"] in attached, "RecordMissing")
            raw = attached[row["envelopeHash"]]
            envelope = decode(objects.ENVELOPE, raw)
            seals.check_row(row, envelope, raw, part.manifest)
            need(envelope["author"] == self.authors[(compartment, row["record"])],
                 "SignatureBroken", "another author")
            key = self.directory.devices[envelope["author"]]["signKey"]
            need(tree.signed("record", self.instance, raw[:-64], key, envelope["signature"]),
                 "SignatureBroken", "record")
            if envelope["epoch"] not in keys:
                self.unreadable.append((compartment, row["record"]))
                continue
            kind, body = seals.open_record(envelope, raw, keys[envelope["epoch"]])
            out.append((row["record"], kind, seals.read_record(kind, body)))
        return out

    def _keys(self, part, attached):
        """Keys by epoch: that of the team's grant, and all that are handed on from there (§7.3).
        What does not open takes away nothing but itself."""
        grant = part.grants.get(self.keys["team"])
        need(grant is not None, "GrantMissing")
        epochs = {record["epoch"]: record for record in part.epochs}
        found, reached = {}, [(grant["header"]["epoch"], self._granted(grant, attached))]
        while reached:
            epoch, key = reached.pop()
            record = epochs[epoch]
            try:
                seals.check_commitment(key, record, record["commitment"])
            except Refused:
                continue
            if epoch in found:
                continue
            found[epoch] = key
            if epoch > 1:
                need(record["wrappedHash"] in attached, "RecordMissing", "wrapped keys")
                reached += seals.handed_on(key, record, attached[record["wrappedHash"]])
        return found

    def _granted(self, grant, attached):
        header = grant["header"]
        need(grant["bodyHash"] in attached, "GrantMissing")
        body = decode(objects.GRANT_BODY, attached[grant["bodyHash"]])
        over = objects.GRANT_HEADER.write(header) + body["enc"] + body["ct"]
        granter = self.directory.devices[header["granter"]]["signKey"]
        need(tree.signed("grant", self.instance, over, granter, body["signature"]), "GrantBroken")
        secret = next(each["secret"] for each in self.keys["teamKeys"]
                      if (each["team"], each["epoch"]) == (header["team"], header["teamKeyEpoch"]))
        need(sodium.x25519_key(secret) == self.directory.team_key(
            header["team"], header["teamKeyEpoch"])["key"], "KeyMissing", "team key")
        return seals.open_grant(header, body, secret, self.keys["networkKeys"])
