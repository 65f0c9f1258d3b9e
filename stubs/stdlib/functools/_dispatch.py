"""Functions that choose an implementation by the type of their first argument."""

import _pytea


_FUNCTION = type(lambda: 0)
_TYPES = {"int": int, "float": float, "str": str, "bool": bool, "list": list, "dict": dict,
          "tuple": tuple, "set": set, "bytes": bytes, "complex": complex, "object": object,
          "None": type(None)}  # fmt: skip


def _first_annotation(func):
    for name, value in dict(getattr(func, "__annotations__", {})).items():
        if name != "return":
            if isinstance(value, str):
                text = value.strip("'\"").partition("[")[0]
                return _TYPES[text] if text in _TYPES else func.__globals__.get(text, object)
            return value
    raise TypeError(
        f"Invalid first argument to `register()`: {func!r}. Use either `@register(some_class)` or "
        "plain `@register` on an annotated function."
    )


def singledispatch(func):
    registry = {object: func}
    #: Functions that are registered for a type that is not known.
    unclear = []

    def dispatch(cls, *value):
        if unclear:
            return _pytea.unknown(f"which form of {func.__name__} is called")
        for base in cls.__mro__:
            if base is object:
                break
            if base in registry:
                return registry[base]
        others = [known for known in registry if not isinstance(known, type)]
        for registered in others if value else ():
            # a type of another library: it is asked about the value itself
            if isinstance(value[0], registered):
                return registry[registered]
        for registered in registry:
            if registered is not object and registered not in others:
                if issubclass(cls, registered):
                    return registry[registered]
        return registry[object]

    def register(cls, func=None):
        if func is None:
            if not isinstance(cls, _FUNCTION):
                return lambda f: register(cls, f)
            func, cls = cls, _first_annotation(cls)
        if not _pytea.is_known(cls):
            unclear.append(func)
            return func
        members = getattr(cls, "__args__", None)
        is_union = _pytea.is_known(members) and isinstance(members, tuple)
        for member in members if is_union else (cls,):
            registry[member] = func
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{func.__name__} requires at least 1 positional argument")
        if not _pytea.is_known(args[0]):
            return _pytea.unknown(f"which form of {func.__name__} is called")
        return dispatch(type(args[0]), args[0])(*args, **kw)

    for name in ("__module__", "__name__", "__qualname__", "__doc__"):
        if hasattr(func, name):
            setattr(wrapper, name, getattr(func, name))
    registry[object] = func
    wrapper.__wrapped__ = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    return wrapper


class singledispatchmethod:
    def __init__(self, func):
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        target = getattr(cls, "__func__", cls)
        if method is None and isinstance(target, _FUNCTION):
            return self.dispatcher.register(_first_annotation(target), cls)
        return self.dispatcher.register(cls, method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            chosen = self.dispatcher.dispatch(type(args[0]), args[0])
            if not isinstance(chosen, _FUNCTION):
                return chosen.__get__(obj, cls)(*args, **kwargs)
            return chosen(*args, **kwargs) if obj is None else chosen(obj, *args, **kwargs)

        return method
