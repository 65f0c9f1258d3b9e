"""Where the file of a package takes its names from, by its text: nothing is run for it.

A function that nobody calls needs a few names of the packages that its file imports from. To run the
files of whole packages for them, and with them all modules in there, would take most of the time.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable, Iterator
from dataclasses import field
from functools import lru_cache
from pathlib import Path

from pytea.records import mutable

#: A module, with the level of a relative import from the package, and a name in it: "" is itself.
Home = tuple[int, str, str]

#: How many packages that import everything of another one are followed.
_DEPTH = 4
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@mutable()
class Bindings:
    """What the top level of one file binds."""

    #: Names that one import alone binds, on every run: the level, the module, the name there.
    imported: dict[str, Home] = field(default_factory=dict)
    #: Names that are bound in another way.
    own: set[str] = field(default_factory=set)
    #: Modules of which all names are imported.
    stars: list[tuple[int, str]] = field(default_factory=list)
    #: Whether something else may happen to the names.
    is_opaque: bool = False

    def bind(self, name: str, home: Home | None) -> None:
        """Notes that a name is bound; one that is bound twice is no import's."""
        if home is None or name in self.own or name in self.imported:
            self.own.add(name)
            self.imported.pop(name, None)
        else:
            self.imported[name] = home


def home_of_export(
    text_of: Callable[[Path], str], package: Path, name: str, depth: int = 0
) -> Home | None:
    """Returns from which module the file of a package takes a name.

    None where that is not sure, or where the package defines the name itself.
    """
    found = bindings_of(text_of(package / "__init__.py"))
    if found.is_opaque or "__getattr__" in found.own or name in found.own or depth > _DEPTH:
        return None
    if name in found.imported:
        return found.imported[name]
    homes = [home for star in found.stars for home in _in_star(text_of, package, star, name, depth)]
    if homes:
        return homes[0] if len(homes) == 1 else None
    return (1, name, "") if _is_module(package, name) else None


def _in_star(
    text_of: Callable[[Path], str], package: Path, star: tuple[int, str], name: str, depth: int
) -> Iterator[Home | None]:
    """Yields where ``name`` comes from if ``from star import *`` gives it; None if that is not sure."""
    level, module = star
    if level != 1 or not module:
        yield None
        return
    place = package.joinpath(*module.split("."))
    is_package = (place / "__init__.py").is_file()
    found = bindings_of(text_of(place / "__init__.py" if is_package else place.with_suffix(".py")))
    if found.is_opaque:
        yield None
    elif name in found.own and not name.startswith("_"):
        yield (1, module, name)
    elif is_package:
        inner = home_of_export(text_of, place, name, depth + 1)
        if inner is not None:
            yield _seen_from_outside(module, inner)


def _seen_from_outside(module: str, home: Home) -> Home | None:
    level, inside, name = home
    if level == 1:
        return (1, f"{module}.{inside}" if inside else module, name)
    return home if level == 0 else None


def _is_module(package: Path, name: str) -> bool:
    return (package / f"{name}.py").is_file() or (package / name / "__init__.py").is_file()


@lru_cache(maxsize=2048)
def bindings_of(text: str) -> Bindings:
    """Returns what the top level of a text binds."""
    found = Bindings()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        found.is_opaque = True
        return found
    for statement in body:
        _bind(found, statement)
    return found


def _bind(found: Bindings, statement: ast.stmt) -> None:
    match statement:
        case ast.ImportFrom(module=module, names=names, level=level):
            for alias in names:
                if alias.name == "*":
                    found.stars.append((level, module or ""))
                else:
                    bound = alias.asname or alias.name
                    found.bind(bound, (level, module or "", alias.name))
        case ast.Expr(value=ast.Constant()):
            pass
        case _:
            _bind_otherwise(found, statement)


def _bind_otherwise(found: Bindings, statement: ast.stmt) -> None:
    """Notes all names that a statement may bind."""
    pending: list[ast.AST] = [statement]
    while pending:
        node = pending.pop()
        if isinstance(node, _FUNCTIONS):
            found.bind(node.name, None)
            continue
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for alias in node.names:
                found.is_opaque |= alias.name == "*"
                found.bind(alias.asname or alias.name.partition(".")[0], None)
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            found.bind(node.id, None)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("globals", "exec"):
            found.is_opaque = True
        elif isinstance(node, (ast.Subscript, ast.Attribute)):
            found.is_opaque |= not isinstance(node.ctx, ast.Load) and _is_modules(node)
        pending += ast.iter_child_nodes(node)


def _is_modules(node: ast.AST) -> bool:
    """Returns whether something of ``sys.modules`` or of a module is replaced."""
    return any(getattr(part, "attr", "") == "modules" for part in ast.walk(node))
