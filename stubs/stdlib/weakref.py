"""weakref: objects live to the end of the run."""


class ref:
    def __init__(self, object, callback=None):
        self._object = object
        self.__callback__ = callback

    def __class_getitem__(cls, item):
        return cls

    def __call__(self):
        return self._object

    def __eq__(self, other):
        return self._object == other._object if isinstance(other, ref) else NotImplemented

    def __hash__(self):
        return hash(self._object)


ReferenceType = ref


class WeakMethod(ref):
    pass


def proxy(object, callback=None):
    return object


class WeakKeyDictionary(dict):
    pass


class WeakValueDictionary(dict):
    pass


class WeakSet(set):
    pass


class finalize:
    alive = True

    def __init__(self, obj, func, /, *args, **kwargs):
        self._call = (func, args, kwargs)

    def __call__(self):
        if not self.alive:
            return None
        self.alive = False
        func, args, kwargs = self._call
        return func(*args, **kwargs)

    def detach(self):
        self.alive = False


def getweakrefcount(object):
    return 0
