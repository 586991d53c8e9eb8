"""What only the receiver can open: docs/protocol.md §7. No signature is checked here."""
import objects
import sodium
from tree import object_hash
from wire import ID, TEXT, U16, U64, Constant, Cursor, List, Refused, Table, Text, be, decode, need

KEM, SUITE = b"KEM\x00\x20", b"HPKE\x00\x20\x00\x01\x00\x03"
MODE_PSK = b"\x01"
KINDS = {2: "team-key", 3: "detail", 4: "network-key", 5: "involvement"}
DETAIL_SIZES = (256, 1024, 4096, 16384)

RECORDS = {
    1: Table((None, Constant(b"\x01")), *((name, TEXT) for name in (
        "name", "street", "houseNumber", "addition", "postcode", "city")),
        ("lifeDomains", List(U16, 256))),
    2: Table((None, Constant(b"\x01")), *((name, TEXT) for name in (
        "surname", "prefix", "firstName", "birthDate", "role"))),
    3: Table((None, Constant(b"\x01")), ("member", ID), ("bsn", TEXT), ("phone", TEXT)),
    4: Table((None, Constant(b"\x01")), ("author", ID), ("writtenAt", U64),
             ("text", Text(60_000))),
}


def _extract(suite, salt, label, ikm):
    return sodium.hkdf_extract(salt, b"HPKE-v1" + suite + label + ikm)


def _expand(suite, prk, label, info, size):
    return sodium.hkdf_expand(prk, be(size, 2) + b"HPKE-v1" + suite + label + info, size)


def hpke_open(secret, enc, info, aad, ciphertext, psk, psk_id):
    """RFC 9180, single shot, mode_psk."""
    shared = sodium.x25519(secret, enc)
    need(shared is not None, "WeakKey")
    context = enc + sodium.x25519_key(secret)
    prk = _extract(KEM, b"", b"eae_prk", shared)
    shared = _expand(KEM, prk, b"shared_secret", context, 32)
    schedule = (MODE_PSK + _extract(SUITE, b"", b"psk_id_hash", psk_id)
                + _extract(SUITE, b"", b"info_hash", info))
    prk = _extract(SUITE, shared, b"secret", psk)
    key = _expand(SUITE, prk, b"key", schedule, 32)
    nonce = _expand(SUITE, prk, b"base_nonce", schedule, 12)
    plain = sodium.chacha_open(key, nonce, aad, ciphertext)
    need(plain is not None, "SealBroken")
    return plain


def _unseal(kind, header, enc, ciphertext, secret, network_key, network_epoch):
    info = b"voordeur/v1/seal/" + kind.encode() + b"\0" + be(len(header), 4) + header
    return hpke_open(secret, enc, info, b"", ciphertext, sodium.hkdf_expand(network_key, b"psk"),
                     b"voordeur/v1/knet/" + be(network_epoch, 4))


# -- grants and compartment keys -------------------------------------------------------------------

def key_part(key, info):
    return sodium.hkdf_expand(sodium.hkdf_extract(b"voordeur/v1/ck", key), info)


def key_place(of):
    return of["household"] + of["compartment"] + be(of["epoch"], 4)


def check_commitment(key, of, commitment):
    need(key_part(key, b"commit" + key_place(of)) == commitment, "CommitmentWrong")


def open_grant(header, body, team_secret, network_keys):
    """The compartment key in a grant; its signature must have been checked. Network keys are tried
    from the newest one down (§4.6)."""
    raw = objects.GRANT_HEADER.write(header)
    for network in reversed(network_keys):
        try:
            key = _unseal("grant", raw, body["enc"], body["ct"], team_secret, network["key"],
                          network["epoch"])
        except Refused:
            continue
        check_commitment(key, header, header["commitment"])
        return key
    raise Refused("SealBroken", "grant")


def handed_on(key, of, wrapped):
    """(epoch, key) of earlier epochs that the key of `of` hands on; nothing where it does not open.
    The caller checks the commitments."""
    plain = sodium.xchacha_open(key_part(key, b"wrap"), wrapped[:24],
                                b"voordeur/v1/wrap" + key_place(of), wrapped[24:])
    if plain is None or (len(plain) != 32 and len(plain) % 36):
        return []
    if len(plain) == 32:
        return [(of["epoch"] - 1, plain)]
    rows = [(int.from_bytes(plain[at:at + 4], "big"), plain[at + 4:at + 36])
            for at in range(0, len(plain), 36)]
    epochs = [of["epoch"]] + [epoch for epoch, _ in rows]
    falling = all(above > below >= 1 for above, below in zip(epochs, epochs[1:]))
    return rows if falling and len(rows) <= 2000 else []


# -- records ---------------------------------------------------------------------------------------

BEFORE_NONCE = 154


def open_record(envelope, raw, key):
    """Kind and body of a record; row, manifest and signature must have been checked."""
    check_commitment(key, envelope, envelope["commitment"])
    plain = sodium.xchacha_open(key_part(key, b"record"), envelope["nonce"], raw[:BEFORE_NONCE],
                                envelope["ciphertext"])
    need(plain is not None, "SealBroken")
    size = int.from_bytes(plain[1:5], "big")
    need(size <= len(plain) - 5 and not any(plain[5 + size:]), "Malformed", "padding")
    smallest = next(each for each in objects.CLASSES if each >= size + 5)
    need(smallest == len(plain), "Malformed", "class of a record")
    return plain[0], plain[5:5 + size]


def read_record(kind, body):
    need(kind in RECORDS, "UnknownValue", f"record kind {kind}")
    return decode(RECORDS[kind], body)


def check_rows(rows, manifest):
    need(object_hash("rows", objects.ROWS.write(rows)) == manifest["root"], "RecordMissing")


def check_row(row, envelope, raw, manifest):
    """What §4.6 wants before an envelope is opened, but for its key and its signature."""
    need(object_hash("attachment", raw) == row["envelopeHash"], "RecordMissing", "envelope")
    need(envelope["record"] == row["record"] and envelope["version"] == row["version"]
         and envelope["household"] == manifest["household"]
         and envelope["compartment"] == manifest["compartment"]
         and 1 <= envelope["epoch"] <= manifest["epoch"], "RecordMissing", "another record")


# -- blobs -----------------------------------------------------------------------------------------

def open_blob(data, kind, secret, network_key, expect=None):
    """Plaintext of a SealedBlob. `expect`: what its place says of the fields of the header."""
    blob = decode(objects.SEALED_BLOB, data)
    header = blob["header"]
    need(header["kind"] == kind, "SealBroken", "another kind")
    for name, value in (expect or {}).items():
        need(header[name] == value, "SealBroken", f"another {name}")
    return _unseal(KINDS[kind], objects.SEAL_HEADER.write(header), blob["enc"], blob["ciphertext"],
                   secret, network_key, header["networkEpoch"])


def blob_header(data):
    return decode(objects.SEALED_BLOB, data)["header"]


def read_padded(table, plain):
    """A detail or involvement and the zeros behind it."""
    cursor = Cursor(plain)
    value = table.read(cursor)
    size = next((each for each in DETAIL_SIZES if each >= cursor.at), cursor.at)
    need(len(plain) == size and not any(plain[cursor.at:]), "Malformed", "padding of a detail")
    return value


def open_detail(detail, statement, officers, network_keys):
    """§7.2: what was asked after. `officers`: (team, epoch, secret)."""
    need(len(detail) > 32, "Malformed", "detail")
    team, epoch, secret = officers
    blob = detail[32:]
    header = blob_header(blob)
    if header["networkEpoch"] not in network_keys:
        raise Refused("KeyMissing")
    return open_blob(blob, 3, secret, network_keys[header["networkEpoch"]],
                     {"recipient": team, "recipientEpoch": epoch, "subjectEpoch": 0,
                      "subject": statement["requestId"]})
