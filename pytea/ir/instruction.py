"""The base of all instructions.

An instruction looks like a frozen slotted dataclass and is made by a metaclass instead: there are some
seventy classes, and ``dataclass`` would compile half a dozen functions for each at every start.
"""

from __future__ import annotations

from typing import Any, ClassVar, dataclass_transform


@dataclass_transform(frozen_default=True)
class InstructionType(type):
    """Makes the annotated names of a class its slots, in the order of its positional arguments."""

    def __new__(
        mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any]
    ) -> InstructionType:
        annotations = namespace.get("__annotations__", {})
        names = tuple(field for field in annotations if not field.startswith("_"))
        defaults = {field: namespace.pop(field) for field in names if field in namespace}
        cls = super().__new__(
            mcs,
            name,
            bases,
            {**namespace, "__slots__": names, "__match_args__": names, "_defaults": defaults},
        )
        cls._setters = tuple(getattr(cls, field).__set__ for field in names)
        return cls

    _setters: tuple[Any, ...]


class Instruction(metaclass=InstructionType):
    """Base of the closed union of instructions."""

    __match_args__: ClassVar[tuple[str, ...]]
    _setters: ClassVar[tuple[Any, ...]]
    _defaults: ClassVar[dict[str, object]]

    def __init__(self, *values: object, **named: object) -> None:
        setters = self._setters
        if named or len(values) != len(setters):
            values = self._complete(values, named)
        for put, value in zip(setters, values, strict=True):
            put(self, value)

    def _complete(self, values: tuple[object, ...], named: dict[str, object]) -> tuple[object, ...]:
        names = self.__match_args__
        given = self._defaults | dict(zip(names, values, strict=False)) | named
        if len(values) > len(names) or given.keys() != set(names):
            raise TypeError(f"{type(self).__name__} takes {', '.join(names)}")
        return tuple(given[name] for name in names)

    def _values(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__match_args__)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"cannot assign to field {name!r}")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self), self._values()))

    def __repr__(self) -> str:
        pairs = zip(self.__match_args__, self._values(), strict=True)
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in pairs)})"
