"""A whole log, from a proof bundle (docs/protocol.md §11.3), checked from entry 0 on (§12).

After the first line that cannot be followed, what depends on it is not judged any more.
"""
import calls
import judge
import objects
import tree
import voprf
from directory import Directory, check_statement, own_agency
from households import Households
from rules import Call, Quotas
from signed import check_envelopes, check_grants, check_index
from wire import U64, ZERO32, Constant, Cursor, Fixed, Raw, Refused, Sized, Table, be, decode, need

ITEM = 8 * 1024 * 1024
HEADER = Table((None, Constant(b"VDPB")), (None, Constant(b"\x01", "UnknownVersion")),
               ("instance", Fixed(32)))
LINE = Table(("line", Sized(objects.LOG_LINE, ITEM)), ("detail", Raw(objects.CALL)))
LINE_ITEM, CHECKPOINT_ITEM, END_ITEM = 1, 2, 3
HOUR = 3_600_000


def items(data):
    """(kind, bytes) up to the end, which must be there."""
    cursor = Cursor(data)
    header, lines = HEADER.read(cursor), 0
    yield 0, header["instance"]
    while True:
        kind, body = cursor.number(1), Raw(ITEM).read(cursor)
        if kind == END_ITEM:
            need(decode(U64, body) == lines and cursor.at == len(data), "Malformed", "end")
            return
        need(kind in (LINE_ITEM, CHECKPOINT_ITEM), "UnknownValue", f"item {kind}")
        lines += kind == LINE_ITEM
        yield kind, body


class Log:
    """Takes lines and checkpoints in order; `problems` are (sequence, reason)."""

    def __init__(self, instance, kept=None):
        self.instance, self.kept = instance, kept
        self.directory, self.tree = Directory(), tree.Tree()
        self.households = Households(lambda team: own_agency(self.directory, team))
        self.chain = tree.Chain("directory")
        self.lines, self.roots, self.problems, self.checkpoints = [], {0: ZERO32}, [], []
        self.requests, self.evaluations, self.highest = set(), {}, 0
        self.involvements, self.index, self.quotas = {}, {}, Quotas()
        self.whole, self.directory_whole, self.households_whole = True, True, True

    def judge(self, sequence, check, *arguments):
        """Runs one check; whether it held."""
        try:
            check(*arguments)
            return True
        except Refused as refused:
            self.problems.append((sequence, refused.reason))
            return False

    # -- lines -----------------------------------------------------------------------------------

    def add(self, body):
        number = len(self.lines)
        line = decode(LINE, body)
        try:
            entry = decode(objects.ENTRY, line["line"]["entry"])
            statement = (decode(objects.STATEMENT, entry["statement"]) if entry["statement"]
                         else None)
        except Refused:
            self.problems.append((number, "EntryBroken"))
            entry, statement = None, None
        self.lines.append((entry, statement, line))
        self.tree.add(tree.leaf_hash(line["line"]["entry"]))
        self.roots[self.tree.size] = self.tree.root()
        if entry is None or not self.whole:
            self.whole = False
            return
        if entry["sequence"] != number:
            self.problems.append((number, "LogGap"))
            self.whole = False
            return
        self.judge(number, self._time, entry)
        if self.directory_whole:
            self.directory_whole = self.judge(number, self._directory_head, entry)
        if statement is None:
            self.judge(number, need, not (line["line"]["payload"] or line["line"]["answer"]
                                          or line["line"]["attachments"] or line["detail"]),
                       "EntryBroken")
        else:
            self._asked(entry, statement, line["line"], line["detail"])

    def _time(self, entry):
        time, leaps = entry["time"], entry["time"] + HOUR < self.highest
        self.highest = time if leaps else max(time, self.highest)
        need(not leaps, "EntryBroken", "time")

    def _directory_head(self, entry):
        need(self.chain.is_head(entry["directory"]), "DirectoryChainWrong")

    def _asked(self, entry, statement, line, detail):
        number, done = entry["sequence"], entry["outcome"] == 0
        method = calls.METHODS.get(statement["method"])
        if method is None or method.type != entry["type"]:
            self.problems.append((number, "EntryBroken"))
            self.households_whole = False
            return
        held = [self.judge(number, self._hashes, method, entry, statement, line)]
        self.judge(number, self._detail, entry, statement, detail)
        payload, answer = None, None
        if held[0]:
            try:
                payload, answer = self._read(method, line, done)
            except Refused as refused:
                held[0] = False
                self.problems.append((number, refused.reason))
        if number == 0:
            held.append(self.judge(0, self._founding, method, payload))
        if self.directory_whole and self.directory.policy and not (
                not done and entry["rule"] == 41):
            held.append(self.judge(number, check_statement, self.directory, entry, statement,
                                   entry["signature"]))
        self.judge(number, self._once, statement)
        self.judge(number, self._head, statement, number)
        if payload is not None and self.directory_whole and all(held):
            self.judge(number, self._objects, method, entry, statement, line, payload, answer)
        self._chains(method, entry, statement, line, payload, answer, all(held))

    def _hashes(self, method, entry, statement, line):
        method_number, done = be(statement["method"], 2), entry["outcome"] == 0
        if line["payload"] or done:
            need(line["payload"], "PayloadMissing")
            need(tree.object_hash("payload", method_number + line["payload"])
                 == statement["payloadHash"], "PayloadMismatch")
        if line["answer"]:
            need(tree.object_hash("answer", method_number + line["answer"])
                 == entry["answerHash"], "AnswerMismatch")
        elif entry["answerHash"] != ZERO32:
            need(method.name in calls.ANSWERED_ANEW or method.name != "Evaluate",
                 "PayloadMissing", "answer")

    def _detail(self, entry, statement, detail):
        if statement["detailHash"] == ZERO32:
            need(not detail, "PayloadMismatch", "detail")
        elif detail or entry["outcome"] == 0:
            need(detail, "DetailMissing")
            need(tree.object_hash("detail", detail) == statement["detailHash"], "PayloadMismatch")

    def _read(self, method, line, done):
        payload = decode(method.payload, line["payload"]) if line["payload"] else None
        answer = decode(method.answer, line["answer"]) if method.answer and line["answer"] else None
        if payload is not None and (done or line["attachments"]):
            names = calls.attachments_of(method.name, payload)
            need(len(names) <= len(line["attachments"]), "PayloadMissing", "attachments")
            need(names == [tree.object_hash("attachment", each) for each in line["attachments"]],
                 "PayloadMismatch", "attachments")
        return payload, answer

    def _founding(self, method, payload):
        need(method.name == "Found" and payload is not None, "WrongInstance")
        need(self.directory.found(payload) == self.instance, "WrongInstance")

    def _once(self, statement):
        key = statement["device"] + statement["requestId"]
        need(key not in self.requests, "StatementReplayed")
        self.requests.add(key)

    def _head(self, statement, number):
        head = statement["head"]
        need(head["size"] <= number and self.roots[head["size"]] == head["root"], "LogFork")

    def _objects(self, method, entry, statement, line, payload, answer):
        """Signatures and proofs of what came along with what is done."""
        need(method.name == "Found" or statement["households"] == sorted(
            calls.households_of(method.name, payload)), "PayloadMismatch", "households")
        if entry["outcome"] != 0:
            return
        if "cosignatures" in payload:
            self.directory.check_cosignatures(statement, method.name, payload)
        if method.name == "Evaluate":
            self.evaluations[(statement["device"], entry["sequence"])] = (
                payload, answer, entry["time"])
            self._evaluated(payload, answer)
        attached = {tree.object_hash("attachment", each): each for each in line["attachments"]}
        device = self.directory.devices[statement["device"]]
        for check, reason in ((check_grants, "GrantBroken"), (check_envelopes, "SignatureBroken"),
                              (check_index, "IndexEntryBroken")):
            need(check(self.instance, device, method.name, payload, attached), reason)

    def _evaluated(self, payload, answer):
        need(answer is not None, "PayloadMissing", "answer")
        voprf.check_proof(self.directory.policy["oprfKeys"][payload["kind"] - 1],
                          payload["blinded"], answer["evaluated"], answer["proof"])

    # -- what follows ----------------------------------------------------------------------------

    def _chains(self, method, entry, statement, line, payload, answer, held):
        number, done, leaf = entry["sequence"], entry["outcome"] == 0, tree.leaf_hash(line["entry"])
        call = Call(self, method.name, entry, statement, payload, {
            tree.object_hash("attachment", each): each for each in line["attachments"]})
        if not (held and self.directory_whole):
            self.households_whole = False
        if self.households_whole:
            self.judge(number, self._rules, call, line)
            self.households_whole = self.judge(number, self._household, method, call, answer, leaf)
        if done and method.chain == "directory":
            followed = held and (number == 0 or self.judge(
                number, self.directory.follow, payload["changes"], number))
            self.directory_whole = self.directory_whole and bool(followed)
            self.chain.add(leaf)

    def _rules(self, call, line):
        """Outcome and rule are those of §8."""
        entry = call.entry
        names = calls.attachments_of(call.name, call.payload) if call.payload else []
        if entry["outcome"] and (call.payload is None or len(names) != len(line["attachments"])):
            return  # its attachments are gone: taken at its word
        need(judge.judge(call) == (entry["outcome"], entry["rule"]), "RuleBroken")
        if not entry["outcome"]:
            judge.charge(call)

    def _household(self, method, call, answer, leaf):
        entry, done = call.entry, call.entry["outcome"] == 0
        ids = self.households.concerned(method.name, entry, call.statement, call.payload or {},
                                        answer)
        houses = [self.households.house(id_) for id_ in ids]
        heads = objects.HEADS.write([house.heads() for house in houses])
        expected = tree.object_hash("heads", heads) if ids else ZERO32
        need((entry["householdCount"], entry["headsHash"]) == (len(ids), expected),
             "HouseholdChainWrong")
        for house in houses:
            house.all.add(leaf)
            if done and method.chain == "state":
                house.state.add(leaf)
        if done:
            true = judge.follow(call)
            need(true is None or judge.answer_hash(method, true) == entry["answerHash"],
                 "AnswerFalse")

    # -- heads -----------------------------------------------------------------------------------

    def _was_lost(self, restoration):
        """A kept head behind what was put back: it cannot be compared any more (§12)."""
        size = self.kept["size"]
        return (restoration["restored"]["size"] < size < restoration["lost"]["size"]
                or self.kept == restoration["lost"])

    def _last_time(self, restoration):
        entry = self.lines[restoration["restored"]["size"] - 1][0]
        need(entry is not None and entry["time"] == restoration["lastTime"], "RuleBroken",
             "lastTime")

    def checkpoint(self, text):
        self.checkpoints.append(text)

    def finish(self):
        """Checks every head against the log; returns the LogHead of the last checkpoint."""
        last, said = None, set()
        for text in self.checkpoints:
            try:
                head = tree.check_checkpoint(text, self.instance, self.directory.policy["logKey"])
                need(head["size"] <= len(self.lines), "LogShrunk")
                need(self.roots[head["size"]] == head["root"], "InclusionBroken")
                last = head
            except Refused as refused:
                if refused.reason not in said:
                    said.add(refused.reason)
                    self.problems.append((len(self.lines), refused.reason))
        for each in self.directory.restorations:
            self.judge(each["sequence"], self._last_time, each)
        if self.kept and not any(self._was_lost(each) for each in self.directory.restorations):
            size, root = self.kept["size"], self.kept["root"]
            if size > len(self.lines):
                self.problems.append((len(self.lines), "LogShrunk"))
            elif self.roots[size] != root:
                self.problems.append((size - 1, "LogFork"))
        return last


def verify(data, kept=None, instance=None):
    """The checked log of a bundle; `instance` as pinned, otherwise the bundle's own."""
    log, at = None, items(data)
    log = Log(instance or next(at)[1], kept)
    for kind, body in at:
        if kind == LINE_ITEM:
            log.add(body)
        elif kind == CHECKPOINT_ITEM:
            log.checkpoint(body.decode("utf-8"))
    log.head = log.finish()
    return log
