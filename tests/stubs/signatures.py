"""Constructor signatures of classes, from the text of a bundled stub and from real torch."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

STUBS = Path(__file__).resolve().parents[2] / "stubs"


@dataclass(frozen=True, slots=True)
class Signature:
    """Names, in order, of what a constructor takes; ``defaults`` of those that have a constant one."""

    positional: tuple[str, ...]
    keyword_only: tuple[str, ...]
    defaults: tuple[tuple[str, object], ...]
    open: bool


@cache
def classes_of(package: str) -> dict[str, ast.ClassDef]:
    """Returns the classes that the files of a stub package define."""
    folder = STUBS.joinpath(*package.split("."))
    files = sorted(folder.glob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]
    found: dict[str, ast.ClassDef] = {}
    for file in files:
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, node)
    return found


def _constructor(node: ast.ClassDef, known: dict[str, ast.ClassDef]) -> ast.FunctionDef | None:
    for item in node.body:
        if isinstance(item, ast.FunctionDef) and item.name == "__init__":
            return item
    for base in node.bases:
        name = ast.unparse(base).rpartition(".")[2]
        if name in known and known[name] is not node:
            found = _constructor(known[name], known)
            if found is not None:
                return found
    return None


def _constant(node: ast.expr | None) -> object:
    if node is None:
        return inspect.Parameter.empty
    try:
        return eval(compile(ast.Expression(node), "default", "eval"), {"__builtins__": {}})
    except (NameError, AttributeError):
        return ...


def stub_signature(package: str, name: str) -> Signature | None:
    """Returns the signature that the stub of a class declares, or None without a constructor."""
    known = classes_of(package)
    function = _constructor(known[name], known)
    if function is None:
        return None
    args = function.args
    names = [arg.arg for arg in (*args.posonlyargs, *args.args)]
    values = [None] * (len(names) - len(args.defaults)) + list(args.defaults)
    keyword_names = [arg.arg for arg in args.kwonlyargs]
    defaults = list(zip(names, values, strict=True)) + list(
        zip(keyword_names, args.kw_defaults, strict=True)
    )
    listed = tuple((n, _constant(v)) for n, v in defaults if n != "self")
    is_open = args.vararg is not None or args.kwarg is not None
    return Signature(tuple(names[1:]), tuple(keyword_names), listed, is_open)


def torch_signature(cls: type) -> Signature | None:
    """Returns the signature of the constructor of a real class."""
    if cls.__init__ is object.__init__:
        return None
    parameters = list(inspect.signature(cls.__init__).parameters.values())[1:]
    kinds = inspect.Parameter
    positional = [
        p.name for p in parameters if p.kind in (kinds.POSITIONAL_ONLY, kinds.POSITIONAL_OR_KEYWORD)
    ]
    keyword_only = [p.name for p in parameters if p.kind is kinds.KEYWORD_ONLY]
    is_open = any(p.kind in (kinds.VAR_POSITIONAL, kinds.VAR_KEYWORD) for p in parameters)
    constants = (int, float, bool, str, tuple, type(None), type)
    defaults = tuple(
        (p.name, p.default if isinstance(p.default, constants) else ...)
        for p in parameters
        if p.name in positional or p.name in keyword_only
    )
    return Signature(tuple(positional), tuple(keyword_only), defaults, is_open)


def differences(stub: Signature, real: Signature) -> Iterator[str]:
    """Yields a sentence for each way in which a stub's signature is not that of torch."""
    if stub.open and real.open:
        return
    if stub.open != real.open:
        yield f"takes any arguments: {stub.open}, torch: {real.open}"
        return
    if stub.positional != real.positional:
        yield f"positional {stub.positional}, torch {real.positional}"
    if set(stub.keyword_only) != set(real.keyword_only):
        yield f"keyword-only {stub.keyword_only}, torch {real.keyword_only}"
    expected = dict(real.defaults)
    for name, value in stub.defaults:
        wanted = expected.get(name, inspect.Parameter.empty)
        if ... not in (value, wanted) and value != wanted:
            yield f"default of {name} is {value!r}, torch {wanted!r}"
