"""Hashes, signatures, tree, checkpoints and chains: docs/protocol.md §3 and §5.2 to §5.4."""
import base64
import binascii
import re

import objects
import sodium
from wire import Refused, be, decode, need

LOG_KEY_TYPE = b"\x01"


def prefixed(type_):
    return b"voordeur/v1/" + type_.encode() + b"\0"


def object_hash(type_, data):
    return sodium.sha256(prefixed(type_) + be(len(data), 8) + data)


def signature_input(type_, instance, data):
    return prefixed(type_) + instance + be(len(data), 8) + data


def signed(type_, instance, data, key, signature):
    return sodium.verify(key, signature_input(type_, instance, data), signature)


def device_id(device):
    return object_hash("device", device["signKey"] + device["sealKey"] + device["tlsKey"])[:16]


# -- chains ----------------------------------------------------------------------------------------

def empty_chain(name, id_=b""):
    return sodium.sha256(b"voordeur/v1/chain/" + name.encode() + b"\0" + id_)


class Chain:
    """Count and head of one chain."""

    def __init__(self, name, id_=b""):
        self.count, self.head = 0, empty_chain(name, id_)

    def add(self, leaf):
        self.count += 1
        self.head = sodium.sha256(b"voordeur/v1/chain\0" + self.head + leaf)

    def is_head(self, head):
        return head == {"count": self.count, "head": self.head}

    def as_head(self):
        return {"count": self.count, "head": self.head}


# -- the tree of RFC 6962 --------------------------------------------------------------------------

def leaf_hash(entry):
    return sodium.sha256(b"\0" + entry)


def node_hash(left, right):
    return sodium.sha256(b"\1" + left + right)


class Tree:
    """Roots of a growing tree: the complete subtrees on its right edge, largest first."""

    def __init__(self):
        self.size, self.edge = 0, []

    def add(self, leaf):
        self.size += 1
        node, left = leaf, self.size
        while left % 2 == 0:
            node, left = node_hash(self.edge.pop(), node), left // 2
        self.edge.append(node)

    def root(self):
        node = self.edge[-1]
        for left in reversed(self.edge[:-1]):
            node = node_hash(left, node)
        return node


def check_inclusion(proof, leaf, index, size, root):
    """RFC 9162 §2.1.3.2."""
    need(proof["index"] == index and proof["size"] == size and index < size <= 2**62,
         "InclusionBroken")
    fn, sn, node = index, size - 1, leaf
    for step in proof["hashes"]:
        need(sn > 0, "InclusionBroken")
        if fn & 1 or fn == sn:
            node = node_hash(step, node)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            node = node_hash(node, step)
        fn, sn = fn >> 1, sn >> 1
    need(sn == 0 and node == root, "InclusionBroken")


def check_consistency(proof, old, new):
    """RFC 9162 §2.1.4.2; `old` and `new` are LogHeads."""
    size = old["size"]
    need(proof["oldSize"] == size and proof["newSize"] == new["size"] and
         0 < size <= new["size"] <= 2**62, "ConsistencyBroken")
    path = list(proof["hashes"])
    if size == new["size"]:
        need(not path and old["root"] == new["root"], "ConsistencyBroken")
        return
    if size & (size - 1) == 0:
        path.insert(0, old["root"])
    need(path, "ConsistencyBroken")
    fn, sn = size - 1, new["size"] - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    first = second = path[0]
    for step in path[1:]:
        need(sn > 0, "ConsistencyBroken")
        if fn & 1 or fn == sn:
            first, second = node_hash(step, first), node_hash(step, second)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            second = node_hash(second, step)
        fn, sn = fn >> 1, sn >> 1
    need(sn == 0 and first == old["root"] and second == new["root"], "ConsistencyBroken")


# -- checkpoints -----------------------------------------------------------------------------------

def _base64(text):
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refused("CheckpointBroken", "base64") from error
    need(base64.b64encode(raw).decode() == text, "CheckpointBroken", "base64")
    return raw


def check_checkpoint(text, instance, log_key):
    """The LogHead that the log signed."""
    need(len(text.encode()) <= 64 * 1024, "CheckpointBroken", "too long")
    origin = "voordeur/" + instance.hex()
    head, gap, lines = text.partition("\n\n")
    need(gap and lines.endswith("\n"), "CheckpointBroken", "no empty line")
    rows = head.split("\n")
    need(len(rows) == 3, "CheckpointBroken", "three lines")
    need(rows[0] == origin, "LogOriginWrong")
    need(re.fullmatch("[1-9][0-9]{0,18}", rows[1]) and int(rows[1]) <= 2**62, "CheckpointBroken")
    root = _base64(rows[2])
    need(len(root) == 32, "CheckpointBroken", "root")
    hint = sodium.sha256(origin.encode() + b"\n" + LOG_KEY_TYPE + log_key)[:4]
    signatures = lines[:-1].split("\n")
    need(len(signatures) <= 17, "CheckpointBroken", "lines of signatures")
    own = 0
    for line in signatures:
        match = re.fullmatch("— ([^ +]+) ([A-Za-z0-9+/=]+)", line)
        need(match, "CheckpointBroken", "a line of a signature")
        raw = _base64(match[2])
        need(len(raw) > 4, "CheckpointBroken", "a short signature")
        if match[1] == origin and raw[:4] == hint:
            own += 1
            need(sodium.verify(log_key, (head + "\n").encode(), raw[4:]), "CheckpointBroken",
                 "the log's signature")
    need(own == 1, "CheckpointBroken", "not signed once by the log")
    return {"size": int(rows[1]), "root": root}


def check_answer_proof(entry, entry_bytes, inclusion, head):
    """That an entry is in the tree with this head."""
    check_inclusion(decode(objects.INCLUSION, inclusion), leaf_hash(entry_bytes),
                    entry["sequence"], head["size"], head["root"])
