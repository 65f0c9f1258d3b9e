"""Test files of pytest as entries: a program that calls one of their tests, any of them.

The program is the text of the file with a driver behind it, so that every place stays where it is.
Fixtures of the file and of the ``conftest.py`` files above it are called; a test that needs another
one is left out.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import field, replace
from pathlib import Path

from pytea.analysis.results import EntryResult
from pytea.diagnostics import Diagnostic
from pytea.frontend import SourceError, read_source
from pytea.records import immutable, mutable

#: The variable of the driver that says which test is run.
_CHOSEN = "_pytea_test"
#: What pytest itself gives to a test, as the driver makes it.
_GIVEN = {
    "tmp_path": "__import__('pathlib').Path('tmp')",
    "tmpdir": "__import__('pathlib').Path('tmp')",
    "request": "__import__('pytest').FixtureRequest()",
    "capsys": "__import__('_inert').inert",
    "caplog": "__import__('_inert').inert",
}
#: Marks of tests that do not run, or need not pass.
_IDLE = frozenset(["skip", "xfail", "expectedFailure"])
#: The methods that run before the tests of a class, and before each of them.
_BEFORE = ("setup_class", "setUpClass", "setup_method", "setUp")
_Function = ast.FunctionDef


@immutable()
class TestFile:
    """A file with tests, and the program that stands for a run of pytest."""

    __test__ = False

    program: str
    #: The number of lines of the file itself.
    lines: int
    #: Whether the file does something when it is run as a script, too.
    is_script: bool


def read_test_file(path: Path, text: str | None = None) -> TestFile | None:
    """Returns the tests of a test file; None when it has none that can be called."""
    try:
        text = read_source(path).text if text is None else text
        tree = ast.parse(text)
    except (OSError, SourceError, SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    driver = _Driver(_fixtures(path, tree))
    tests = list(driver.tests(tree))
    if not tests:
        return None
    lines = text.split("\n")
    is_script = _without_main_block(tree, lines)
    program = ["", *driver.imports, f"{_CHOSEN} = __import__('random').randrange({len(tests)})"]
    for number, test in enumerate(tests):
        program.append(f"{'el' if number else ''}if {_CHOSEN} == {number}:")
        program += [f"    {line}" for line in test]
    return TestFile("\n".join([*lines, *program, ""]), len(lines), is_script)


def without_driver(result: EntryResult, lines: int) -> EntryResult:
    """Returns a result of such a program in which nothing points behind the ``lines`` of the file."""
    return replace(result, diagnostics=tuple(_shown(d, lines) for d in result.diagnostics))


def _shown(found: Diagnostic, lines: int) -> Diagnostic:
    trace = tuple(t for t in found.trace if t.function != "<module>" or t.span.line <= lines)
    return replace(found, trace=trace, path=tuple(p for p in found.path if _CHOSEN not in p))


def _without_main_block(tree: ast.Module, lines: list[str]) -> bool:
    """Empties the lines that pytest does not run; returns whether there are any."""
    found = False
    for node in tree.body:
        if isinstance(node, ast.If) and "__name__" in ast.unparse(node.test):
            found = True
            for number in range(node.lineno - 1, node.end_lineno or node.lineno):
                lines[number] = ""
    return found


# --- what is called ----------------------------------------------------------------------------


@immutable()
class _Fixture:
    node: _Function
    #: The module to import it from; "" for the file itself.
    module: str = ""
    #: What stands before its name, where it is a method.
    owner: str = ""

    @property
    def is_automatic(self) -> bool:
        """Returns whether it runs before each test, wanted or not."""
        told = (_keyword(mark, "autouse") for mark in self.node.decorator_list)
        return any(isinstance(use, ast.Constant) and use.value is True for use in told)


def _fixtures(path: Path, tree: ast.Module) -> dict[str, _Fixture]:
    found: dict[str, _Fixture] = {}
    for folder in path.absolute().parents:
        conftest = folder / "conftest.py"
        if conftest.is_file() and conftest != path.absolute():
            try:
                theirs = ast.parse(read_source(conftest).text)
            except (OSError, SourceError, SyntaxError, ValueError):
                continue
            for name, node in _marked(theirs.body):
                found.setdefault(name, _Fixture(node, "conftest"))
            break
    return found | {name: _Fixture(node) for name, node in _marked(tree.body)}


def _inherited_fixtures(tree: ast.Module, cls: ast.ClassDef) -> dict[str, _Fixture]:
    """Returns the fixtures that are methods of a class, or of those of its bases that stand here."""
    own = {name: _Fixture(node, owner="_pytea_self.") for name, node in _marked(cls.body)}
    for base in cls.bases:
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and node.name == _last_name(base) and node is not cls:
                own = _inherited_fixtures(_before(tree, node), node) | own
    return own


def _before(tree: ast.Module, node: ast.stmt) -> ast.Module:
    """Returns the part of a module that stands before one of its statements."""
    return ast.Module(tree.body[: tree.body.index(node)], [])


def _marked(body: list[ast.stmt]) -> Iterator[tuple[str, _Function]]:
    for node in body:
        if isinstance(node, _Function):
            for mark in node.decorator_list:
                if _last_name(mark) in ("fixture", "yield_fixture"):
                    name = _keyword(mark, "name")
                    told = name.value if isinstance(name, ast.Constant) else node.name
                    yield str(told), node


@mutable()
class _Driver:
    fixtures: dict[str, _Fixture]
    imports: list[str] = field(default_factory=list)

    def tests(self, tree: ast.Module) -> Iterator[list[str]]:
        """Yields the lines that run each test."""
        for node in tree.body:
            if isinstance(node, _Function) and node.name.startswith("test"):
                yield from self._call(node, node.name, [])
            elif isinstance(node, ast.ClassDef) and _holds_tests(node):
                own = _inherited_fixtures(tree, node)
                yield from replace(self, fixtures=self.fixtures | own)._methods(node)

    def _methods(self, cls: ast.ClassDef) -> Iterator[list[str]]:
        if any(_last_name(mark) in (*_IDLE, "parametrize") for mark in cls.decorator_list):
            return
        names = {item.name for item in cls.body if isinstance(item, _Function)}
        # any class may be called TestCase: only those of unittest are given the name of the test
        may_be_unittest = not cls.name.startswith("Test") or any(
            _last_name(base).endswith("TestCase") for base in cls.bases
        )
        is_unittest = f"issubclass({cls.name}, __import__('unittest').TestCase)"
        before = [name for name in _BEFORE[:2] if name in names]
        each = [name for name in _BEFORE[2:] if name in names]
        for item in cls.body:
            if isinstance(item, _Function) and item.name.startswith("test"):
                made = f"{cls.name}()"
                if may_be_unittest:
                    made = f"{cls.name}(*[{item.name!r}] if {is_unittest} else [])"
                first = [f"_pytea_self = {made}", *(f"_pytea_self.{name}()" for name in before)]
                first += [
                    f"_pytea_self.{name}({'None' if self._wants_method(cls, name) else ''})"
                    for name in each
                ]
                if cls.bases:
                    first += [_inherited(name) for name in _BEFORE if name not in names]
                yield from self._call(item, f"_pytea_self.{item.name}", first)

    def _wants_method(self, cls: ast.ClassDef, name: str) -> bool:
        node = next(i for i in cls.body if isinstance(i, _Function) and i.name == name)
        return len(node.args.args) > 1

    def _call(self, node: _Function, callee: str, before: list[str]) -> Iterator[list[str]]:
        """Yields the lines that call a test for each of its parameters, if they can be given."""
        marks = [
            mark for mark in node.decorator_list if isinstance(mark, (ast.Call, ast.Attribute))
        ]
        if any(_last_name(mark) in _IDLE for mark in marks):
            return
        lines = list(before)
        indent, given = "", dict[str, None]()
        for mark in marks:
            if (
                _last_name(mark) in ("skipif", "skipIf")
                and isinstance(mark, ast.Call)
                and mark.args
            ):
                lines.append(f"{indent}if not ({ast.unparse(mark.args[0])}):")
                indent += "    "
            if _last_name(mark) == "parametrize":
                loop = _loop(mark)
                if loop is None:
                    return
                names, header = loop
                lines.append(indent + header)
                indent += "    "
                given |= dict.fromkeys(names)
        for name, fixture in self.fixtures.items():
            if fixture.is_automatic:
                text = self._made(name, ())
                if text is not None:
                    lines.append(indent + text)
                elif not fixture.module:
                    return
        arguments = []
        for name in _wanted(node):
            text = name if name in given else self._made(name, ())
            if text is None:
                return
            arguments.append(f"{name}={text}")
        lines.append(f"{indent}{callee}({', '.join(arguments)})")
        yield lines

    def _made(self, name: str, within: tuple[str, ...]) -> str | None:
        """Returns the text that makes what a fixture gives; None when that is not known."""
        fixture = self.fixtures.get(name)
        if fixture is None or name in within:
            return _GIVEN.get(name)
        params = next(
            (p for mark in fixture.node.decorator_list if (p := _keyword(mark, "params"))), None
        )
        arguments = []
        for wanted in _wanted(fixture.node):
            if wanted == "request" and params is not None:
                text: str | None = (
                    f"__import__('pytest').FixtureRequest(({ast.unparse(params)})[0])"
                )
            else:
                text = self._made(wanted, (*within, name))
            if text is None:
                return None
            arguments.append(f"{wanted}={text}")
        function = fixture.owner + fixture.node.name
        if fixture.module:
            self.imports.append(f"from {fixture.module} import {function}")
        call = f"{function}({', '.join(arguments)})"
        is_generator = any(
            isinstance(n, (ast.Yield, ast.YieldFrom)) for n in ast.walk(fixture.node)
        )
        return f"next({call})" if is_generator else call


def _holds_tests(cls: ast.ClassDef) -> bool:
    made = any(isinstance(i, _Function) and i.name == "__init__" for i in cls.body)
    is_case = any(_last_name(base).endswith("TestCase") for base in cls.bases)
    return not made and (cls.name.startswith("Test") or is_case)


def _inherited(name: str) -> str:
    """Returns the text that calls a method that a base may have, with the test where it is wanted."""
    method = f"getattr(_pytea_self, {name!r}, lambda *_: None)"
    return f"(lambda f: f(*[None] * (f.__code__.co_argcount - 1)))({method})"


def _wanted(node: _Function) -> list[str]:
    """Returns the names of the parameters without default, without ``self``."""
    arguments = node.args
    names = [a.arg for a in (*arguments.posonlyargs, *arguments.args)]
    names = names[: len(names) - len(arguments.defaults)]
    names += [
        a.arg
        for a, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
        if default is None
    ]
    return [name for name in names if name not in ("self", "cls")]


def _loop(mark: ast.expr) -> tuple[list[str], str] | None:
    """Returns the names that ``parametrize`` gives values to, and the head of the loop over them."""
    if not isinstance(mark, ast.Call) or len(mark.args) < 2 or _keyword(mark, "indirect"):
        return None
    try:
        told = ast.literal_eval(mark.args[0])
    except ValueError:
        return None
    names = [n.strip() for n in told.split(",")] if isinstance(told, str) else list(told)
    names = [name for name in names if name]
    if not all(isinstance(name, str) and name.isidentifier() for name in names):
        return None
    is_one = isinstance(told, str) and len(names) == 1
    target = names[0] if is_one else f"({', '.join(names)},)"
    return names, f"for {target} in {ast.unparse(mark.args[1])}:"


def _keyword(mark: ast.expr, name: str) -> ast.expr | None:
    keywords = mark.keywords if isinstance(mark, ast.Call) else []
    return next((k.value for k in keywords if k.arg == name), None)


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Call):
        return _last_name(node.func)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
