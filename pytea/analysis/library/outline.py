"""The functions and classes of one file, and what they do with parameters and attributes."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import field
from functools import partial

from pytea.analysis.library.items import item_names, loops_in
from pytea.analysis.library.results import gives_tensors
from pytea.analysis.library.uses import Uses, collect
from pytea.analysis.library.written import is_named
from pytea.records import immutable

#: Calls through which a parameter is followed.
_HANDED = 4


@immutable()
class Outline:
    """The functions and classes of one file, by qualified name."""

    functions: dict[str, ast.FunctionDef | ast.AsyncFunctionDef]
    classes: dict[str, ast.ClassDef]
    #: Names that are arguments of calls.
    handed: set[str] = field(default_factory=set)
    #: Names that imports bind.
    imported: set[str] = field(default_factory=set)
    #: The uses that were asked for.
    _known: dict[tuple[str, int], dict[str, Uses]] = field(default_factory=dict)

    @staticmethod
    def of(text: str) -> Outline:
        """Returns the outline of a text; an empty one when it cannot be parsed."""
        outline = Outline({}, {})
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return outline
        for name, node in _definitions(tree, ""):
            if isinstance(node, ast.ClassDef):
                outline.classes[name] = node
            else:
                outline.functions[name] = node
        for part in ast.walk(tree):
            if isinstance(part, ast.Call):
                given = (*part.args, *(keyword.value for keyword in part.keywords))
                outline.handed.update(a.id for a in given if isinstance(a, ast.Name))
            elif isinstance(part, (ast.Import, ast.ImportFrom)):
                outline.imported.update(a.asname or a.name for a in part.names)
        return outline

    def is_handed_on(self, qualname: str) -> bool:
        """Returns whether a function is given to others, which are to call it: an objective, say.

        What is to be called with any number of arguments tells too little of them.
        """
        return qualname in self.handed and not self.takes_more(qualname)

    def holds(self, qualname: str, lines: Iterable[int]) -> bool:
        """Returns whether one of these lines is in the text of a function."""
        node = self.functions.get(qualname)
        if node is None:
            return False
        return any(node.lineno <= line <= (node.end_lineno or 0) for line in lines)

    def takes_more(self, qualname: str) -> bool:
        """Returns whether a function takes any number of further arguments."""
        function = self.functions.get(qualname)
        return function is not None and bool(function.args.vararg or function.args.kwarg)

    def uses(self, qualname: str, depth: int = 0) -> dict[str, Uses]:
        """Returns what a function does with each of its parameters and with what it stores them in.

        Where a constructor keeps a parameter as ``self.name``, the uses of that attribute count;
        where a parameter is handed to a class or function of the file, those of its parameter.
        """
        if (qualname, depth) not in self._known:
            self._known[qualname, depth] = self._uses(qualname, depth)
        return self._known[qualname, depth]

    def _uses(self, qualname: str, depth: int) -> dict[str, Uses]:
        function = self.functions.get(qualname)
        if function is None:
            return {}
        names = _parameters(function)
        found = {name: Uses() for name in names}
        for name in names:
            collect(function, name, found[name])
        owner = self.classes.get(qualname.rpartition(".")[0])
        if owner is not None and qualname.endswith("__init__"):
            for attribute, name in _stored(function):
                if name in found:
                    for method in owner.body:
                        if isinstance(method, ast.FunctionDef):
                            collect(method, f"self.{attribute}", found[name])
            for name, uses in found.items():
                uses.makes = uses.called and _calls(function, name)
                uses.gives = uses.called and gives_tensors(owner, function, name)
        if depth < _HANDED:
            self._follow(function, found, depth)
            for name, uses in found.items():
                items = self._items(function, name, depth)
                uses.of_sizes |= any(u.as_size and not u.as_tensor for u in items)
        return found

    def _items(self, function: ast.AST, name: str, depth: int) -> Iterable[Uses]:
        """Returns what is done with the variables of loops that are items of a parameter."""
        is_parameter = partial(is_named, name=name)
        names = {n for loop in loops_in(function) for n in item_names(*loop, is_parameter)}
        items = {n: Uses() for n in names}
        for item, uses in items.items():
            collect(function, item, uses)
        self._follow(function, items, depth)
        return items.values()

    def _follow(self, function: ast.AST, found: dict[str, Uses], depth: int) -> None:
        """Adds what other functions of the file do with parameters that are handed to them."""
        for node in ast.walk(function):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            callee = node.func.id
            if callee in self.classes:
                callee = f"{callee}.__init__"
            if callee not in self.functions:
                continue
            names = _parameters(self.functions[callee])[callee.endswith(".__init__") :]
            given = dict(zip(names, node.args, strict=False))
            given |= {k.arg: k.value for k in node.keywords if k.arg in names}
            handed = {
                n: v.id for n, v in given.items() if isinstance(v, ast.Name) and v.id in found
            }
            if handed:
                theirs = self.uses(callee, depth + 1)
                for name, ours in handed.items():
                    found[ours].merge(theirs[name])

    def names_in(self, name: str) -> set[str]:
        """Returns the names that the text of a class or function mentions."""
        node = self.classes.get(name) or self.functions.get(name)
        if node is None:
            return set()
        return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}

    def attribute_uses(self, attribute: str) -> Uses:
        """Returns what the file does with ``anything.attribute``."""
        uses = Uses()
        for node in (*self.functions.values(), *self.classes.values()):
            collect(node, f"*.{attribute}", uses)
        return uses


def _definitions(
    node: ast.AST, prefix: str
) -> Iterator[tuple[str, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            name = f"{prefix}{child.name}"
            yield name, child
            inner = f"{name}." if isinstance(child, ast.ClassDef) else f"{name}.<locals>."
            yield from _definitions(child, inner)
        elif isinstance(child, (ast.If, ast.Try, ast.With, ast.For)):
            yield from _definitions(child, prefix)


def _parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    arguments = function.args
    return [a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]


def _calls(function: ast.AST, name: str) -> bool:
    return any(
        isinstance(node, ast.Call) and is_named(node.func, name) for node in ast.walk(function)
    )


def _stored(function: ast.AST) -> Iterator[tuple[str, str]]:
    """Yields ("dim", "dim") for ``self.dim = dim``."""
    for node in ast.walk(function):
        if not isinstance(node, ast.Assign):
            continue
        for whole in node.targets:
            pairs = [(whole, node.value)]
            if isinstance(whole, ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = list(zip(whole.elts, node.value.elts, strict=False))
            for target, value in pairs:
                if isinstance(target, ast.Attribute) and isinstance(value, ast.Name):
                    yield target.attr, value.id
