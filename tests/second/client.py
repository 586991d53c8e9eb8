"""A client of its own: a device's keys out of its keystore, gRPC, and docs/protocol.md §5.6.

It syncs the directory, asks, checks the proof that came with the answer, replays the household's
state chain, and opens what the team may read. It does not judge lines by the rules of §8.4.
"""
import secrets
import subprocess
import sys
import time

import grpc

import calls
import objects
import seals
import sodium
import tree
from directory import Directory, check_statement, own_agency
from household_file import HouseholdFile
from rules import NO_PURPOSE
from wire import ZERO32, be, decode, need

DEADLINE = 20
FIRST_RECORD, EVERYTHING = 1, 2
TEAM_KEY_SEAL = 2
# by the first number of their methods
SERVICES = ((50, "LogService"), (30, "HouseholdService"), (20, "InvolvementService"),
            (10, "DirectoryService"))


def messages(proto, folder):
    """The message classes of proto/voordeur/v1, made in `folder`."""
    names = [str(proto / "voordeur" / "v1" / f"{name}.proto")
             for name in ("error", "log_service", "member_service")]
    subprocess.run(["protoc", f"--proto_path={proto}", f"--python_out={folder}", *names],
                   check=True)
    sys.path.append(str(folder))
    from voordeur.v1 import log_service_pb2, member_service_pb2
    return log_service_pb2, member_service_pb2


class Client:
    def __init__(self, keys, log_pb, member_pb):
        self.keys, self.log_pb, self.member_pb = keys, log_pb, member_pb
        self.instance = keys["instance"]
        self.channel = grpc.secure_channel(keys["address"], grpc.ssl_channel_credentials(
            keys["serverCa"].encode(), keys["tlsKey"], keys["certificate"].encode()))
        self.directory, self.chain = Directory(), tree.Chain("directory")
        self.head = {"size": 0, "root": ZERO32}

    def close(self):
        self.channel.close()

    def _call(self, service, method, request, response):
        return self.channel.unary_unary(
            f"/voordeur.v1.{service}/{method}", type(request).SerializeToString,
            response.FromString)(request, timeout=DEADLINE)

    # -- the directory ---------------------------------------------------------------------------

    def sync(self, count=None):
        """Follows the directory chain as far as `count`, or to its end."""
        while count is None or self.chain.count < count:
            request = self.member_pb.SyncDirectoryRequest(known_count=self.chain.count)
            answer = self._call("MemberService", "SyncDirectory", request,
                                self.member_pb.SyncDirectoryResponse)
            for line in answer.lines:
                if count is None or self.chain.count < count:
                    self._directory_line(line)
            if count is None:
                need(self.chain.count == answer.total_count, "DirectoryChainWrong")
                return
            need(answer.lines, "DirectoryChainWrong")

    def _directory_line(self, line):
        entry = decode(objects.ENTRY, line.entry)
        statement = decode(objects.STATEMENT, entry["statement"])
        method = calls.METHODS[statement["method"]]
        need(entry["outcome"] == 0 and method.chain == "directory" and entry["type"] == method.type
             and self.chain.is_head(entry["directory"]), "DirectoryChainWrong")
        need(tree.object_hash("payload", be(statement["method"], 2) + line.payload)
             == statement["payloadHash"], "PayloadMismatch")
        payload = decode(method.payload, line.payload)
        if self.directory.instance is None:
            need(method.name == "Found" and entry["sequence"] == 0, "WrongInstance")
            need(self.directory.found(payload) == self.instance, "WrongInstance")
            check_statement(self.directory, entry, statement, entry["signature"])
        else:
            check_statement(self.directory, entry, statement, entry["signature"])
            self.directory.check_cosignatures(statement, method.name, payload)
            self.directory.follow(payload["changes"], entry["sequence"])
        self.chain.add(tree.leaf_hash(line.entry))

    def newest_head(self):
        request = self.member_pb.GetCheckpointRequest(known_size=self.head["size"])
        answer = self._call("MemberService", "GetCheckpoint", request,
                            self.member_pb.GetCheckpointResponse)
        self._advance(answer.checkpoint, answer.consistency)

    def _advance(self, checkpoint, consistency):
        """§5.6, 3 and 5."""
        head = tree.check_checkpoint(checkpoint, self.instance, self.directory.policy["logKey"])
        need(head["size"] >= self.head["size"], "LogShrunk")
        if self.head["size"]:
            tree.check_consistency(decode(objects.CONSISTENCY, consistency), self.head, head)
        else:
            need(not consistency, "Malformed", "a proof from nothing")
        self.head = head

    def a_founder(self):
        """The person of the device that founded."""
        return next(device["person"] for device in self.directory.devices.values()
                    if device["signKey"] in self.directory.policy["founders"])

    # -- asking ----------------------------------------------------------------------------------

    def purpose(self):
        """A purpose that the own agency may use, with its basis."""
        agency = self.directory.agencies[own_agency(self.directory, self.keys["team"])]
        return next((each["code"], each["basis"]) for each in self.directory.policy["purposes"]
                    if each["code"] in agency["purposes"])

    def statement(self, name, payload, raw, changes):
        purpose, basis = (0, 0) if name in NO_PURPOSE else self.purpose()
        return {
            "device": self.keys["device"], "person": self.keys["person"],
            "team": self.keys["team"], "method": calls.number_of(name),
            "role": self.directory.role_of(self.keys["person"], self.keys["team"]),
            "purpose": purpose, "basis": basis, "emergency": False, "mode": 1, "offlineTime": 0,
            "requestId": secrets.token_bytes(16), "time": int(time.time() * 1000),
            "head": self.head, "detailHash": ZERO32,
            "payloadHash": tree.object_hash("payload", be(calls.number_of(name), 2) + raw),
            "households": sorted(calls.households_of(name, payload)), **changes}

    def request(self, name, payload, known=b"", detail=b"", **changes):
        """A signed LoggedRequest for one call; `changes` are other fields of the statement."""
        raw = calls.METHODS[calls.number_of(name)].payload.write(payload)
        if detail:
            changes["detailHash"] = tree.object_hash("detail", detail)
        asked = objects.STATEMENT.write(self.statement(name, payload, raw, changes))
        signature = sodium.sign(self.keys["signSeed"],
                                tree.signature_input("statement", self.instance, asked))
        return self.log_pb.LoggedRequest(statement=asked, signature=signature, payload=raw,
                                         known=known, detail=detail)

    def send(self, name, request):
        number = calls.number_of(name)
        service = next(service for first, service in SERVICES if number >= first)
        kind = self.log_pb.ReadLogResponse if name == "ReadLog" else self.log_pb.LoggedResponse
        return self._call(service, name, request, kind)

    def ask(self, name, payload, **changes):
        """One logged call with all that §5.6 wants checked; entry, answer, heads, response."""
        method = calls.METHODS[calls.number_of(name)]
        request = self.request(name, payload, **changes)
        response = self.send(name, request)
        entry = decode(objects.ENTRY, response.entry)
        need(entry["statement"] == request.statement and entry["signature"] == request.signature
             and entry["type"] == method.type and entry["outcome"] == 0, "EntryNotMine")
        self.check_answer(method, entry, response)
        answer = decode(method.answer, response.answer) if method.answer else None
        heads = decode(objects.HEADS, response.heads) if response.heads else []
        need(len(heads) == entry["householdCount"], "AnswerMismatch")
        return entry, answer, heads, response

    def check_answer(self, method, entry, response):
        number = be(calls.number_of(method.name), 2)
        answer = tree.object_hash("answer", number + response.answer) if response.answer else ZERO32
        heads = tree.object_hash("heads", response.heads) if response.heads else ZERO32
        need(answer == entry["answerHash"] and heads == entry["headsHash"], "AnswerMismatch")
        self._advance(response.checkpoint, response.consistency)
        tree.check_answer_proof(entry, response.entry, response.inclusion, self.head)
        self.sync(entry["directory"]["count"])
        need(self.chain.is_head(entry["directory"]), "DirectoryChainWrong")

    def team_key_sealed_to_me(self):
        """§10.2, 6: the newest team key in FetchKeys; it must be the directory's."""
        answer = self._call("MemberService", "FetchKeys", self.member_pb.FetchKeysRequest(),
                            self.member_pb.FetchKeysResponse)
        network, found = {each["epoch"]: each["key"] for each in self.keys["networkKeys"]}, None
        for each in answer.keys:
            header = seals.blob_header(each.sealed)
            if header["kind"] == TEAM_KEY_SEAL:
                found = seals.open_blob(each.sealed, TEAM_KEY_SEAL, self.keys["sealSecret"],
                                        network[header["networkEpoch"]],
                                        {"recipient": self.keys["device"], "recipientEpoch": 0})
                need(len(found) == 32 and sodium.x25519_key(found) == self.directory.team_key(
                    header["subject"], header["subjectEpoch"])["key"], "KeyMissing", "team key")
        return found

    def list_households(self):
        """What the team finds in its caseload, each with one compartment at most."""
        payload = {"known": [], "scope": FIRST_RECORD}
        return self.ask("ListHouseholds", payload)[1]["households"]

    def who_looked(self, household):
        """The statements of the household's chain of all entries, oldest first; for an officer."""
        payload = {"known": [{"household": household, "stateCount": 0}], "scope": EVERYTHING}
        _, _, heads, response = self.ask("WhoLooked", payload, purpose=0, basis=0)
        chain, statements = tree.Chain("household", household), []
        for line in response.chain:
            entry = decode(objects.ENTRY, line.entry)
            statement = decode(objects.STATEMENT, entry["statement"])
            device = self.directory.devices.get(statement["device"])
            need(device is not None and tree.signed(
                "statement", self.instance, entry["statement"], device["signKey"],
                entry["signature"]), "SignatureBroken")
            chain.add(tree.leaf_hash(line.entry))
            statements.append(statement)
        need(len(heads) == 1 and chain.is_head(heads[0]["all"]), "HouseholdChainWrong")
        return statements

    def open_household(self, household):
        """OpenHousehold, and everything in it that the team may read."""
        payload = {"known": [{"household": household, "stateCount": 0}], "scope": EVERYTHING}
        _, answer, heads, response = self.ask("OpenHousehold", payload)
        need([head["household"] for head in heads] == [household]
             and [each["household"] for each in answer["households"]] == [household],
             "HouseholdChainWrong")
        file = HouseholdFile(self.directory, self.keys, household)
        for line in response.chain:
            file.add(line)
        file.open(heads[0]["state"], answer["households"][0]["compartments"], response.objects)
        return file
