"""Signatures of the objects beside a payload, by the device that asks: docs/protocol.md §4.6."""
import objects
import tree
from wire import ZERO32, decode


def grants_in(name, payload):
    return (payload["commit"] if name == "Intake" else payload).get("grants", [])


def check_grants(instance, device, name, payload, attached):
    """Every grant is by the asking device, and signed by it."""
    for grant in grants_in(name, payload):
        body = decode(objects.GRANT_BODY, attached[grant["bodyHash"]])
        over = objects.GRANT_HEADER.write(grant["header"]) + body["enc"] + body["ct"]
        if grant["header"]["granter"] != device["id"] or not tree.signed(
                "grant", instance, over, device["signKey"], body["signature"]):
            return False
    return True


def check_envelopes(instance, device, name, payload, attached):
    commit = payload["commit"] if name == "Intake" else payload
    for manifest in commit.get("manifests", []):
        for row in manifest["delta"]:
            if row["envelopeHash"] == ZERO32:
                continue
            raw = attached[row["envelopeHash"]]
            envelope = decode(objects.ENVELOPE, raw)
            if envelope["author"] != device["id"] or not tree.signed(
                    "record", instance, raw[:-64], device["signKey"], envelope["signature"]):
                return False
    return True


def check_index(instance, device, name, payload, attached):
    if name not in ("Register", "Intake"):
        return True
    for each in payload["index"]:
        raw = attached[each["entryHash"]]
        entry = decode(objects.INDEX_ENTRY, raw)
        if entry["device"] != device["id"] or entry["kind"] != each["kind"] or not tree.signed(
                "index", instance, raw[:-64], device["signKey"], entry["signature"]):
            return False
    return True
