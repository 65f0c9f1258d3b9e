"""uuid: identifiers are unknown texts."""

import _pytea


class UUID:
    def __init__(self, hex=None, **fields):
        self._text = _pytea.unknown("a UUID", "str")
        if hex is not None and _pytea.is_known(hex):
            digits = hex.replace("urn:", "").replace("uuid:", "").strip("{}").replace("-", "")
            if len(digits) != 32:
                raise ValueError("badly formed hexadecimal UUID string")
            cuts = (0, 8, 12, 16, 20, 32)
            self._text = "-".join([digits[a:b] for a, b in zip(cuts, cuts[1:])]).lower()

    @property
    def hex(self):
        return self._text.replace("-", "")

    @property
    def int(self):
        return int(self.hex, 16)

    @property
    def bytes(self):
        return bytes.fromhex(self.hex)

    @property
    def urn(self):
        return "urn:uuid:" + self._text

    def __str__(self):
        return self._text

    def __repr__(self):
        return f"UUID({self._text!r})"

    def __eq__(self, other):
        return self._text == other._text if isinstance(other, UUID) else NotImplemented

    def __hash__(self):
        return hash(self._text)


def uuid4():
    return UUID()


def uuid1(node=None, clock_seq=None):
    return UUID()


def uuid3(namespace, name):
    return UUID()


uuid5 = uuid3


def getnode():
    return _pytea.unknown("the hardware address", "int")


NAMESPACE_DNS = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")
NAMESPACE_URL = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
