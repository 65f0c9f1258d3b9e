"""``python -m tests.conformance.member_table``: writes what classes have beyond their stubs.

A stub of a class holds what programs use of it; an attribute that only the real class has is not
known to pytea, and no error. Names of classes are those of their stubs.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

from pytea.config.shipped import bundled_stubs

TABLE = bundled_stubs() / "members.txt"
#: The folders of stubs whose real classes are at hand, and the package that each stands for.
_FOLDERS = (("torch", "torch."), ("stdlib", ""))


def _stub_classes() -> Iterator[tuple[str, str, ast.ClassDef]]:
    """Yields the module, the name and the tree of every class of the stubs."""
    for folder, prefix in _FOLDERS:
        root = bundled_stubs() / folder
        for path in sorted(root.rglob("*.py")):
            if "_ops" in path.parts:
                continue
            module = prefix + _dotted(path.relative_to(root))
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.ClassDef):
                    yield module.rstrip("."), node.name, node


def _dotted(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def _module(name: str) -> ModuleType | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return importlib.import_module(name)
        except ImportError:
            return None


def _real(module: str, name: str) -> type | None:
    """Returns the class that a stub stands for, from its module or a package around it."""
    while module:
        found = getattr(_module(module), name, None)
        if isinstance(found, type):
            return found
        module = module.rpartition(".")[0]
    return None


def _assigned(tree: ast.AST) -> set[str]:
    """Returns the attributes that methods set on ``self``."""
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    }


@cache
def _members(cls: type) -> frozenset[str]:
    """Returns what the instances of a class have, and the class itself."""
    found = set(dir(cls))
    for base in cls.__mro__:
        found |= set(getattr(base, "__annotations__", ())) | _set_by(base)
    return frozenset(name for name in found if not name.startswith("__"))


@cache
def _tree(path: str) -> dict[str, ast.ClassDef]:
    body = ast.parse(Path(path).read_text(encoding="utf-8")).body
    return {node.name: node for node in body if isinstance(node, ast.ClassDef)}


def _set_by(cls: type) -> set[str]:
    try:
        node = _tree(inspect.getsourcefile(cls) or "").get(cls.__name__)
    except (OSError, TypeError):
        return set()
    return set() if node is None else _assigned(node)


def _own(node: ast.ClassDef) -> set[str]:
    """Returns what a stub class defines."""
    names = _assigned(node)
    for statement in ast.walk(node):
        if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            names.add(statement.name)
        elif isinstance(statement, ast.Name) and isinstance(statement.ctx, ast.Store):
            names.add(statement.id)
    return names


def lines() -> Iterator[str]:
    """Yields the lines of the table."""
    found = [(module, name, node, _real(module, name)) for module, name, node in _stub_classes()]
    reals = {real for *_, real in found if real is not None}
    for module, name, node, real in sorted(found, key=lambda entry: entry[:2]):
        if real is None:
            continue
        inherited = [_members(base) for base in real.__mro__[1:] if base in reals]
        more = _members(real) - frozenset().union(*inherited) - _own(node)
        yield " ".join([f"{module}.{name}:", *sorted(more)])


def main() -> None:
    """Writes the table."""
    TABLE.write_text("\n".join(lines()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
