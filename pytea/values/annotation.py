"""Shapes that annotations of jaxtyping and torchtyping write down, read off their text.

``Float[Tensor, "b c h w"]``, ``TensorType["batch", 3]`` and what is inside of ``Optional`` and strings.
What an annotation says in another way is not read: it says nothing then.
"""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from functools import lru_cache

from pytea.records import immutable

#: Names of classes whose subscript is an array type and a text of axes.
ARRAY_KINDS = frozenset(
    [
        "Float", "Float16", "Float32", "Float64", "BFloat16", "Int", "Int2", "Int4", "Int8", "Int16",
        "Int32", "Int64", "UInt", "UInt2", "UInt4", "UInt8", "UInt16", "UInt32", "UInt64", "Integer",
        "Bool", "Num", "Shaped", "Real", "Inexact", "Complex", "Complex64", "Complex128", "Key",
    ]
)  # fmt: skip
#: Names of classes whose subscript lists axes.
_LISTED = frozenset(["TensorType", "Tensor"])
_NAME = re.compile(r"[A-Za-z]\w*$|_\w+$")


@immutable()
class Axis:
    """One dim: a number, a name, an expression over names, or anything."""

    text: str
    value: int | None = None
    #: Whether a size of 1 will do as well.
    broadcasts: bool = False

    @property
    def is_named(self) -> bool:
        """Whether the axis has a name, which means the same size wherever it stands."""
        return self.value is None and _NAME.match(self.text) is not None

    @property
    def is_computed(self) -> bool:
        """Whether the size follows from those of named axes."""
        return self.value is None and not self.is_named and self.text != "_"


@immutable()
class AnnotatedShape:
    """The axes of a tensor; ``star`` stands between ``front`` and ``back`` for any number of them."""

    text: str
    front: tuple[Axis, ...]
    #: The name of the axes in the middle, "" for ``...``; None when there are none.
    star: str | None = None
    back: tuple[Axis, ...] = ()
    #: The class that tells the dtype, such as "Float"; "" where nothing does.
    dtype: str = ""

    @property
    def ndim(self) -> int | None:
        """The number of dims, where it is fixed."""
        return len(self.front) if self.star is None else None

    @property
    def least(self) -> int:
        """The number of dims that there are at least."""
        return len(self.front) + len(self.back)

    def axis(self, index: int) -> Axis | None:
        """Returns the axis at a negative index, if the annotation says which one that is."""
        axes = self.front if self.star is None else self.back
        return axes[index] if -index <= len(axes) else None


@lru_cache(maxsize=4096)
def annotated_shape(text: str) -> AnnotatedShape | None:
    """Returns the shape that an annotation tells; None when it tells none."""
    if "[" not in text:
        return None
    try:
        node = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None
    return _shape(node)


#: The kinds of dtypes that a class stands for.
DTYPE_KINDS = {
    "Float": ("float",), "Int": ("int",), "Integer": ("int",), "UInt": ("int",), "Bool": ("bool",),
    "Complex": ("complex",), "Inexact": ("float", "complex"), "Real": ("float", "int"),
    "Num": ("float", "int", "complex"),
}  # fmt: skip


@lru_cache(maxsize=4096)
def annotated_items(text: str) -> tuple[str, ...]:
    """Returns the annotations of the items of a tuple; nothing for any other annotation."""
    node = _parsed(text)
    if not isinstance(node, ast.Subscript) or not isinstance(node.slice, ast.Tuple):
        return ()
    name = node.value.attr if isinstance(node.value, ast.Attribute) else ast.unparse(node.value)
    items = tuple(ast.unparse(item) for item in node.slice.elts)
    return items if name in ("tuple", "Tuple") and items[-1] != "..." else ()


@lru_cache(maxsize=4096)
def annotated_choices(text: str) -> tuple[AnnotatedShape, ...]:
    """Returns the shapes of which a union tells one; nothing where a member tells no shape."""
    node = _parsed(text)
    members = [] if node is None else [m for m in _members(node) if ast.unparse(m) != "None"]
    found = [_shape(member) for member in members]
    return tuple(shape for shape in found if shape is not None) if None not in found else ()


def _parsed(text: str) -> ast.expr | None:
    if "[" not in text:
        return None
    try:
        node = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return _parsed(node.value)
    return node


def _members(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return [*_members(node.left), *_members(node.right)]
    if isinstance(node, ast.Subscript):
        name = node.value.attr if isinstance(node.value, ast.Attribute) else ast.unparse(node.value)
        if name in ("Optional", "Union"):
            inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            return [part for item in inner for part in _members(item)]
    return [node]


def _shape(node: ast.expr) -> AnnotatedShape | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return annotated_shape(node.value)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return _only([node.left, node.right])
    if not isinstance(node, ast.Subscript):
        return None
    name = node.value.attr if isinstance(node.value, ast.Attribute) else ""
    name = node.value.id if isinstance(node.value, ast.Name) else name
    inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    if name in ("Optional", "Union"):
        return _only(inner)
    if name in ARRAY_KINDS and len(inner) == 2:
        last = inner[1]
        if isinstance(last, ast.Constant) and isinstance(last.value, str):
            # the array type may have a shape itself, which stands behind
            within = _shape(inner[0])
            text = last.value if within is None else f"{last.value} {within.text}"
            found = _axes(text, text.split())
            return None if found is None else replace(found, dtype=name)
    if name in _LISTED:
        dtypes = [_DTYPES[text] for item in inner if (text := ast.unparse(item)) in _DTYPES]
        words = [_word(item) for item in inner if not _is_detail(item)]
        known = [word for word in words if word is not None]
        if len(known) < len(words) or (dtypes and not known):
            return None
        found = _axes(", ".join(known), known)
        return None if found is None else replace(found, dtype=dtypes[0] if dtypes else "")
    return None


#: What torchtyping writes for a dtype, as classes of jaxtyping.
_DTYPES = {"float": "Float", "int": "Int", "bool": "Bool", "complex": "Complex"}


def _is_detail(node: ast.expr) -> bool:
    """Returns whether a member of ``TensorType[...]`` is no axis: a dtype, or ``is_named``."""
    if isinstance(node, ast.Name):
        return node.id in _DTYPES or node.id.startswith("is_")
    return isinstance(node, ast.Attribute)


def _only(members: list[ast.expr]) -> AnnotatedShape | None:
    """Returns the shape of a union in which only one member is not None."""
    rest = [member for member in members if ast.unparse(member) != "None"]
    return _shape(rest[0]) if len(rest) == 1 else None


def _word(node: ast.expr) -> str | None:
    """Returns the axis that a member of ``TensorType[...]`` is; None for a dtype and the like."""
    if isinstance(node, ast.Constant):
        if node.value is Ellipsis:
            return "..."
        if type(node.value) is int:
            return "_" if node.value < 0 else str(node.value)
        if isinstance(node.value, str) and _NAME.match(node.value):
            return node.value
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return "_"
    if isinstance(node, ast.Slice) and node.lower is not None and node.upper is not None:
        name, size = _word(node.lower), _word(node.upper)  # ``"batch": 3`` and ``"batch": ...``
        return f"*{name}" if size == "..." else name if size == "_" else size
    return node.id if isinstance(node, ast.Name) else None


def _axes(text: str, words: list[str]) -> AnnotatedShape | None:
    front: list[Axis] = []
    back: list[Axis] = []
    star: str | None = None
    for word in words:
        if word == "..." or word.lstrip("#").startswith("*"):
            if star is not None:
                return None
            # a shape that is broadcast has a length of its own
            star = "" if word == "..." or "#" in word else word.lstrip("*")
            star = "" if star == "_" else star
        else:
            (front if star is None else back).append(_axis(word))
    return AnnotatedShape(text, tuple(front), star, tuple(back))


def _axis(word: str) -> Axis:
    broadcasts = "#" in word
    word = word.replace("#", "")
    word = word.rpartition("=")[2]
    if word.isdecimal():
        return Axis(word, int(word), broadcasts)
    if word.startswith(("?", "_")) or "{" in word or not word:
        return Axis("_")
    return Axis(word, None, broadcasts)
