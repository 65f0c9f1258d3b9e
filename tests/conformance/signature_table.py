"""``python -m tests.conformance.signature_table``: writes torch's own signatures for the stubs.

The native ones come from torchgen, which makes torch's C++ argument parser from the same data; those
of functions that torch writes in Python come from ``inspect``.
"""

from __future__ import annotations

import inspect
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import torch
import torchgen
from torchgen.gen import parse_native_yaml
from torchgen.packaged.autograd import gen_python_functions as bindings

from pytea.config.shipped import bundled_stubs
from pytea.stubapi import OPERATORS
from tests.conformance.evaluation import torch_callable

TABLE = bundled_stubs() / "torch" / "signatures.txt"
_PACKAGED = Path(torchgen.__path__[0]) / "packaged"

#: torchgen's C++ types in words; a number in brackets lets a single number stand for the list.
_TYPES = (
    (r"c10::List<::std::optional<Tensor>>", "Tensor?[]"),
    (r"ArrayRef<double>", "float[]"),
    (r"ArrayRef<Scalar>|ScalarList", "Number[]"),
    (r"TensorList(\[\d+\])?", "Tensor[]"),
    (r"(Sym)?IntArrayRef(\[\d+\])?", r"int\2"),
    (r"std::array<bool,\s?\d+>", "bool[]"),
    (r"SymInt|int64_t", "int"),
    (r"c10::string_view|std::string_view", "str"),
    (r"ScalarType", "dtype"),
    (r"Scalar", "Number"),
    (r"Device", "device"),
    (r"double", "float"),
)
#: Where the native functions live, by the module that torchgen puts them into.
_HOLDERS: tuple[tuple[str, Callable[[Any], bool], bool], ...] = (
    ("torch._C._VariableFunctions", bindings.is_py_torch_function, False),
    ("torch.Tensor", bindings.is_py_variable_method, True),
    ("torch._C._nn", bindings.is_py_nn_function, False),
    ("torch._C._fft", bindings.is_py_fft_function, False),
    ("torch._C._linalg", bindings.is_py_linalg_function, False),
    ("torch._C._special", bindings.is_py_special_function, False),
    ("torch._C._sparse", bindings.is_py_sparse_function, False),
)


def _in_words(cpp_type: str) -> str:
    optional = "?" if cpp_type.endswith("?") else ""
    cpp_type = cpp_type.removesuffix("?")
    for pattern, words in _TYPES:
        match = re.fullmatch(pattern, cpp_type)
        if match:
            brackets = "" if "\\2" not in words else match.group(2) or "[]"
            return words.replace("\\2", brackets) + optional
    return cpp_type + optional


def _parameter(text: str) -> str:
    declaration, equals, default = text.partition("=")
    kind, _, name = declaration.rpartition(" ")
    shown = default if re.fullmatch(r"[\w.+-]+", default) else "..."
    return f"{_in_words(kind)} {name}" + (f"={shown}" if equals else "")


def _readable(signature: str) -> str:
    """Returns the parameters of a signature of torchgen in the words of the table."""
    inside = signature.partition("(")[2].partition("|")[0].removesuffix(")")
    parts = re.split(r", (?![^{<]*[}>])", inside) if inside else []
    return ", ".join(part if part == "*" else _parameter(part) for part in parts)


def native_signatures() -> dict[str, list[str]]:
    """Returns the parameters of every overload by the name of the native function."""
    functions = parse_native_yaml(
        str(_PACKAGED / "ATen/native/native_functions.yaml"),
        str(_PACKAGED / "ATen/native/tags.yaml"),
    ).native_functions
    shown = [function for function in functions if bindings.should_generate_py_binding(function)]
    found: dict[str, list[str]] = {}
    deprecated = str(_PACKAGED / "autograd/deprecated.yaml")
    for holder, belongs, method in _HOLDERS:
        by_name: dict[str, list[Any]] = defaultdict(list)
        for pair in bindings.load_signatures(shown, deprecated, method=method):
            if belongs(pair.function):
                by_name[str(pair.function.func.name.name)].append(pair)
        for name, pairs in by_name.items():
            groups = bindings.sort_overloads(bindings.group_overloads(pairs))
            found[f"{holder}.{name}"] = [_readable(g.signature.signature_str()) for g in groups]
    return found


def _native_name(name: str, function: Any) -> str | None:
    """Returns which native function stands behind a public name."""
    kind = type(function).__name__
    if kind == "method_descriptor":
        return f"torch.Tensor.{function.__name__}" if ".Tensor." in name else None
    if kind == "builtin_function_or_method":
        for holder, _, _ in _HOLDERS:
            owner = torch_callable(holder) or _attribute(holder)
            if getattr(owner, function.__name__, None) is function or (
                holder == "torch._C._VariableFunctions"
                and getattr(torch, function.__name__, None) is function
            ):
                return f"{holder}.{function.__name__}"
    return None


def _attribute(name: str) -> Any:
    found: Any = torch
    for part in name.removeprefix("torch.").split("."):
        found = getattr(found, part)
    return found


def _python_parameters(function: Any) -> str | None:
    """Returns the parameters of a Python function; None when it takes any."""
    if not inspect.isfunction(function):
        return None
    dispatched = inspect.getclosurevars(function).nonlocals.get("if_false")
    if dispatched is not None:  # torch._jit_internal.boolean_dispatch: both have these parameters
        function = dispatched
    parts: list[str] = []
    keyword_only = False
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            return None
        if parameter.kind is parameter.KEYWORD_ONLY and not keyword_only:
            keyword_only = True
            parts.append("*")
        default = "" if parameter.default is parameter.empty else "=..."
        parts.append(f"Any {parameter.name}{default}")
    return ", ".join(parts)


def lines() -> Iterator[str]:
    """Yields the lines of the table: the operators that have a stub, sorted."""
    native = native_signatures()
    for name in sorted(OPERATORS):
        if not name.startswith("torch.") or name.rpartition(".")[2].startswith("__"):
            continue
        if OPERATORS[name].binding == "property":
            continue
        function = torch_callable(name)
        key = _native_name(name, function)
        if key in native:
            yield from (f"{name}({parameters})" for parameters in native[key])
        else:
            parameters = _python_parameters(function)
            if parameters is not None:
                yield f"def {name}({parameters})"


def main() -> None:
    """Writes the table."""
    TABLE.write_text("\n".join(lines()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
