"""inspect: signatures of functions that are followed."""

import _pytea
from inspect._signatures import BoundArguments, Parameter, Signature, _Empty, _Kind, _KINDS


def _rows_of(function):
    rows = getattr(function, "__pytea_parameters__", None)
    return _pytea.parameters_of(function) if rows is None else rows


def signature(obj, *, follow_wrapped=True, **options):
    if not _pytea.is_known(obj):
        return _pytea.unknown("the signature of what is not known")
    if isinstance(obj, _METHOD):
        # What a method wraps takes the object, too: it is left out behind the unwrapping.
        return _without_first(signature(obj.__func__, follow_wrapped=follow_wrapped))
    while follow_wrapped and hasattr(obj, "__wrapped__"):
        obj = obj.__wrapped__
        if isinstance(obj, _METHOD):
            return signature(obj)
    if type(obj).__name__ == "partial":
        return _partial_signature(obj)
    if isinstance(obj, type):
        if obj.__init__ is object.__init__:
            return Signature()
        return _without_first(signature(obj.__init__))
    if not isinstance(obj, _FUNCTIONS) and hasattr(type(obj), "__call__"):
        return _without_first(signature(type(obj).__call__))
    rows = _rows_of(obj)
    if not _pytea.is_known(rows):
        return _pytea.unknown("the signature of a function that is not followed")
    parameters = []
    for name, kind, given, default in rows:
        parameters.append(Parameter(name, _KINDS[kind], default=default if given else _Empty))
    return Signature(parameters)


def _without_first(whole):
    """Returns the signature of a method without the object that it is called on."""
    if not _pytea.is_known(whole):
        return whole
    parameters = list(whole.parameters.values())
    first = parameters[0].kind if parameters else None
    return whole if first in (None, 2, 3, 4) else Signature(parameters[1:])


def _partial_signature(obj):
    inner = signature(obj.func)
    if not _pytea.is_known(inner):
        return inner
    parameters = []
    for index, parameter in enumerate(inner.parameters.values()):
        if index >= len(obj.args):
            if parameter.name in obj.keywords:
                parameter = parameter.replace(default=obj.keywords[parameter.name], kind=_Kind(3))
            parameters.append(parameter)
    return Signature(parameters)


class _Example:
    def method(self):
        pass


def _generator():
    yield


_METHOD = type(_Example().method)
_FUNCTION = type(_generator)
_FUNCTIONS = (_FUNCTION, _METHOD, type(len))


class FullArgSpec(tuple):
    args = property(lambda self: self[0])
    varargs = property(lambda self: self[1])
    varkw = property(lambda self: self[2])
    defaults = property(lambda self: self[3])
    kwonlyargs = property(lambda self: self[4])
    kwonlydefaults = property(lambda self: self[5])
    annotations = property(lambda self: self[6])


def getfullargspec(func):
    rows = _rows_of(func.__init__ if isinstance(func, type) else func)
    if not _pytea.is_known(rows):
        return _pytea.unknown("the parameters of a function that is not followed")
    args = [row for row in rows if row[1] in ("positional", "positional_only")]
    keyword = [row for row in rows if row[1] == "keyword_only"]
    varargs = [row[0] for row in rows if row[1] == "varargs"] or [None]
    varkw = [row[0] for row in rows if row[1] == "varkw"] or [None]
    defaults = tuple([row[3] for row in args if row[2]]) or None
    only = {row[0]: row[3] for row in keyword if row[2]} or None
    return FullArgSpec((
        [row[0] for row in args], varargs[0], varkw[0], defaults, [row[0] for row in keyword], only, {},
    ))  # fmt: skip


def isclass(object):
    return isinstance(object, type)


def isfunction(object):
    return isinstance(object, _FUNCTION)


def ismethod(object):
    return isinstance(object, _METHOD)


def isbuiltin(object):
    return isinstance(object, type(len))


def isroutine(object):
    return isinstance(object, _FUNCTIONS)


def isgenerator(object):
    return isinstance(object, type(_generator()))


def ismodule(object):
    return isinstance(object, type(_pytea))


def isabstract(object):
    return bool(getattr(object, "__abstractmethods__", ()))


def unwrap(func, *, stop=None):
    while hasattr(func, "__wrapped__") and not (stop is not None and stop(func)):
        func = func.__wrapped__
    return func


def getmembers(object, predicate=None):
    members = [(name, getattr(object, name, None)) for name in dir(object)]
    return sorted([pair for pair in members if predicate is None or predicate(pair[1])],
                  key=lambda pair: pair[0])  # fmt: skip


def getdoc(object):
    return cleandoc(object.__doc__) if object.__doc__ else None


def cleandoc(doc):
    first, newline, rest = doc.expandtabs().partition("\n")
    return (first.lstrip() + newline + _pytea.call_host("textwrap.dedent", rest)).strip()


def get_annotations(obj, *, globals=None, locals=None, eval_str=False, format=None):
    return dict(getattr(obj, "__annotations__", {}))


def getmro(cls):
    return cls.__mro__


def _not_followed(*args, **kwargs):
    return _pytea.unknown("what inspect tells about source code or frames")


getsource = getsourcefile = getsourcelines = getfile = getmodule = stack = currentframe = (
    _not_followed
)
isgeneratorfunction = iscoroutinefunction = isawaitable = getcallargs = getclosurevars = (
    _not_followed
)
getmodulename = getouterframes = trace = _not_followed


_absent = object()


def _static_in(classes, name):
    for cls in classes:
        if name in cls.__dict__:
            return cls.__dict__[name]
    return _absent


def getattr_static(obj, attr, default=_absent):
    """An attribute as it is held: no descriptor, property or __getattr__ is asked."""
    found = _static_in(type(obj).__mro__, attr)
    if isinstance(obj, type):
        own = _static_in(obj.__mro__, attr)
    else:
        held = getattr(obj, "__dict__", {})
        own = held[attr] if attr in held else _absent
    is_data = hasattr(type(found), "__get__") and hasattr(type(found), "__set__")
    if own is not _absent and not is_data:
        return own
    if found is not _absent or default is not _absent:
        return default if found is _absent else found
    raise AttributeError(attr)
