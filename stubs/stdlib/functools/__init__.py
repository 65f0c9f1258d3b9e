"""functools: what wraps, fixes and remembers functions; dispatch and orderings are read when
they are asked for.
"""

import _pytea

__all__ = (
    "update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering",
    "cache", "cmp_to_key", "lru_cache", "reduce", "partial", "partialmethod", "singledispatch",
    "singledispatchmethod", "cached_property",
)  # fmt: skip

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)


class _Missing:
    pass


_MISSING = _Missing()
_FUNCTION = type(lambda: 0)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        if hasattr(wrapped, name):
            setattr(wrapper, name, getattr(wrapped, name))
    for name in updated:
        for key, value in dict(getattr(wrapped, name, {})).items():
            setattr(wrapper, key, value)
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    def decorator(wrapper):
        return update_wrapper(wrapper, wrapped, assigned, updated)

    return decorator


def reduce(function, sequence, initial=_MISSING, /):
    value = initial
    for item in sequence:
        value = item if value is _MISSING else function(value, item)
    if value is _MISSING:
        raise TypeError("reduce() of empty iterable with no initial value")
    return value


class partial:
    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, partial):
            args = (*func.args, *args)
            keywords = {**func.keywords, **keywords}
            func = func.func
        self = super().__new__(cls)
        self.func = func
        self.args = args
        self.keywords = keywords
        return self

    def __class_getitem__(cls, item):
        return cls

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    def __repr__(self):
        shown = [repr(self.func), *[repr(arg) for arg in self.args]]
        shown += [f"{name}={value!r}" for name, value in self.keywords.items()]
        return f"functools.{type(self).__name__}({', '.join(shown)})"


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, obj, cls=None):
        if obj is None:
            return partial(self._unbound)
        if isinstance(self.func, _FUNCTION):
            return partial(self.func, obj, *self.args, **self.keywords)
        bound = self.func.__get__(obj, cls) if hasattr(self.func, "__get__") else self.func
        return partial(bound, *self.args, **self.keywords)

    def _unbound(self, /, instance, *args, **keywords):
        return self.func(instance, *self.args, *args, **{**self.keywords, **keywords})


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __class_getitem__(cls, item):
        return cls

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        value = self.func(instance)
        if self.attrname is None:
            raise TypeError(
                "Cannot use cached_property instance without calling __set_name__ on it."
            )
        object.__setattr__(instance, self.attrname, value)
        return value


class _CacheInfo(tuple):
    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return "CacheInfo(hits=%r, misses=%r, maxsize=%r, currsize=%r)" % (*self,)


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize):
        return _caching(maxsize, 128, False)
    if maxsize is not None and maxsize < 0:
        maxsize = 0

    def decorator(user_function):
        return _caching(user_function, maxsize, typed)

    return decorator


def cache(user_function, /):
    return _caching(user_function, None, False)


def _fixed(values):
    for value in values:
        if not _pytea.is_known(value) or _pytea.is_symbolic(value):
            return False
    return True


def _caching(user_function, maxsize, typed):
    results, counts = {}, [0, 0]

    def wrapper(*args, **kwds):
        if not _fixed([*args, *kwds.values()]):
            return user_function(*args, **kwds)
        key = (args, *kwds.items())
        if typed:
            key += tuple([type(value) for value in [*args, *kwds.values()]])
        if key in results:
            counts[0] += 1
            if maxsize is not None:
                results[key] = results.pop(key)
            return results[key]
        counts[1] += 1
        value = user_function(*args, **kwds)
        if maxsize != 0:
            results[key] = value
            if maxsize is not None and len(results) > maxsize:
                del results[next(iter(results))]
        return value

    def cache_clear():
        results.clear()
        counts[:] = [0, 0]

    update_wrapper(wrapper, user_function)
    wrapper.cache_info = lambda: _CacheInfo((*counts, maxsize, len(results)))
    wrapper.cache_clear = cache_clear
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return wrapper
