"""json: known texts and values are converted, contents of files are unknown."""

import _pytea


class JSONDecodeError(ValueError):
    pass


class JSONEncoder:
    def __init__(self, **options):
        self.options = options

    def default(self, o):
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        return dumps(o, default=self.default, **self.options)


class JSONDecoder:
    def __init__(self, **options):
        self.options = options

    def decode(self, s):
        return loads(s, **self.options)


def _plain(value, default=None):
    """Returns the value as builtin objects; ``default`` makes them of others."""
    if not _pytea.is_known(value) or value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (list, tuple)):
        return [_plain(item, default) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item, default) for key, item in value.items()}
    if default is None:
        raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")
    return _plain(default(value), default)


def dumps(obj, *, cls=None, default=None, **options):
    if cls is not None and default is None:
        default = cls().default
    return _pytea.call_host("json.dumps", _plain(obj, default), options)


def dump(obj, fp, **options):
    fp.write(dumps(obj, **options))


def loads(s, *, cls=None, object_hook=None, object_pairs_hook=None, **options):
    if not _pytea.is_known(s):
        return _pytea.unknown("JSON text that is not known")
    if not isinstance(s, (str, bytes)):
        raise TypeError(f"the JSON object must be str, bytes or bytearray, not {type(s).__name__}")
    try:
        value = _pytea.call_host("json.loads", s)
    except ValueError as error:
        raise JSONDecodeError(str(error))
    for kind, name in ((int, "parse_int"), (float, "parse_float")):
        if options.get(name) is not None:
            value = _parsed(value, kind, options[name])
    if object_hook is None and object_pairs_hook is None:
        return value
    return _hooked(value, object_hook, object_pairs_hook)


def _parsed(value, kind, parse):
    """Returns a value in which ``parse`` made the numbers of one kind of their texts."""
    if isinstance(value, dict):
        return {key: _parsed(item, kind, parse) for key, item in value.items()}
    if isinstance(value, list):
        return [_parsed(item, kind, parse) for item in value]
    return parse(str(value)) if type(value) is kind else value


def _hooked(value, hook, pairs_hook):
    if isinstance(value, list):
        return [_hooked(item, hook, pairs_hook) for item in value]
    if isinstance(value, dict):
        pairs = [(key, _hooked(item, hook, pairs_hook)) for key, item in value.items()]
        return hook(dict(pairs)) if pairs_hook is None else pairs_hook(pairs)
    return value


def load(fp, **options):
    return loads(fp.read(), **options)
