"""The public callables of torch's namespaces, and which of them have a stub."""

from __future__ import annotations

import ast
import importlib
import inspect
import types
import warnings
from pathlib import Path
from typing import Any

import torch

from pytea.stubapi import OPERATORS
from pytea.stubapi.loading import bundled_stubs
from tests.conformance.evaluation import torch_callable

#: Namespaces whose callables take or return tensors.
NAMESPACES = (
    "torch",
    "torch.Tensor",
    "torch.nn.functional",
    "torch.nn",
    "torch.nn.init",
    "torch.nn.utils",
    "torch.nn.utils.rnn",
    "torch.linalg",
    "torch.fft",
    "torch.special",
    "torch.signal.windows",
    "torch.masked",
    "torch.distributions",
    "torch.optim",
    "torch.optim.lr_scheduler",
    "torch.autograd",
    "torch.func",
    "torch.utils.data",
    "torch.amp",
    "torch.sparse",
    "torch.nn.attention",
)

#: Dunders of torch.Tensor that programs reach through operators.
_OPERATOR_DUNDERS = frozenset(
    f"__{kind}{name}__"
    for name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "and", "or", "xor",
                 "lshift", "rshift")
    for kind in ("", "r", "i")
) | {"__neg__", "__pos__", "__abs__", "__invert__", "__eq__", "__ne__", "__lt__", "__le__", "__gt__",
     "__ge__", "__getitem__", "__setitem__", "__len__", "__contains__", "__iter__"}  # fmt: skip


def _holder(namespace: str) -> Any:
    if namespace == "torch.Tensor":
        return torch.Tensor
    return importlib.import_module(namespace)


def _belongs(namespace: str, value: Any) -> bool:
    """Returns whether a callable is torch's own, not an import that happens to be visible."""
    module = getattr(value, "__module__", None) or ""
    if isinstance(value, types.ModuleType) or not callable(value):
        return False
    return module.startswith("torch") or type(value).__name__ in (
        "builtin_function_or_method",
        "method_descriptor",
    )


def public_names(namespace: str) -> list[str]:
    """Returns the public callables of a namespace, with the properties and operators of Tensor."""
    holder = _holder(namespace)
    listed = getattr(holder, "__all__", None) if namespace != "torch" else None
    names = listed if listed is not None else dir(holder)
    found = []
    for name in sorted(set(names)):
        if name.startswith("_") and not (
            namespace == "torch.Tensor" and name in _OPERATOR_DUNDERS and hasattr(holder, name)
        ):
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            value = getattr(holder, name, None)
        is_property = namespace == "torch.Tensor" and inspect.isdatadescriptor(value)
        if is_property or _belongs(namespace, value):
            found.append(name)
    return found


def _stub_classes(namespace: str) -> frozenset[str]:
    """Returns the names that the interpreted stub of a module defines at its top level."""
    if namespace == "torch.Tensor":
        return frozenset(_methods(bundled_stubs() / "torch" / "_tensor.py"))
    path = bundled_stubs().joinpath(*namespace.split("."))
    names: set[str] = set()
    for file in (path.with_suffix(".py"), path / "__init__.py"):
        if file.is_file():
            names |= _top_level(file)
    return frozenset(names)


def _methods(file: Path) -> set[str]:
    """Returns the methods of the classes in a file."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    bodies = [item for node in classes for item in node.body]
    return {item.name for item in bodies if isinstance(item, ast.FunctionDef)}


def _top_level(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        match node:
            case ast.ClassDef() | ast.FunctionDef():
                names.add(node.name)
            case ast.Import() | ast.ImportFrom():
                names |= {alias.asname or alias.name for alias in node.names}
            case ast.Assign():
                names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
            case ast.AnnAssign():
                if isinstance(node.target, ast.Name):
                    names.add(node.target.id)
    return names


def missing_names(namespace: str) -> list[str]:
    """Returns the public names of a namespace that have neither an operator nor a stub class."""
    defined = _stub_classes(namespace)
    return [
        name
        for name in public_names(namespace)
        if f"{namespace}.{name}" not in OPERATORS and name not in defined
    ]


def names_not_in_torch() -> list[str]:
    """Returns the operators that stubs register under names that torch does not have."""
    return sorted(
        name
        for name in OPERATORS
        if name.startswith("torch.")
        and not name.startswith(("torch._", "torch.nn.functional._"))
        and torch_callable(name) is None
    )
