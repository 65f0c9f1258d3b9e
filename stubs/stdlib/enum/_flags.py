"""Flags: members that are combined bit by bit."""

import _pytea
from enum._types import Enum, ReprEnum, StrEnum


class FlagBoundary(StrEnum):
    STRICT = "strict"
    CONFORM = "conform"
    EJECT = "eject"
    KEEP = "keep"


STRICT = FlagBoundary.STRICT
CONFORM = FlagBoundary.CONFORM
EJECT = FlagBoundary.EJECT
KEEP = FlagBoundary.KEEP


class EnumCheck(StrEnum):
    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS = EnumCheck.CONTINUOUS
NAMED_FLAGS = EnumCheck.NAMED_FLAGS
UNIQUE = EnumCheck.UNIQUE


def _bits(value):
    bit = 1
    while bit <= value:
        if value & bit:
            yield bit
        bit *= 2


class Flag(Enum):
    _flag_mask_ = 0
    _boundary_ = STRICT

    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        return 2 ** max(last_values).bit_length()

    @classmethod
    def _add_member_(cls, name, member):
        value = member._value_
        if value > 0 and value & (value - 1) == 0:
            cls._member_names_.append(name)
        if value > 0:
            type.__setattr__(cls, "_flag_mask_", cls._flag_mask_ | value)
        cls._member_map_[name] = member
        type.__setattr__(cls, name, member)

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask = cls._flag_mask_
        full = 2 ** mask.bit_length() - 1
        if not ~full <= value <= full or value & (full ^ mask):
            if cls._boundary_ is STRICT:
                raise ValueError(f"{cls!r} invalid value {value!r}")
            if cls._boundary_ is CONFORM:
                value &= mask
            elif cls._boundary_ is EJECT:
                return value
        if value < 0:
            value = max(full + 1, 2 ** value.bit_length()) + value
            if cls._boundary_ is not KEEP:
                value &= mask
        known = cls._value2member_map_.get(value)
        if known is not None:
            return known
        made = object.__new__(cls) if cls._member_type_ is object else int.__new__(cls, value)
        names = [cls._value2member_map_[bit]._name_ for bit in _bits(value & mask)]
        rest = value & ~mask
        if rest:
            names.append(str(rest))
        made._name_ = "|".join(names) if names else None
        made._value_ = value
        cls._value2member_map_[value] = made
        return made

    def _number(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return NotImplemented

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(
                f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and "
                f"{self.__class__.__qualname__!r}"
            )
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        cls = self.__class__
        bits = [*_bits(self._value_ & cls._flag_mask_)]
        defined = [cls._member_map_[name]._value_ for name in cls._member_names_]
        if defined != sorted(defined):
            bits = [bit for bit in defined if bit in bits]
        return iter([cls._value2member_map_[bit] for bit in bits])

    def __len__(self):
        return len([bit for bit in _bits(self._value_)])

    def __bool__(self):
        return self._value_ != 0

    def __or__(self, other):
        number = self._number(other)
        return number if number is NotImplemented else self.__class__(self._value_ | number)

    def __and__(self, other):
        number = self._number(other)
        return number if number is NotImplemented else self.__class__(self._value_ & number)

    def __xor__(self, other):
        number = self._number(other)
        return number if number is NotImplemented else self.__class__(self._value_ ^ number)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __invert__(self):
        if self._boundary_ is KEEP:
            return self.__class__(~self._value_)
        return self.__class__(self._flag_mask_ & ~self._value_)

    def __repr__(self):
        name = self.__class__.__name__
        if self._name_ is None:
            return f"<{name}: {self._value_!r}>"
        return f"<{name}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        name = self.__class__.__name__
        return f"{name}({self._value_!r})" if self._name_ is None else f"{name}.{self._name_}"


class IntFlag(int, ReprEnum, Flag):
    _boundary_ = KEEP

    def __str__(self):
        return repr(self._value_)

    def __format__(self, format_spec):
        return format(self._value_, format_spec)

    __or__, __and__, __xor__ = Flag.__or__, Flag.__and__, Flag.__xor__
    __ror__, __rand__, __rxor__ = Flag.__ror__, Flag.__rand__, Flag.__rxor__
    __invert__, __contains__ = Flag.__invert__, Flag.__contains__
