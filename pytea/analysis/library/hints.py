"""What kind of value an annotation names."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping

from pytea.analysis.library.kinds import Judged, Kind
from pytea.analysis.library.outline import Outline
from pytea.values.annotation import ARRAY_KINDS

_PLAIN = {
    "int": Kind.INT, "float": Kind.FLOAT, "bool": Kind.BOOL, "str": Kind.TEXT,
}  # fmt: skip
_ARRAYS = ARRAY_KINDS | {"TensorType", "Tensor"}
_TUPLES = frozenset(["tuple", "Tuple"])
_LISTS = frozenset(["list", "List", "Sequence", "Iterable", "Collection"])
#: What classes are called whose objects hold the numbers of a model.
_CONFIG = re.compile("[cC]onfig|Cfg|Args|HParams|Hparams|Hyper")
#: Names of annotations that say nothing.
_ANYTHING = frozenset(["Any", "object", "None", "", "PyTree", "ArrayLike"])


def judge_annotation(text: str, outline: Outline) -> Judged | None:
    """Returns the kind that an annotation names; None when it says nothing."""
    try:
        node = ast.parse(text, mode="eval").body if text else None
    except (SyntaxError, ValueError):
        return None
    return None if node is None else _annotated(node, outline)


def _annotated(node: ast.expr, outline: Outline) -> Judged | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return judge_annotation(node.value, outline)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return _union([node.left, node.right], outline)
    name = last_name(node.value if isinstance(node, ast.Subscript) else node)
    if isinstance(node, ast.Subscript):
        return _subscripted(node, name, outline)
    if name in _ANYTHING:
        return None
    kind = Kind.TENSOR if name.endswith("Tensor") else _PLAIN.get(name)
    if kind is not None:
        return Judged(kind, annotation=name if kind is Kind.TENSOR else "")
    if name in outline.classes:
        return _of_class(name, outline.classes[name])
    return Judged(Kind.CONFIG, (name,)) if _CONFIG.search(name) else Judged(Kind.OTHER)


def _subscripted(node: ast.Subscript, name: str, outline: Outline) -> Judged | None:
    inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    if name == "Literal":
        values = [c.value for c in inner if isinstance(c, ast.Constant)]
        plain = [v for v in values if v is None or isinstance(v, (str, int, bool))]
        return Judged(Kind.TEXT, tuple(plain)) if len(plain) == len(inner) else Judged(Kind.OTHER)
    if name in ("Optional", "Annotated", "Final"):
        return _annotated(inner[0], outline)
    if name == "Union":
        return _union(inner, outline)
    if name in _ARRAYS:
        return Judged(Kind.TENSOR, annotation=ast.unparse(node))
    if name == "PyTree":
        return None
    if name in _TUPLES or name in _LISTS:
        return _sequence(name, inner, outline)
    return Judged(Kind.OTHER)


def _sequence(name: str, inner: list[ast.expr], outline: Outline) -> Judged:
    items = [_annotated(item, outline) for item in inner]
    kinds = {None if item is None else item.kind for item in items}
    if name in _TUPLES and ast.unparse(inner[-1]) != "...":
        if kinds == {Kind.TENSOR}:
            texts = tuple(ast.unparse(item) for item in inner)
            return Judged(Kind.TENSORS, texts, length=len(inner))
        if kinds == {Kind.INT}:
            return Judged(Kind.PAIR, length=len(inner))
    elif items[0] is not None and items[0].kind is Kind.INT:
        return Judged(Kind.LIST)
    elif items[0] is not None and items[0].kind is Kind.TENSOR:
        texts = (ast.unparse(inner[0]),) * 2
        return Judged(Kind.TENSORS, texts, certain=False, length=2, is_list=name in _LISTS)
    return Judged(Kind.OTHER)


def _of_class(name: str, node: ast.ClassDef) -> Judged:
    """Judges a class of the file: an Enum, or one whose fields are annotated."""
    if any(last_name(base).endswith(("Enum", "Flag")) for base in node.bases):
        return Judged(Kind.MEMBER, owner=name)
    is_config = fields_of(node) or _CONFIG.search(name)
    return Judged(Kind.CONFIG, (name,), owner=name) if is_config else Judged(Kind.OTHER)


def fields_of(node: ast.ClassDef) -> Mapping[str, str]:
    """Returns the annotated fields of a class, such as those of a dataclass."""
    return {
        item.target.id: ast.unparse(item.annotation)
        for item in node.body
        if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)
    }


def members_of(node: ast.ClassDef) -> list[str]:
    """Returns the names of the members of an Enum."""
    return [
        target.id
        for item in node.body
        if isinstance(item, ast.Assign)
        for target in item.targets
        if isinstance(target, ast.Name) and not target.id.startswith("_")
    ]


def _union(members: list[ast.expr], outline: Outline) -> Judged | None:
    """Returns the first kind of a union that can be made; ints before sequences of ints."""
    judged = [_annotated(m, outline) for m in members if ast.unparse(m) != "None"]
    usable = [j for j in judged if j is not None and j.kind is not Kind.OTHER]
    plain = [j for j in usable if j.kind not in (Kind.PAIR, Kind.LIST)]
    return next(iter(plain or usable), None)


def last_name(node: ast.expr) -> str:
    """Returns ``Tensor`` for ``torch.Tensor``."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
