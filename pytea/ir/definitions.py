"""Instructions for calls, functions, classes and imports, and for what is not lowered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytea.ir.instruction import Instruction

if TYPE_CHECKING:
    from pytea.ir.code import Code


class Call(Instruction):
    """``starred`` are positions in ``args``; a keyword name of None is a ``**mapping``."""

    dst: int
    func: int
    args: tuple[int, ...]
    starred: tuple[int, ...]
    keyword_names: tuple[str | None, ...]
    keyword_values: tuple[int, ...]


class SuperCall(Instruction):
    """``super()`` without arguments: the ``__class__`` cell and the first parameter."""

    dst: int
    class_cell: int
    first: int


class MakeFunction(Instruction):
    """``defaults`` belong to the last positional parameters; ``closure`` are cell registers."""

    dst: int
    code: Code
    defaults: tuple[int, ...]
    keyword_names: tuple[str, ...]
    keyword_defaults: tuple[int, ...]
    closure: tuple[int, ...]


class MakeClass(Instruction):
    """Runs ``code`` (kind "class") in a new namespace and builds the class."""

    dst: int
    name: str
    code: Code
    bases: tuple[int, ...]
    starred: tuple[int, ...]
    keyword_names: tuple[str | None, ...]
    keyword_values: tuple[int, ...]
    closure: tuple[int, ...]


class Annotate(Instruction):
    """``name: text`` in a class or module body; the annotation is kept as source text."""

    name: str
    text: str


class TypeParameter(Instruction):
    """A PEP 695 parameter or alias: an opaque typing object."""

    dst: int
    name: str


class Import(Instruction):
    """``import a.b.c``: ``dst`` is ``a``, or ``a.b.c`` when ``leaf`` (``import a.b.c as x``)."""

    dst: int
    module: str
    leaf: bool


class ImportFrom(Instruction):
    """``from {'.' * level}module import name``: one instruction per name."""

    dst: int
    module: str
    level: int
    name: str


class ImportStar(Instruction):
    """``from {'.' * level}module import *``."""

    module: str
    level: int


class Unsupported(Instruction):
    """A construct that is not lowered: ``dst`` becomes Unknown for ``reason``."""

    dst: int
    reason: str
    text: str
