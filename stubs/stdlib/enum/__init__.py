"""enum: members are made by the metaclass when the class body has ended.

Flags are read when they are asked for.
"""

from enum._meta import EnumMeta, EnumType, auto, member, nonmember
from enum._types import Enum, IntEnum, ReprEnum, StrEnum

__all__ = (
    "EnumType", "EnumMeta", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto",
    "unique", "property", "verify", "member", "nonmember", "FlagBoundary", "STRICT", "CONFORM",
    "EJECT", "KEEP", "global_enum", "EnumCheck", "CONTINUOUS", "NAMED_FLAGS", "UNIQUE",
)  # fmt: skip

property = property


def unique(enumeration):
    pairs = [(n, m.name) for n, m in enumeration.__members__.items() if n != m.name]
    if pairs:
        details = ", ".join([f"{alias} -> {name}" for alias, name in pairs])
        raise ValueError(f"duplicate values found in {enumeration!r}: {details}")
    return enumeration


class verify:
    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        from enum._flags import UNIQUE

        return unique(enumeration) if UNIQUE in self.checks else enumeration


def global_enum(cls, update_str=False):
    return cls


def _simple_enum(etype=Enum, *, boundary=None, use_args=None):
    return lambda cls: cls
