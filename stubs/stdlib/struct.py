"""struct: known values are packed and known bytes unpacked."""

import _pytea


class error(Exception):
    pass


def _call(name, *args):
    try:
        return _pytea.call_host(name, *args)
    except ValueError as problem:
        raise error(str(problem))


def calcsize(format):
    return _call("struct.calcsize", format)


def pack(format, *values):
    return _call("struct.pack", format, *values)


def unpack(format, buffer):
    return _call("struct.unpack", format, buffer)


def unpack_from(format, buffer, offset=0):
    return unpack(format, buffer[offset : offset + calcsize(format)])


def iter_unpack(format, buffer):
    size = calcsize(format)
    return iter([unpack(format, buffer[at : at + size]) for at in range(0, len(buffer), size)])


def pack_into(format, buffer, offset, *values):
    data = pack(format, *values)
    buffer[offset : offset + len(data)] = data


class Struct:
    def __init__(self, format):
        self.format = format
        self.size = calcsize(format)

    def pack(self, *values):
        return pack(self.format, *values)

    def unpack(self, buffer):
        return unpack(self.format, buffer)

    def unpack_from(self, buffer, offset=0):
        return unpack_from(self.format, buffer, offset)

    def iter_unpack(self, buffer):
        return iter_unpack(self.format, buffer)
