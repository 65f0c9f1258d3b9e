"""A stand-in for the machine: ``_pytea`` for CPython, and an importer of stub files."""

from __future__ import annotations

import builtins
import copy
import importlib
import inspect
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from pytea.machine import host
from pytea.machine.module_names import definitions
from tests.stdlib.fake_dataclasses import dataclass_init, read_attributes

STUBS = Path(__file__).resolve().parents[2] / "stubs" / "stdlib"
#: Modules that the machine has by itself.
NATIVE = {
    "math",
    "cmath",
    "operator",
    "typing",
    "typing_extensions",
    "__future__",
}


class Unknown:
    """A value that is not followed: everything that is done with it is Unknown again."""

    def __init__(self, reason: str, kind: str = "") -> None:
        object.__setattr__(self, "reason", reason)
        object.__setattr__(self, "kind", kind)

    def __repr__(self) -> str:
        return f"<unknown {self.kind}>" if self.kind else "<unknown>"

    __str__ = __repr__

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return Unknown(self.reason)

    def __call__(self, *args: Any, **kwargs: Any) -> Unknown:
        return Unknown(self.reason)

    def __bool__(self) -> bool:
        raise AssertionError(f"a stub branches on an unknown value: {self.reason}")

    def __iter__(self) -> Any:
        raise AssertionError(f"a stub iterates over an unknown value: {self.reason}")

    def _same(self, *args: Any) -> Unknown:
        return Unknown(self.reason)

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = _same
    __rtruediv__ = __floordiv__ = __mod__ = __getitem__ = __neg__ = __lt__ = __gt__ = _same
    __le__ = __ge__ = _same


class Symbol(int):
    """An integer that only the analysis knows."""

    def __new__(cls, name: str, low: int = 0, high: int | None = None) -> Symbol:
        made = super().__new__(cls, low)
        made.name, made.low, made.high = name, low, high
        return made


def _is_known(value: Any) -> bool:
    return not isinstance(value, Unknown)


def _fully_known(value: Any) -> bool:
    if isinstance(value, (list, tuple, set, frozenset)):
        return all(map(_fully_known, value))
    if isinstance(value, dict):
        return all(map(_fully_known, value)) and all(map(_fully_known, value.values()))
    return not isinstance(value, (Unknown, Symbol))


def _class_annotations(cls: type) -> list[tuple[str, str]]:
    found = inspect.get_annotations(cls)
    return [(name, _text_of(value)) for name, value in found.items()]


def _text_of(value: Any) -> str:
    if isinstance(value, str):
        return value
    return value.__name__ if isinstance(value, type) else repr(value)


def _parameters_of(function: Any) -> Any:
    """Returns [(name, kind, has a default, default)]."""
    if not inspect.isfunction(function) and not inspect.ismethod(function):
        return Unknown("the parameters of a function that is not followed")
    kinds = ("positional_only", "positional", "varargs", "keyword_only", "varkw")
    rows = []
    for parameter in inspect.signature(function, follow_wrapped=False).parameters.values():
        given = parameter.default is not parameter.empty
        rows.append(
            (parameter.name, kinds[parameter.kind], given, parameter.default if given else None)
        )
    return rows


class Stubs:
    """Imports stub files as the machine would: under their real names, apart from CPython's."""

    def __init__(
        self, arguments: list[str] | None = None, choices: dict[str, bool] | None = None
    ) -> None:
        self.modules: dict[str, ModuleType] = {}
        #: The real choices that were asked for; ``decided`` says how one ends, False otherwise.
        self.choices: list[str] = []
        self.decided = choices or {}
        self.arguments = arguments or []
        self.path = "/proj/train.py"
        self.builtins = dict(vars(builtins)) | {"__import__": self._import}
        self.modules["_pytea"] = self._intrinsics()

    def _intrinsics(self) -> ModuleType:
        module = ModuleType("_pytea")
        vars(module).update(
            unknown=Unknown,
            random=lambda kind="float": Unknown("a value that depends on data", kind),
            fresh_int=Symbol,
            any_int=lambda name, low, high: low,
            choice=self._choice,
            is_known=_is_known,
            is_abstract=lambda value: getattr(value, "__isabstractmethod__", False),
            is_subtype=lambda cls, other: other in cls.__mro__,
            exc_info=sys.exc_info,
            print=lambda text: builtins.print(text, end=""),
            summary=lambda samples, count=None: Unknown("a list", "list"),
            is_symbolic=lambda value: isinstance(value, Symbol),
            fail=self._fail,
            call_host=self._call_host,
            script_arguments=lambda: list(self.arguments),
            script_path=lambda: self.path,
            class_annotations=_class_annotations,
            file_text=lambda path: Unknown("a file", "str"),
            copy=copy.copy,
            is_tensor=lambda value: False,
            deepcopy=copy.deepcopy,
            import_module=lambda name: self.load(name),
            parameters_of=_parameters_of,
            dataclass_init=dataclass_init,
            read_attributes=read_attributes,
            module_type=lambda: ModuleType,
            loaded_module=self.modules.get,
            loaded_modules=lambda: dict(self.modules),
            replace_module=self.modules.__setitem__,
            forget_module=self.modules.pop,
            is_installed=lambda name: True if name == "torch" else None,
            script_folder=lambda: "/project",
            module_at=lambda path: None,
            has_open_surroundings=lambda: False,
            has_open_flags=lambda: False,
            has_input=lambda name: False,
            modules_in=lambda folder: [],
            limit=lambda sentence: None,
            version_of=lambda name: {"torch": "2.13.0"}.get(name),
        )
        return module

    def _choice(self, name: str) -> bool:
        self.choices.append(name)
        return self.decided.get(name, False)

    @staticmethod
    def _fail(message: str, code: str, exception: str) -> None:
        raise getattr(builtins, exception)(message)

    @staticmethod
    def _call_host(name: str, *args: Any) -> Any:
        if not all(map(_fully_known, args)):
            return Unknown(name, host.HOST_KINDS.get(name, ""))
        return host.HOST_FUNCTIONS[name](*args)

    def _import(
        self, name: str, globals: Any = None, locals: Any = None, fromlist: Any = (), level: int = 0
    ) -> ModuleType:
        if level:
            package = globals["__package__"].split(".")
            name = ".".join([*package[: len(package) - level + 1], *([name] if name else [])])
        module = self.load(name)
        for item in fromlist or ():
            if not hasattr(module, item) and self._file(f"{name}.{item}") is not None:
                self.load(f"{name}.{item}")
        return module if fromlist else self.load(name.partition(".")[0])

    @staticmethod
    def _file(name: str) -> Path | None:
        base = STUBS.joinpath(*name.split("."))
        for file in (base / "__init__.py", base.with_suffix(".py")):
            if file.is_file():
                return file
        return None

    def load(self, name: str) -> ModuleType:
        """Returns the module that a program sees under ``name``."""
        if name in self.modules:
            return self.modules[name]
        if name in NATIVE:
            return importlib.import_module(name)
        parent, _, last = name.rpartition(".")
        if parent:
            self.load(parent)
        file = self._file(name)
        if file is None:
            raise ImportError(f"no stub for {name}")
        module = ModuleType(name)
        module.__dict__["__builtins__"] = self.builtins
        module.__package__ = name if file.name == "__init__.py" else parent
        module.__file__ = str(file)
        if file.name == "__init__.py":
            module.__dict__["__getattr__"] = partial(self._from_below, name, file.parent)
        self.modules[name] = module
        exec(compile(file.read_text(), str(file), "exec"), module.__dict__)
        if parent:
            setattr(self.modules[parent], last, module)
        return module

    def _from_below(self, package: str, folder: Path, name: str) -> Any:
        """Returns a name that a file of a package defines, which is read for it."""
        stem = definitions(folder).get(name)
        if stem is None:
            raise AttributeError(f"module '{package}' has no attribute '{name}'")
        return getattr(self.load(f"{package}.{stem}"), name)

    def run(self, source: str, print_: Callable[..., None], name: str = "program") -> None:
        """Runs a program against the stubs; ``print_`` takes what it prints."""
        module = ModuleType("__main__")
        module.__dict__["__builtins__"] = self.builtins | {"print": print_}
        exec(compile(source, name, "exec", dont_inherit=True), module.__dict__)


def run_real(source: str, print_: Callable[..., None], name: str = "program") -> None:
    """Runs a program against CPython's own library."""
    module = ModuleType("__main__")
    module.__dict__["print"] = print_
    before, sys.modules["__main__"] = sys.modules["__main__"], module
    try:
        exec(compile(source, name, "exec", dont_inherit=True), module.__dict__)
    finally:
        sys.modules["__main__"] = before
