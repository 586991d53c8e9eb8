"""The primitives that docs/protocol.md names, out of libsodium by ctypes; HKDF (RFC 5869) by hand.

Nothing here knows Voordeur. What does not verify or open is False or None.
"""
import ctypes
import hashlib
import hmac

_lib = ctypes.CDLL("libsodium.so.23")
_lib.sodium_init()
_SIZE = ctypes.c_ulonglong


def sha256(data):
    return hashlib.sha256(data).digest()


def hkdf_extract(salt, ikm):
    return hmac.new(salt, ikm, hashlib.sha256).digest()


def hkdf_expand(prk, info, size=32):
    out, block, count = b"", b"", 0
    while len(out) < size:
        count += 1
        block = hmac.new(prk, block + info + bytes([count]), hashlib.sha256).digest()
        out += block
    return out[:size]


def verify(key, message, signature):
    """Ed25519, with the checks of crypto_sign_verify_detached."""
    return len(signature) == 64 and len(key) == 32 and 0 == _lib.crypto_sign_verify_detached(
        signature, message, _SIZE(len(message)), key)


def sign(seed, message):
    public, secret = ctypes.create_string_buffer(32), ctypes.create_string_buffer(64)
    _lib.crypto_sign_seed_keypair(public, secret, seed)
    signature = ctypes.create_string_buffer(64)
    _lib.crypto_sign_detached(signature, None, message, _SIZE(len(message)), secret)
    return signature.raw


def sign_key(seed):
    public, secret = ctypes.create_string_buffer(32), ctypes.create_string_buffer(64)
    _lib.crypto_sign_seed_keypair(public, secret, seed)
    return public.raw


def x25519(secret, public):
    """None for an all-zero result."""
    out = ctypes.create_string_buffer(32)
    return out.raw if _lib.crypto_scalarmult_curve25519(out, secret, public) == 0 else None


def x25519_key(secret):
    out = ctypes.create_string_buffer(32)
    _lib.crypto_scalarmult_curve25519_base(out, secret)
    return out.raw


def _open(function, key, nonce, data, ciphertext):
    if len(ciphertext) < 16:
        return None
    out = ctypes.create_string_buffer(max(len(ciphertext) - 16, 1))
    failed = function(out, None, None, ciphertext, _SIZE(len(ciphertext)), data, _SIZE(len(data)),
                      nonce, key)
    return None if failed else out.raw[:len(ciphertext) - 16]


def chacha_open(key, nonce, data, ciphertext):
    """ChaCha20-Poly1305 of RFC 8439."""
    return _open(_lib.crypto_aead_chacha20poly1305_ietf_decrypt, key, nonce, data, ciphertext)


def xchacha_open(key, nonce, data, ciphertext):
    return _open(_lib.crypto_aead_xchacha20poly1305_ietf_decrypt, key, nonce, data, ciphertext)


def argon2id(secret, salt, memory_kib, passes):
    out = ctypes.create_string_buffer(32)
    failed = _lib.crypto_pwhash(out, _SIZE(32), secret, _SIZE(len(secret)), salt, _SIZE(passes),
                                ctypes.c_size_t(memory_kib * 1024), 2)
    return None if failed else out.raw


# -- ristretto255 ----------------------------------------------------------------------------------

ORDER = 2**252 + 27742317777372353535851937790883648493


def is_element(point):
    """Canonical, and not the identity."""
    return (len(point) == 32 and any(point)
            and _lib.crypto_core_ristretto255_is_valid_point(point) == 1)


def from_hash(wide):
    out = ctypes.create_string_buffer(32)
    _lib.crypto_core_ristretto255_from_hash(out, wide)
    return out.raw


def multiply(scalar, point):
    """scalar · point; the identity (zero) when the scalar is 0 or the point is."""
    out = ctypes.create_string_buffer(32)
    _lib.crypto_scalarmult_ristretto255(out, (scalar % ORDER).to_bytes(32, "little"), point)
    return out.raw


def multiply_base(scalar):
    out = ctypes.create_string_buffer(32)
    _lib.crypto_scalarmult_ristretto255_base(out, (scalar % ORDER).to_bytes(32, "little"))
    return out.raw


def add(left, right):
    out = ctypes.create_string_buffer(32)
    _lib.crypto_core_ristretto255_add(out, left, right)
    return out.raw
