"""codecs."""

import _pytea

_open = open
BOM_UTF8 = b"\xef\xbb\xbf"
BOM_UTF16_LE, BOM_UTF16_BE = b"\xff\xfe", b"\xfe\xff"


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    return _open(filename, mode)


def encode(obj, encoding="utf-8", errors="strict"):
    return obj.encode(encoding, errors)


def decode(obj, encoding="utf-8", errors="strict"):
    return obj.decode(encoding, errors)


def _object(*args, **kwargs):
    return _pytea.unknown("an encoding")


lookup = getreader = getwriter = getencoder = getdecoder = _object


def register_error(name, error_handler):
    pass


register = unregister = register_error
