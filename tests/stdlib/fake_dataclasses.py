"""What the machine does natively for dataclasses, for stubs that run in CPython."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

#: (name, init, keyword only, kind, (default,) or (), (factory,) or ())
Row = tuple[str, bool, bool, str, tuple[Any, ...], tuple[Any, ...]]


def dataclass_init(
    qualname: str, rows: list[Row], frozen: bool, post: bool, module: Any
) -> Callable[..., None]:
    """Returns ``__init__``, compiled from text."""
    names: dict[str, Any] = {"_made": object(), "_set": object.__setattr__}
    names |= {f"_factory_{row[0]}": row[5][0] for row in rows if row[5]}
    plain = [_parameter(row, names) for row in rows if row[1] and not row[2]]
    keyword = [_parameter(row, names) for row in rows if row[1] and row[2]]
    body = [line for row in rows for line in _assign(row, frozen)]
    if post:
        extra = ", ".join(row[0] for row in rows if row[3] == "initvar")
        body.append(f"self.__post_init__({extra})")
    listed = ", ".join(["self", *plain, *(["*", *keyword] if keyword else [])])
    text = "\n  ".join([f"def __init__({listed}):", *(body or ["pass"])])
    exec(text, names)
    made: Callable[..., None] = names["__init__"]
    made.__qualname__ = qualname
    return made


def _parameter(row: Row, names: dict[str, Any]) -> str:
    name, _, _, _, default, factory = row
    names |= {f"_default_{name}": default[0]} if default else {}
    if factory:
        return f"{name}=_made"
    return f"{name}=_default_{name}" if default else name


def _assign(row: Row, frozen: bool) -> list[str]:
    name, init, _, kind, _, factory = row
    if kind != "field" or not (init or factory):
        return []
    value = name
    if factory:
        value = (
            f"_factory_{name}() if {name} is _made else {name}" if init else f"_factory_{name}()"
        )
    return [f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}"]


def read_attributes(obj: Any, names: Iterable[str], into: dict[str, Any]) -> dict[str, Any]:
    """Returns ``into`` with the attributes that it does not have."""
    return {**{name: getattr(obj, name) for name in names if name not in into}, **into}
