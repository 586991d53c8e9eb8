"""X25519 (RFC 7748), ChaCha20-Poly1305 (RFC 8439), XChaCha20-Poly1305 and HPKE (RFC 9180), to open
vectors with: plain, slow, not in constant time, and never near a secret."""

import hmac
import struct

P = 2**255 - 19


class Broken(Exception):
    """The seal does not open."""


def x25519(scalar, point):
    number = int.from_bytes(scalar, "little") & (2**255 - 8) & (2**255 - 1) | 2**254
    x1 = int.from_bytes(point, "little") & (2**255 - 1)
    x2, z2, x3, z3, swap = 1, 0, x1, 1, 0
    for place in range(254, -1, -1):
        bit = number >> place & 1
        if swap ^ bit:
            x2, z2, x3, z3 = x3, z3, x2, z2
        swap = bit
        a, b, c, d = (x2 + z2) % P, (x2 - z2) % P, (x3 + z3) % P, (x3 - z3) % P
        da, cb = d * a % P, c * b % P
        aa, bb = a * a % P, b * b % P
        x3, z3 = (da + cb) ** 2 % P, x1 * (da - cb) ** 2 % P
        x2, z2 = aa * bb % P, (aa - bb) * (aa + 121665 * (aa - bb)) % P
    if swap:
        x2, z2 = x3, z3
    return (x2 * pow(z2, P - 2, P) % P).to_bytes(32, "little")


def _rotate(word, bits):
    return (word << bits | word >> (32 - bits)) & 0xffffffff


def _quarter(s, a, b, c, d):
    for first, second, third, bits in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
        s[first] = (s[first] + s[second]) & 0xffffffff
        s[third] = _rotate(s[third] ^ s[first], bits)


def _rounds(state):
    for _ in range(10):
        for column in range(4):
            _quarter(state, column, 4 + column, 8 + column, 12 + column)
        for row in range(4):
            _quarter(state, row, 4 + (row + 1) % 4, 8 + (row + 2) % 4, 12 + (row + 3) % 4)
    return state


def _start(key, tail):
    return list(struct.unpack("<4I8I4I", b"expand 32-byte k" + key + tail))


def _stream(key, nonce, counter, size):
    out = b""
    while len(out) < size:
        state = _start(key, struct.pack("<I", counter) + nonce)
        mixed = _rounds(list(state))
        out += struct.pack("<16I", *((a + b) & 0xffffffff for a, b in zip(state, mixed)))
        counter += 1
    return out[:size]


def _poly1305(key, message):
    r = int.from_bytes(key[:16], "little") & 0x0ffffffc0ffffffc0ffffffc0fffffff
    total = 0
    for at in range(0, len(message), 16):
        total = (total + int.from_bytes(message[at:at + 16] + b"\1", "little")) * r % (2**130 - 5)
    return ((total + int.from_bytes(key[16:], "little")) % 2**128).to_bytes(16, "little")


def _padded(value):
    return value + bytes(-len(value) % 16)


def chacha_open(key, nonce, associated, sealed):
    ciphertext, tag = sealed[:-16], sealed[-16:]
    lengths = struct.pack("<QQ", len(associated), len(ciphertext))
    expected = _poly1305(_stream(key, nonce, 0, 32),
                         _padded(associated) + _padded(ciphertext) + lengths)
    if not hmac.compare_digest(tag, expected):
        raise Broken
    return bytes(a ^ b for a, b in zip(ciphertext, _stream(key, nonce, 1, len(ciphertext))))


def xchacha_open(key, nonce, associated, sealed):
    mixed = _rounds(_start(key, nonce[:16]))
    subkey = struct.pack("<8I", *(mixed[:4] + mixed[12:]))
    return chacha_open(subkey, bytes(4) + nonce[16:], associated, sealed)


def extract(salt, key):
    return hmac.digest(salt or bytes(32), key, "sha256")


def expand(key, info, size):
    out, block = b"", b""
    while len(out) < size:
        block = hmac.digest(key, block + info + bytes([len(out) // 32 + 1]), "sha256")
        out += block
    return out[:size]


def _labeled_extract(suite, salt, label, key):
    return extract(salt, b"HPKE-v1" + suite + label + key)


def _labeled_expand(suite, key, label, info, size):
    return expand(key, struct.pack(">H", size) + b"HPKE-v1" + suite + label + info, size)


KEM = b"KEM" + b"\x00\x20"
HPKE = b"HPKE" + b"\x00\x20\x00\x01\x00\x03"


def hpke_open(secret, info, psk, psk_id, enc, sealed):
    """Single-shot open in mode_psk with an empty aad."""
    public = x25519(secret, (9).to_bytes(32, "little"))
    shared = x25519(secret, enc)
    if shared == bytes(32):
        raise Broken
    prk = _labeled_extract(KEM, b"", b"eae_prk", shared)
    shared = _labeled_expand(KEM, prk, b"shared_secret", enc + public, 32)
    context = (b"\1" + _labeled_extract(HPKE, b"", b"psk_id_hash", psk_id)
               + _labeled_extract(HPKE, b"", b"info_hash", info))
    prk = _labeled_extract(HPKE, shared, b"secret", psk)
    key = _labeled_expand(HPKE, prk, b"key", context, 32)
    nonce = _labeled_expand(HPKE, prk, b"base_nonce", context, 12)
    return chacha_open(key, nonce, b"", sealed)
