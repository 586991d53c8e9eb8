"""The objects of docs/protocol.md §4.2 to §4.6, §4.10 and §5.2: directory, log, and what is sealed.

Written from the tables of the document, in their order; the names of fields are those of
tests/vectors/formats.json.
"""
from wire import (EPOCH, FLAG, HASH, ID, KEY, SIGNATURE, TEXT, U8, U16, U32, U64, ZERO32,
                  Constant, Fixed, List, Number, Numbered, Option, Raw, Sized, Table, Text, Times)

NEW_ID = Fixed(16, zero=False)
KIND = Number(1, among={1, 2, 3})
ROLE = Number(1, among=set(range(1, 9)))
CODE = Number(2, low=1)
VERSION = Constant(b"\x01", "UnknownVersion")
HOUSEHOLDS = 1000


def by(*names):
    return lambda value: tuple(value[name] for name in names)


# -- §4.2 ------------------------------------------------------------------------------------------

QUOTA_RULE = Table(("scope", Number(1, among={1, 2, 3})), ("window", Number(1, among={1, 2})),
                   ("kind", KIND), ("max", U32))
BASIS = Table(("code", CODE), ("label", TEXT), ("source", TEXT))
PURPOSE = Table(("code", CODE), ("basis", U16), ("labelNl", TEXT), ("labelEn", TEXT))
LIFE_DOMAIN = Table(("code", CODE), ("labelNl", TEXT), ("labelEn", TEXT))
RETENTION = Table(("code", CODE), ("years", U16), ("countedFrom", TEXT), ("source", TEXT))


def _policy_holds(policy):
    bases = {basis["code"] for basis in policy["bases"]}
    return (policy["threshold"] <= len(policy["founders"])
            and all(purpose["basis"] in bases for purpose in policy["purposes"]))


ROOT_POLICY = Table(
    (None, VERSION), ("version", EPOCH), ("municipality", TEXT), ("logKey", KEY),
    ("oprfKeys", Times(KEY, 3)), ("serverCa", KEY), ("deviceCa", KEY),
    ("suite", Number(1, among={1}, unknown="UnknownSuite")),
    ("founders", List(KEY, 256, 1, rising=True)), ("threshold", Number(1, low=1)),
    ("quotas", List(QUOTA_RULE, 256, rising=by("scope", "window", "kind"))), ("bulkMax", U32),
    ("bases", List(BASIS, 256, rising=by("code"))),
    ("purposes", List(PURPOSE, 256, rising=by("code"))),
    ("lifeDomains", List(LIFE_DOMAIN, 256, rising=by("code"))),
    ("retention", List(RETENTION, 256, rising=by("code"))), ("showAgencies", FLAG),
    ("nonce", KEY), check=_policy_holds, most=512 * 1024)

# -- §4.6, needed before ---------------------------------------------------------------------------

LOG_HEAD = Table(("size", U64), ("root", HASH),
                 check=lambda head: (head["size"] == 0) == (head["root"] == ZERO32))

# -- §4.3 and §4.4 ---------------------------------------------------------------------------------

AGENCY, TEAM, PERSON, MEMBERSHIP, DEVICE, TEAM_KEY, INVITATION, REVOCATION, ADMISSION, \
    RESTORATION = range(1, 11)

DIRECTORY_CHANGE = Numbered("change", {
    AGENCY: Table(("id", NEW_ID), ("name", TEXT), ("kinds", Number(1, high=7)),
                  ("purposes", List(CODE, 256, rising=True)), ("lifeDomain", U16), ("phone", TEXT)),
    TEAM: Table(("id", NEW_ID), ("agency", ID), ("name", TEXT), ("flags", Number(1, high=15))),
    PERSON: Table(("id", NEW_ID), ("agency", ID), ("name", TEXT), ("phone", TEXT), ("mail", TEXT),
                  ("hours", TEXT)),
    MEMBERSHIP: Table(("person", ID), ("team", ID), ("role", ROLE), ("active", FLAG)),
    DEVICE: Table(("id", NEW_ID), ("person", ID), ("signKey", KEY), ("sealKey", KEY),
                  ("tlsKey", KEY)),
    TEAM_KEY: Table(("team", ID), ("epoch", EPOCH), ("key", KEY), ("madeBy", ID)),
    INVITATION: Table(("id", NEW_ID), ("person", ID), ("team", ID), ("expires", U64),
                      ("tokenHash", HASH), ("tlsKey", HASH)),
    REVOCATION: Table(("what", Number(1, among={1, 2, 3})), ("id", ID), ("head", U64)),
    ADMISSION: Table(("invitation", ID), ("device", ID), ("sealedHash", HASH)),
    RESTORATION: Table(("restored", LOG_HEAD), ("lost", LOG_HEAD), ("lastTime", U64),
                       ("restoredTime", U64), check=lambda change: (
                           0 < change["restored"]["size"] < change["lost"]["size"] and
                           change["lastTime"] <= change["restoredTime"])),
}, most=1024)

CHANGES = List(Sized(DIRECTORY_CHANGE, 1024), 256)
COSIGNATURES = List(Table(("device", ID), ("signature", SIGNATURE)), 32, rising=by("device"))
COSIGNING = Table(("method", U16), ("asker", ID), ("requestId", ID))
DIRECTORY_PAYLOAD = Table(("changes", CHANGES), ("cosignatures", COSIGNATURES))
FOUND_PAYLOAD = Table(
    ("policy", Raw(512 * 1024)),
    ("signatures", List(Table(("index", U8), ("signature", SIGNATURE)), 256, rising=by("index"))),
    ("changes", CHANGES))

ENROLMENT = Table(("invitation", ID), ("person", ID), ("signKey", KEY), ("sealKey", KEY),
                  ("tlsKey", KEY), ("teamKey", Option(KEY)), ("mac", KEY),
                  ("signature", SIGNATURE))

# -- §4.6 ------------------------------------------------------------------------------------------

EPOCH_RECORD = Table(
    ("household", ID), ("compartment", ID), ("epoch", EPOCH), ("commitment", KEY),
    ("wrappedHash", HASH), ("recipients", List(ID, 200, rising=True)),
    check=lambda record: (record["epoch"] == 1) == (record["wrappedHash"] == ZERO32))
GRANT_HEADER = Table(
    ("household", ID), ("compartment", ID), ("epoch", EPOCH), ("team", ID),
    ("teamKeyEpoch", EPOCH), ("granter", ID), ("rights", Number(1, among={1, 2, 3})),
    ("basis", U16), ("notAfter", U64), ("commitment", KEY), ("head", LOG_HEAD))
GRANT_BODY = Table(("enc", KEY), ("ct", Fixed(48)), ("signature", SIGNATURE))
GRANT_REF = Table(("header", GRANT_HEADER), ("bodyHash", HASH))
ROW = Table(("record", ID), ("version", Number(8, low=1)), ("envelopeHash", HASH))


def rows(most):
    return List(ROW, most, rising=by("record"))


ROWS = rows(10_000)
MANIFEST = Table(
    ("household", ID), ("compartment", ID), ("version", Number(8, low=1)), ("epoch", EPOCH),
    ("previous", HASH), ("root", HASH), ("delta", rows(100)),
    check=lambda each: (each["version"] == 1) == (each["previous"] == ZERO32))
CLASSES = [256, 1024, 4096, 16384, 65536, 262144]
ENVELOPE = Table(
    (None, Constant(b"VDRE")), (None, Constant(b"\x01", "UnknownSuite")), ("household", ID),
    ("compartment", ID), ("epoch", EPOCH), ("record", ID), ("version", Number(8, low=1)),
    ("author", ID), ("commitment", KEY), ("head", LOG_HEAD), ("padClass", Number(1, high=5)),
    ("nonce", Fixed(24)), ("ciphertext", Raw(CLASSES[-1] + 16)), ("signature", SIGNATURE),
    check=lambda each: len(each["ciphertext"]) == CLASSES[each["padClass"]] + 16)
TARGET = Table(("targetKind", Number(1, among={1, 2})), ("id", ID))
INDEX_ENTRY = Table(
    ("kind", KIND), ("epoch", EPOCH), ("token", KEY), ("target", TARGET), ("agency", ID),
    ("from", U64), ("until", U64), ("device", ID), ("signature", SIGNATURE))

# -- §4.9, §4.10 and §5.2 --------------------------------------------------------------------------

STATEMENT = Table(
    (None, VERSION), ("device", ID), ("person", ID), ("team", ID), ("role", ROLE),
    ("method", U16), ("purpose", U16), ("basis", U16), ("emergency", FLAG),
    ("mode", Number(1, among={1, 2, 3})), ("offlineTime", U64), ("requestId", ID), ("time", U64),
    ("head", LOG_HEAD), ("payloadHash", HASH), ("detailHash", HASH),
    ("households", List(ID, HOUSEHOLDS, rising=True)),
    check=lambda each: (each["mode"] == 3) == (each["offlineTime"] != 0), most=20 * 1024)

CHAIN_HEAD = Table(("count", U64), ("head", HASH))
SERVER_TYPES = {32, 33, 34}


def _entry_holds(entry):
    alone = entry["type"] in SERVER_TYPES
    return (alone == (entry["statement"] == b"") and alone == (not any(entry["signature"]))
            and (entry["householdCount"] == 0) == (entry["headsHash"] == ZERO32)
            and not (alone and (entry["householdCount"] or any(entry["answerHash"])))
            and (entry["repeated"] >= 1 if entry["type"] == 32 else entry["repeated"] == 1))


ENTRY = Table(
    (None, VERSION), ("sequence", U64), ("time", U64),
    ("type", Number(1, among=set(range(1, 16)) | SERVER_TYPES)), ("outcome", U16), ("rule", U16),
    ("statement", Raw(20 * 1024)), ("signature", SIGNATURE), ("directory", CHAIN_HEAD),
    ("householdCount", Number(4, high=HOUSEHOLDS)), ("headsHash", HASH), ("answerHash", HASH),
    ("repeated", U32), check=_entry_holds)
HEADS = List(Table(("household", ID), ("all", CHAIN_HEAD), ("state", CHAIN_HEAD)), HOUSEHOLDS,
             rising=by("household"))
CALL = 3 * 1024 * 1024
LOG_LINE = Table(("entry", Raw(20 * 1024 + 256)), ("payload", Raw(CALL)), ("answer", Raw(CALL)),
                 ("attachments", List(Raw(512 * 1024), 512)))
INCLUSION = Table(("index", U64), ("size", U64), ("hashes", List(HASH, 63)))
CONSISTENCY = Table(("oldSize", U64), ("newSize", U64), ("hashes", List(HASH, 63)))

# -- §7.2: seals -----------------------------------------------------------------------------------

SEAL_HEADER = Table(("kind", Number(1, among={2, 3, 4, 5})), ("recipient", ID),
                    ("recipientEpoch", U32), ("networkEpoch", U32), ("subject", ID),
                    ("subjectEpoch", U32))
SEALED_BLOB = Table(("header", Sized(SEAL_HEADER, 45)), ("enc", KEY),
                    ("ciphertext", Raw(512 * 1024)))
NETWORK_KEYS = List(Table(("epoch", EPOCH), ("key", KEY)), 1000, 1, rising=by("epoch"))
EVALUATE_DETAIL = Table(
    (None, VERSION), ("queries", List(Table(("x", Raw(400)), ("blind", Raw(32, 32))), 128)))
ACT_DETAIL = Table(
    (None, VERSION), ("tokens", List(Table(("x", Raw(400)), ("token", KEY)), 128)),
    ("reason", Text(60_000)))
INVOLVEMENT_DETAIL = Table(
    (None, VERSION), *((name, TEXT) for name in
                       ("caseNumber", "name", "birthDate", "bsn", "address")),
    ("lifeDomain", U16), ("contact", TEXT), ("phone", TEXT))
