"""base64."""

import _pytea


def b64encode(s, altchars=None):
    made = _pytea.call_host("base64.b64encode", s)
    return (
        made if altchars is None else made.replace(b"+", altchars[:1]).replace(b"/", altchars[1:])
    )


def b64decode(s, altchars=None, validate=False):
    if altchars is not None:
        s = s.replace(altchars[:1], b"+").replace(altchars[1:], b"/")
    return _pytea.call_host("base64.b64decode", s)


def urlsafe_b64encode(s):
    return b64encode(s, b"-_")


def urlsafe_b64decode(s):
    return b64decode(s.encode() if isinstance(s, str) else s, b"-_")


standard_b64encode = b64encode
standard_b64decode = b64decode


def b32encode(s):
    return _pytea.call_host("base64.b32encode", s)


def b16encode(s):
    return _pytea.call_host("base64.b16encode", s)
