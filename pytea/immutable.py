"""Immutable records: type checkers refuse an assignment, run time pays nothing for it.

A frozen dataclass stores every field through ``object.__setattr__``, which makes a record with
fourteen fields seven times as dear as plain stores; the machine makes tens of thousands of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def immutable(*, eq: bool = True, order: bool = False) -> Callable[[type[T]], type[T]]:
    """Returns a decorator like ``dataclass(frozen=True, slots=True)``: hashed by value if ``eq``."""
    return dataclass(eq=eq, order=order, unsafe_hash=eq, slots=True)
