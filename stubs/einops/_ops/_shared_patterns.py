"""Patterns of einops: "b c (h h1) w -> b (c h1) h w", parsed and checked with einops' own sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from pytea.stubapi import Unknown, UnknownUse, fail

#: Stands for the dims that an ellipsis covers.
ELLIPSIS = "…"
REDUCTIONS = ("min", "max", "sum", "mean", "prod", "any", "all")


@dataclass(frozen=True, slots=True, eq=False)
class Anonymous:
    """An axis that is written as a number; two of them are never the same axis."""

    value: int

    def __repr__(self) -> str:
        return f"{self.value}-axis"


Axis: TypeAlias = "str | Anonymous"
#: The axes that one dim is composed of, or the ellipsis.
Group: TypeAlias = "list[Axis] | str"


def refuse(message: str, code: str = "bad-argument", exception: str = "RuntimeError") -> None:
    """Ends the stub as an EinopsError does."""
    fail(message, code, exception)


@dataclass(slots=True)
class Expression:
    """One side of a pattern."""

    groups: list[Group] = field(default_factory=list)
    names: list[Axis] = field(default_factory=list)
    has_ellipsis: bool = False
    #: Whether the ellipsis stands in parentheses.
    inner_ellipsis: bool = False

    @property
    def anonymous(self) -> bool:
        """Whether a number other than 1 is among the axes."""
        return any(isinstance(name, Anonymous) for name in self.names)

    def flat(self) -> list[Axis]:
        """Returns the axes in order, without parentheses."""
        return [axis for group in self.groups for axis in (group if isinstance(group, list) else [group])]


class _Parser:
    def __init__(self, text: str, underscore: bool, duplicates: bool) -> None:
        self.result = Expression()
        self.underscore = underscore
        self.duplicates = duplicates
        self.group: list[Axis] | None = None
        self.text = self._with_ellipsis(text)

    def _with_ellipsis(self, text: str) -> str:
        if "." not in text:
            return text
        if "..." not in text:
            refuse("expression may contain dots only inside ellipsis (...)")
        if text.count("...") != 1 or text.count(".") != 3:
            refuse("expression may contain dots only inside ellipsis (...); only one ellipsis for tensor")
        self.result.has_ellipsis = True
        return text.replace("...", ELLIPSIS)

    def run(self) -> Expression:
        """Returns the expression."""
        name = ""
        for char in self.text:
            if char in "() ":
                if name:
                    self._add(name)
                name = ""
                self._bracket(char)
            elif char.isalnum() or char in ("_", ELLIPSIS):
                name += char
            else:
                refuse(f"unknown character {char!r} in the pattern")
        if self.group is not None:
            refuse(f"imbalanced parentheses in expression: {self.text!r}")
        if name:
            self._add(name)
        return self.result

    def _bracket(self, char: str) -> None:
        if char == "(":
            if self.group is not None:
                refuse("axis composition is one-level (brackets inside brackets not allowed)")
            self.group = []
        elif char == ")":
            if self.group is None:
                refuse("brackets are not balanced")
                return
            self.result.groups.append(self.group)
            self.group = None

    def _add(self, name: str) -> None:
        known = name in self.result.names
        if known and not (self.underscore and name == "_") and not self.duplicates:
            refuse(f"indexing expression contains duplicate dimension {name!r}")
        if name == ELLIPSIS:
            self._place(name, [] if self.group is None else None)
            self.result.inner_ellipsis = self.group is not None
            return
        if name.isdecimal():
            if int(name) == 1:
                if self.group is None:
                    self.result.groups.append([])
                return
            self._place(Anonymous(int(name)))
            return
        check_name(name, self.underscore)
        self._place(name)

    def _place(self, axis: Axis, alone: list[Axis] | None = None) -> None:
        if axis not in self.result.names:
            self.result.names.append(axis)
        if self.group is not None:
            self.group.append(axis)
        else:
            self.result.groups.append(ELLIPSIS if alone is not None else [axis])


def parse(text: str, *, underscore: bool = False, duplicates: bool = False) -> Expression:
    """Returns one side of a pattern; refuses what einops' parser refuses."""
    return _Parser(text, underscore, duplicates).run()


def check_name(name: str, underscore: bool = False) -> None:
    """Refuses a name that no axis may have."""
    if name == "_" and underscore:
        return
    if not name.isidentifier():
        refuse(f"invalid axis identifier: {name}, not a valid python identifier")
    if name[0] == "_" or name[-1] == "_":
        text = "axis name should should not start or end with underscore"
        refuse(f"invalid axis identifier: {name}, {text}")


def sides_of(pattern: Any) -> tuple[str, str]:
    """Returns what stands left and right of the arrow."""
    if isinstance(pattern, Unknown):
        raise UnknownUse("a pattern that is not known")
    if not isinstance(pattern, str):
        refuse(f"pattern must be a str, got {type(pattern).__name__}", exception="AttributeError")
    parts = pattern.split("->")
    if len(parts) != 2:
        refuse(f"pattern {pattern!r} must have one '->'", exception="ValueError")
    return parts[0], parts[1]


def shown(names: Iterable[Axis]) -> str:
    """Returns a set of axes as text."""
    return "{" + ", ".join(sorted(repr(name) for name in names)) + "}"


def check_sides(left: Expression, right: Expression, operation: str, sizes: Iterable[str]) -> None:
    """Demands that the axes of both sides fit the operation."""
    if right.has_ellipsis and not left.has_ellipsis:
        refuse("ellipsis found in right side, but not left side of a pattern")
    if left.inner_ellipsis:
        refuse("ellipsis inside parenthesis in the left side is not allowed")
    only_left = [name for name in left.names if name not in right.names]
    only_right = [name for name in right.names if name not in left.names]
    if operation == "rearrange":
        if left.anonymous or right.anonymous:
            refuse("non-unitary anonymous axes are not supported in rearrange (exception is length 1)")
        if only_left or only_right:
            both = shown([*only_left, *only_right])
            refuse(f"identifiers only on one side of expression (should be on both): {both}")
    elif operation == "repeat":
        if only_left:
            refuse(f"unexpected identifiers on the left side of repeat: {shown(only_left)}")
        bare = [n for n in only_right if not isinstance(n, Anonymous) and n not in sizes]
        if bare:
            refuse(f"specify sizes for new axes in repeat: {shown(bare)}")
    elif operation in (*REDUCTIONS, "callable"):
        if only_right:
            refuse(f"unexpected identifiers on the right side of reduce {operation}: {shown(only_right)}")
    else:
        refuse(f"unknown reduction {operation!r}, expected one of {REDUCTIONS}")
