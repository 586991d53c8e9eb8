"""The pages of a SQLCipher store and of its write-ahead log, opened with the key: all of them,
those that no table has any more too.

The form (docs/storage.md): pages of 4096 bytes, AES-256-CBC under the raw key; at the end of each a
nonce of 16 bytes and an HMAC of 32. The first page begins with 16 bytes of salt instead.
"""
import ctypes

PAGE, NONCE, CHECK, SALT = 4096, 16, 32, 16
WAL_HEADER, FRAME_HEADER = 32, 24

_crypto = ctypes.CDLL("libcrypto.so.3")
_crypto.EVP_CIPHER_CTX_new.restype = ctypes.c_void_p
_crypto.EVP_aes_256_cbc.restype = ctypes.c_void_p


class _Opener:
    def __init__(self, key):
        self._key = key
        self._context = ctypes.c_void_p(_crypto.EVP_CIPHER_CTX_new())
        self._cipher = ctypes.c_void_p(_crypto.EVP_aes_256_cbc())

    def open(self, page, first):
        end = PAGE - NONCE - CHECK
        sealed = page[SALT if first else 0:end]
        plain = ctypes.create_string_buffer(len(sealed) + 16)
        size = ctypes.c_int(0)
        begun = _crypto.EVP_DecryptInit_ex(self._context, self._cipher, None, self._key,
                                           page[end:end + NONCE])
        _crypto.EVP_CIPHER_CTX_set_padding(self._context, 0)
        done = _crypto.EVP_DecryptUpdate(self._context, plain, ctypes.byref(size), sealed,
                                         len(sealed))
        assert begun == 1 and done == 1 and size.value == len(sealed)
        return plain.raw[:size.value]


def of_store(path, key):
    data, opener = path.read_bytes(), _Opener(key)
    pages = [opener.open(data[at:at + PAGE], at == 0) for at in range(0, len(data), PAGE)
             if any(data[at:at + PAGE])]
    # Page size and room at the end of a page, as SQLite's header has them: the key was right.
    assert pages[0][0:2] == PAGE.to_bytes(2, "big") and pages[0][4] >= NONCE + CHECK, "wrong key"
    return b"".join(pages)


def of_log(path, key):
    """Every frame that the write-ahead log still has, old ones too."""
    data, opener = path.read_bytes(), _Opener(key)
    out = []
    for at in range(WAL_HEADER, len(data) - FRAME_HEADER - PAGE + 1, FRAME_HEADER + PAGE):
        page = data[at + FRAME_HEADER:at + FRAME_HEADER + PAGE]
        if any(page):
            out.append(opener.open(page, data[at:at + 4] == b"\0\0\0\1"))
    return b"".join(out)
