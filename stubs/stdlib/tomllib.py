"""tomllib."""

import _pytea


class TOMLDecodeError(ValueError):
    pass


def loads(s, /, *, parse_float=float):
    try:
        return _pytea.call_host("tomllib.loads", s)
    except ValueError as error:
        raise TOMLDecodeError(str(error))


def load(fp, /, *, parse_float=float):
    data = fp.read()
    if not _pytea.is_known(data):
        return _pytea.unknown("the contents of a TOML file", "dict")
    return loads(data.decode() if isinstance(data, bytes) else data)
