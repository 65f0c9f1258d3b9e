"""pprint: values of builtin types are laid out as CPython does; of others nothing is printed."""

import _pytea


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, **options):
    layout = {"indent": indent, "width": width, "depth": depth}
    layout |= {"compact": compact, "sort_dicts": sort_dicts}
    if _is_plain(object):
        return _pytea.call_host("pprint.pformat", object, layout)
    text = repr(object)
    if _pytea.is_known(text) and len(text) < width and "{" not in text:
        return text
    return _pytea.unknown("the text of an object in several lines", "str")


def _is_plain(value):
    if type(value) in (list, tuple):
        return all([_is_plain(item) for item in value])
    if type(value) is dict:
        return all([_is_plain(key) and _is_plain(item) for key, item in value.items()])
    return value is None or type(value) in (int, float, bool, str, bytes)


def pprint(object, stream=None, indent=1, width=80, **options):
    print(pformat(object, indent, width, **options), file=stream)


def pp(object, *args, sort_dicts=False, **options):
    pprint(object, *args, sort_dicts=sort_dicts, **options)


saferepr = repr


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, **options):
        self._stream = stream
        self._options = {"indent": indent, "width": width, "depth": depth, **options}

    def pprint(self, object):
        print(self.pformat(object), file=self._stream)

    def pformat(self, object):
        return pformat(object, **self._options)
