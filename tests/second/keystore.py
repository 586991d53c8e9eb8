"""A device's keys: docs/protocol.md §11.1."""
import sodium
from tree import object_hash
from wire import (FLAG, ID, KEY, TEXT, U32, Constant, Fixed, List, Number, Raw, Table, Text,
                  decode, need)

SLOT = Table(("kind", Number(1, among={1, 2})), ("memory", U32), ("passes", U32), ("salt", ID),
             ("deviceSecret", FLAG), ("commitment", KEY), ("nonce", Fixed(24)),
             ("wrapped", Fixed(48)))
FILE = Table((None, Constant(b"VDKS")), (None, Constant(b"\x01", "UnknownVersion")), ("id", ID),
             ("slots", List(SLOT, 2, 1, rising=lambda slot: slot["kind"])), ("nonce", Fixed(24)),
             ("payload", Raw(65 * 1024)), ("check", KEY),
             check=lambda file: file["slots"][0]["kind"] == 1, most=65 * 1024)
SECRET = Raw(32, 32)
PAYLOAD = Table(
    (None, Constant(b"\x01")), ("instance", KEY), ("municipality", TEXT), ("address", TEXT),
    ("serverCa", Text(8192)), ("certificate", Text(8192)), ("tlsKey", Raw(8192)),
    ("signSeed", SECRET), ("sealSecret", SECRET), ("device", ID), ("person", ID), ("team", ID),
    ("networkKeys", List(Table(("epoch", U32), ("key", SECRET)), 256)),
    ("teamKeys", List(Table(("team", ID), ("epoch", U32), ("secret", SECRET)), 4096)))
NONCE_TO_END_OF_SLOT = 24 + 48


def open_keystore(data, passphrase):
    """The payload's fields, with the passphrase's slot."""
    file = decode(FILE, data)
    need(object_hash("keystore", data[:-32]) == file["check"], "KeystoreBroken")
    slot = file["slots"][0]
    need(256 * 1024 <= slot["memory"] <= 2 * 1024 * 1024 and 3 <= slot["passes"] <= 16,
         "KdfTooWeak")
    need(not slot["deviceSecret"], "KeyMissing", "a device secret")
    stretched = sodium.argon2id(passphrase.encode(), slot["salt"], slot["memory"], slot["passes"])
    kek = sodium.hkdf_extract(b"voordeur/v1/keystore/kek", stretched)
    need(sodium.hkdf_expand(kek, b"voordeur/v1/keystore/commit") == slot["commitment"],
         "PassphraseWrong")
    fields = SLOT.write(slot)[:-NONCE_TO_END_OF_SLOT]
    key = sodium.xchacha_open(sodium.hkdf_expand(kek, b"voordeur/v1/keystore/wrap"), slot["nonce"],
                              b"voordeur/v1/keystore/slot\0" + data[:21] + fields, slot["wrapped"])
    need(key is not None, "KeystoreBroken")
    before_nonce = data[:len(data) - 32 - len(file["payload"]) - 4 - 24]
    plain = sodium.xchacha_open(sodium.hkdf_expand(key, b"voordeur/v1/keystore/payload"),
                                file["nonce"], b"voordeur/v1/keystore/payload\0" + before_nonce,
                                file["payload"])
    need(plain is not None, "KeystoreBroken")
    return decode(PAYLOAD, plain)
