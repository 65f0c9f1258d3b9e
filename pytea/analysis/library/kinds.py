"""What kind of value a parameter takes: by its annotation, by its uses, by its name."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, replace
from enum import Enum

from pytea.analysis.library.uses import Uses
from pytea.values.annotation import ARRAY_KINDS


class Kind(Enum):
    """The kinds of inputs that are made; a parameter with a default keeps it."""

    INT = "int"
    COUNT = "count"  #: an int that says how often something is repeated
    FLOAT = "float"
    BOOL = "bool"
    TEXT = "str"
    TENSOR = "tensor"
    CONFIG = "config"  #: an object with attributes
    OTHER = "other"  #: not followed: a callable, a list of unknown length


@dataclass(frozen=True, slots=True)
class Judged:
    """A kind, the texts that a text may be, and whether errors may rest on it."""

    kind: Kind
    texts: tuple[str, ...] = ()
    certain: bool = True
    #: The text of the annotation of a tensor.
    annotation: str = ""
    #: Whether nothing else than a value of this kind can be meant.
    clear: bool = False


_FLOATS = re.compile(
    r"(^|_)(drop(out)?|p|prob|rate|eps|epsilon|alpha|beta|gamma|momentum|temperature|std|ratio"
    r"|lr|lambda|weight_decay|slope|tau|theta|sigma|margin|scale|smoothing)($|_)|drop"
)
_BOOLS = re.compile(
    r"^(use|is|with|has|do|apply|return|enable|add|no|add)_|(^|_)(bias|causal|flag|bn)$"
)
_COUNTS = re.compile(
    r"(^|_)(depth|depths|layers?|blocks?|repeats?|num_layers|n_layers?|nlayers|stages|steps|n_blocks)$"
)
_CALLABLES = re.compile(
    r"(layer|norm|act|activation|fn|func|block|module|model|backbone|net|encoder|decoder)$"
)
_LISTS = re.compile(r"(channels|dims|sizes|features|widths|layers|depths|kernels|strides)$")
_CONFIGS = re.compile(r"^(cfg|config|conf|args|opt|opts|hparams|params|configs|c|hp)$")
_NOT_NEGATIVE = re.compile(r"(pad|start|index|offset|idx|level|step|pos|shift)")


def may_be_zero(name: str) -> bool:
    """Returns whether an int of this name is often 0, unlike a size."""
    return _NOT_NEGATIVE.search(name) is not None


def judge_parameter(name: str, annotation: str, uses: Uses, *, method: bool) -> Judged:
    """Returns the kind of a parameter; ``method`` for those that take tensors by default."""
    by_annotation = _by_annotation(annotation)
    if by_annotation is not None:
        by_annotation = replace(by_annotation, clear=True)
        if by_annotation.kind is Kind.INT and uses.counted and not uses.computed:
            return Judged(Kind.COUNT)
        if by_annotation.kind is Kind.TEXT and not by_annotation.texts and uses.texts:
            return Judged(Kind.TEXT, tuple(uses.texts))
        return by_annotation
    return _judge_tensor(name, uses) if method else _judge_argument(name, uses)


def _judge_argument(name: str, uses: Uses) -> Judged:
    """Judges a parameter of a constructor."""
    if uses.texts:
        return Judged(Kind.TEXT, tuple(uses.texts))
    if uses.called:
        return Judged(Kind.OTHER)
    if uses.as_tensor and not _CONFIGS.match(name) and uses.attributes:
        return Judged(Kind.OTHER)
    if uses.attributes:
        return Judged(Kind.CONFIG)
    if uses.iterated or uses.subscripted:
        return Judged(Kind.OTHER)
    if _CONFIGS.match(name) and not (uses.computed or uses.counted):
        return Judged(Kind.CONFIG, certain=False)
    if uses.counted and not uses.computed:
        return Judged(Kind.COUNT)
    if _COUNTS.search(name) and not uses.computed and not uses.given_to:
        return Judged(Kind.COUNT, certain=False)
    if _FLOATS.search(name):
        return Judged(Kind.FLOAT)
    if _BOOLS.search(name) or (uses.tested and not uses.computed and not uses.given_to):
        return Judged(Kind.BOOL)
    if _CALLABLES.search(name) and not uses.computed:
        return Judged(Kind.OTHER)
    if _LISTS.search(name) and not uses.computed and not uses.given_to:
        return Judged(Kind.OTHER)
    return Judged(Kind.INT, certain=uses.computed or uses.counted)


def _judge_tensor(name: str, uses: Uses) -> Judged:
    """Judges a parameter of ``forward`` or of a function."""
    if uses.as_tensor:
        unsure = (uses.iterated or uses.subscripted) and not uses.as_shaped
        return Judged(Kind.TENSOR, certain=not unsure, clear=uses.as_shaped)
    if uses.texts:
        return Judged(Kind.TEXT, tuple(uses.texts))
    if uses.builds and not uses.as_object:
        return _judge_argument(name, uses)
    if uses.as_size and not (uses.iterated or uses.subscripted or uses.called):
        return Judged(Kind.INT, certain=uses.divided)
    if uses.counted or re.search(r"^(num|n|max)_|(_len|_size|_steps)$|^(height|width)$", name):
        return Judged(Kind.INT)
    if uses.as_object:
        return Judged(Kind.OTHER)
    if uses.iterated:
        return Judged(Kind.OTHER)
    if _BOOLS.search(name):
        return Judged(Kind.BOOL)
    if uses.called or _CONFIGS.match(name):
        return Judged(Kind.OTHER)
    return Judged(Kind.TENSOR, certain=not uses.subscripted)


_PLAIN = {
    "int": Kind.INT, "float": Kind.FLOAT, "bool": Kind.BOOL, "str": Kind.TEXT,
    "Tensor": Kind.TENSOR, "FloatTensor": Kind.TENSOR, "LongTensor": Kind.TENSOR,
}  # fmt: skip
_ARRAYS = ARRAY_KINDS | {"TensorType", "Tensor"}


def _by_annotation(text: str) -> Judged | None:
    """Returns the kind that an annotation names; None when it says nothing."""
    try:
        node = ast.parse(text, mode="eval").body if text else None
    except (SyntaxError, ValueError):
        return None
    return None if node is None else _annotated(node, text)


def _annotated(node: ast.expr, text: str) -> Judged | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return _by_annotation(node.value)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return _union([node.left, node.right], text)
    name = _last_name(node.value if isinstance(node, ast.Subscript) else node)
    if isinstance(node, ast.Subscript):
        inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if name == "Literal":
            texts = [c.value for c in inner if isinstance(c, ast.Constant)]
            if all(isinstance(item, str) for item in texts):
                return Judged(Kind.TEXT, tuple(map(str, texts)))
            return Judged(Kind.OTHER)
        if name in ("Optional", "Annotated", "Final"):
            return _annotated(inner[0], text)
        if name == "Union":
            return _union(inner, text)
        if name in _ARRAYS:
            return Judged(Kind.TENSOR, annotation=ast.unparse(node))
        return Judged(Kind.OTHER)
    if name in ("Any", "object", "None", ""):
        return None
    kind = _PLAIN.get(name)
    if kind is not None:
        return Judged(kind)
    return Judged(Kind.CONFIG, (name,)) if "onfig" in name or "Args" in name else Judged(Kind.OTHER)


def _union(members: list[ast.expr], text: str) -> Judged | None:
    """Returns the first kind of a union that can be made; ints before sequences of ints."""
    judged = [_annotated(m, text) for m in members if ast.unparse(m) != "None"]
    return next((j for j in judged if j is not None and j.kind is not Kind.OTHER), None)


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
