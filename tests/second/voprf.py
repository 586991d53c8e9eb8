"""The blind evaluation of docs/protocol.md §6.2 (RFC 9497, ristretto255-SHA512, VOPRF) and §6.3."""
import hashlib

import sodium
from wire import be, need

CONTEXT = b"OPRFV1-" + b"\x01" + b"-ristretto255-SHA512"
NAMES = {1: b"bsn", 2: b"address", 3: b"name-birth"}
_ORDER = sodium.ORDER


def _expand(message, tag, size=64):
    """expand_message_xmd of RFC 9380 with SHA-512."""
    tag += bytes([len(tag)])
    first = hashlib.sha512(bytes(128) + message + be(size, 2) + b"\0" + tag).digest()
    return hashlib.sha512(first + b"\x01" + tag).digest()[:size]


def _to_element(message):
    return sodium.from_hash(_expand(message, b"HashToGroup-" + CONTEXT))


def _to_scalar(message):
    return int.from_bytes(_expand(message, b"HashToScalar-" + CONTEXT), "little") % _ORDER


def _sized(data):
    return be(len(data), 2) + data


def input_of(kind, normal_form):
    """x of §6.2."""
    return b"voordeur/v1/" + NAMES[kind] + b"\0" + normal_form.encode()


def blind(data, scalar):
    return sodium.multiply(scalar, _to_element(data))


def check_proof(key, blinded, evaluated, proof):
    """Refuses unless one proof shows that `key` evaluated every element."""
    points = [key, *blinded, *evaluated]
    need(len(blinded) == len(evaluated) and all(map(sodium.is_element, points)), "ElementInvalid")
    c, s = (int.from_bytes(proof[at:at + 32], "little") for at in (0, 32))
    need(c < _ORDER and s < _ORDER, "ProofBroken")
    seed = hashlib.sha512(_sized(key) + _sized(b"Seed-" + CONTEXT)).digest()
    m, z = bytes(32), bytes(32)
    for place, (left, right) in enumerate(zip(blinded, evaluated)):
        factor = _to_scalar(_sized(seed) + be(place, 2) + _sized(left) + _sized(right)
                            + b"Composite")
        m = sodium.add(m, sodium.multiply(factor, left))
        z = sodium.add(z, sodium.multiply(factor, right))
    t2 = sodium.add(sodium.multiply_base(s), sodium.multiply(c, key))
    t3 = sodium.add(sodium.multiply(s, m), sodium.multiply(c, z))
    challenge = _to_scalar(b"".join(map(_sized, (key, m, z, t2, t3))) + b"Challenge")
    need(challenge == c, "ProofBroken")


def evaluate(secret, blinded):
    """The server's half, for tests: without a proof."""
    return [sodium.multiply(secret, each) for each in blinded]


def finalize(data, scalar, evaluated):
    """y of §6.2."""
    element = sodium.multiply(pow(scalar, -1, _ORDER), evaluated)
    return hashlib.sha512(_sized(data) + _sized(element) + b"Finalize").digest()


def token(kind, output, network_key, epoch):
    """tok of §6.3."""
    prk = sodium.hkdf_extract(network_key, output)
    return sodium.hkdf_expand(prk, b"voordeur/v1/token" + NAMES[kind] + be(epoch, 4))
