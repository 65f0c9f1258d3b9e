"""numbers: the tower of abstract numbers over the builtin types."""


class _Tower(type):
    def __new__(mcls, name, bases, namespace):
        return type.__new__(mcls, name, bases, namespace)

    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))

    def __subclasscheck__(cls, subclass):
        mro = getattr(subclass, "__mro__", ())
        wanted = [cls, *cls.__dict__.get("_types", ())]
        return any([base is entry for entry in wanted for base in mro])

    def register(cls, subclass):
        for base in cls.__mro__:
            if isinstance(base, _Tower):
                base._types = (*base.__dict__["_types"], subclass)
        return subclass


class Number(metaclass=_Tower):
    _types = (int, float, complex)


class Complex(Number):
    _types = (int, float, complex)


class Real(Complex):
    _types = (int, float)


class Rational(Real):
    _types = (int,)


class Integral(Rational):
    _types = (int,)
