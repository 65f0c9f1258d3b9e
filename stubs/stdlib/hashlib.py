"""hashlib: hashes of known bytes are computed."""

import _pytea

algorithms_guaranteed = algorithms_available = {
    "md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384",
    "sha3_512", "blake2b", "blake2s", "shake_128", "shake_256",
}  # fmt: skip
_SIZES = {"md5": 16, "sha1": 20, "sha224": 28, "sha256": 32, "sha384": 48, "sha512": 64,
          "sha3_224": 28, "sha3_256": 32, "sha3_384": 48, "sha3_512": 64, "blake2b": 64,
          "blake2s": 32, "shake_128": 0, "shake_256": 0}  # fmt: skip


class _Hash:
    def __init__(self, name, data=b""):
        self.name = name
        self.digest_size = _SIZES.get(name, 0)
        self._data = b""
        self.update(data)

    def update(self, data, /):
        if not _pytea.is_known(data) or not _pytea.is_known(self._data):
            self._data = _pytea.unknown("hashed bytes that are not known", "bytes")
        elif isinstance(data, str):
            raise TypeError("Strings must be encoded before hashing")
        else:
            self._data += data

    def digest(self, *size):
        return _pytea.call_host("hashlib.digest", self.name, self._data, size)

    def hexdigest(self, *size):
        made = self.digest(*size)
        return made.hex() if _pytea.is_known(made) else _pytea.unknown("a hash", "str")

    def copy(self):
        return _Hash(self.name, self._data)


def new(name, data=b"", *, usedforsecurity=True):
    name = name.lower().replace("-", "")
    if name not in _SIZES:
        raise ValueError(f"unsupported hash type {name}")
    return _Hash(name, data)


def _maker(name):
    return lambda data=b"", *, usedforsecurity=True: _Hash(name, data)


md5, sha1, sha224, sha256 = _maker("md5"), _maker("sha1"), _maker("sha224"), _maker("sha256")
sha384, sha512, shake_128, shake_256 = (
    _maker("sha384"),
    _maker("sha512"),
    _maker("shake_128"),
    _maker("shake_256"),
)
sha3_224, sha3_256, sha3_384, sha3_512 = (
    _maker("sha3_224"), _maker("sha3_256"), _maker("sha3_384"), _maker("sha3_512"),
)  # fmt: skip


def blake2b(data=b"", **options):
    return _pytea.unknown("a hash") if options else _Hash("blake2b", data)


def blake2s(data=b"", **options):
    return _pytea.unknown("a hash") if options else _Hash("blake2s", data)


def file_digest(fileobj, digest, /):
    name = digest if isinstance(digest, str) else "sha256"
    return _Hash(name, _pytea.unknown("the contents of a file", "bytes"))


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    return _pytea.unknown("a derived key", "bytes")


scrypt = pbkdf2_hmac
