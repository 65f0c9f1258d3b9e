"""beartype: what it checks at run time are types, which are no business of shapes."""

from beartype import door, roar, vale


class BeartypeConf:
    def __init__(self, **options):
        for name, value in options.items():
            setattr(self, name, value)


class BeartypeStrategy:
    O0 = "O0"
    O1 = "O1"
    Ologn = "Ologn"
    On = "On"


class BeartypeDecorationPosition:
    FIRST = "FIRST"
    LAST = "LAST"


FrozenDict = dict


def beartype(obj=None, *, conf=None):
    if obj is None or isinstance(obj, BeartypeConf):
        return lambda decorated: decorated
    return obj
