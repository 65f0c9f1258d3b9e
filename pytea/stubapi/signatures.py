"""torch's own signatures: whether its argument parser takes a call, before a stub sees it.

The bundled table has one line per overload, as torch's C++ parser reads it, and one line per function
that torch writes in Python (``def``, where only the names are checked). The rules are those of
``torch/csrc/utils/python_arg_parser.cpp``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from pytea.config.shipped import bundled_stubs
from pytea.records import immutable
from pytea.stubapi.options import DEVICE_TYPES, PLAIN_TYPES, is_dtype
from pytea.symbolic import SymBool, SymInt
from pytea.values.dtype import Device
from pytea.values.objects import BuiltinType
from pytea.values.tensor import Tensor
from pytea.values.unknown import SIZES, Unknown, Unordered

#: Second names that torch's parser accepts for these parameters.
NUMPY_NAMES = {
    "dim": ("axis",),
    "keepdim": ("keepdims",),
    "input": ("x", "a", "x1"),
    "other": ("x2",),
}
#: The operators whose tensors may be plain numbers.
_NUMBERS_AS_TENSORS = frozenset(
    f"{name}{suffix}"
    for name in ("add", "sub", "subtract", "mul", "multiply", "div", "divide", "true_divide",
                 "floor_divide", "copy", "less", "greater")
    for suffix in ("", "_")
) - {"less", "greater", "less_", "greater_"}  # fmt: skip
#: Overloads that are listed in a message.
_SHOWN = 3


@immutable()
class Parameter:
    """One parameter of an overload."""

    name: str
    #: "Tensor", "int", "int[2]", ...; a number in brackets lets one number stand for the list.
    type: str
    check: Callable[[object], bool]
    #: Whether the argument may be left out.
    optional: bool
    #: Whether None may be given.
    allows_none: bool
    keyword_only: bool

    def takes(self, value: object) -> bool:
        """Returns whether the parser takes an argument; what is not known may be anything."""
        if self.check(value):
            return True
        if value is None:
            return self.allows_none
        return not isinstance(value, (*PLAIN_TYPES, Unknown, BuiltinType))


@immutable()
class Overload:
    """One line of the table."""

    text: str
    parameters: tuple[Parameter, ...]
    positional: int
    #: Whether the only positional parameter is a list that may be spelled out: ``x.view(2, 3)``.
    varargs: bool

    def refusal(self, args: Sequence[object], kwargs: Mapping[str, object]) -> str | None:
        """Returns why the parser does not take the arguments, or None."""
        if len(args) > self.positional and not self.varargs:
            return f"takes {self.positional} positional arguments, but {len(args)} were given"
        left = len(kwargs)
        for index, parameter in enumerate(self.parameters):
            if index < len(args) and not parameter.keyword_only:
                value = args[index]
                if parameter.name in kwargs:
                    return f"got multiple values for argument {parameter.name!r}"
                spelled_out = self.varargs and (len(args) > 1 or not parameter.takes(value))
                if parameter.check(list(args)) if spelled_out else parameter.takes(value):
                    args = args[:1] if spelled_out else args
                    continue
                return _wrong_type(parameter, value)
            name = _given_name(parameter.name, kwargs)
            if name is None:
                if not parameter.optional:
                    return f"missing the argument {parameter.name!r}"
                continue
            left -= 1
            if not parameter.takes(kwargs[name]):
                return _wrong_type(parameter, kwargs[name])
        if left:
            known = {parameter.name for parameter in self.parameters}
            extra = next((name for name in kwargs if name not in known), "")
            return f"got an unexpected keyword argument {extra!r}"
        return None


def _given_name(name: str, kwargs: Mapping[str, object]) -> str | None:
    if not kwargs:
        return None
    if name in kwargs:
        return name
    return next((other for other in NUMPY_NAMES.get(name, ()) if other in kwargs), None)


def _wrong_type(parameter: Parameter, value: object) -> str:
    item, bracket, _ = parameter.type.partition("[")
    wanted = f"tuple of {item.removesuffix('?')}s" if bracket else item
    return f"argument {parameter.name!r} must be {wanted}, not {type_name(value)}"


def type_name(value: object) -> str:
    """Returns the name of a value's Python type."""
    if isinstance(value, Tensor):
        return "numpy.ndarray" if value.kind == "ndarray" else "Tensor"
    if isinstance(value, SymInt):
        return "int"
    if isinstance(value, SymBool):
        return "bool"
    if isinstance(value, Unordered):
        return value.name
    if isinstance(value, Unknown):
        return value.object_name or value.kind or "unknown"
    if isinstance(value, BuiltinType):
        return "type"
    return type(value).__name__


# what each type of a parameter takes ---------------------------------------------------------


def _unknown(value: object, *kinds: str) -> bool:
    return isinstance(value, Unknown) and (not value.kind or value.kind in kinds)


def _is_tensor(value: object) -> bool:
    if isinstance(value, Tensor):
        return value.kind != "ndarray"
    return _unknown(value, "tensor")


def _is_tensor_or_number(value: object) -> bool:
    if isinstance(value, Tensor):
        # what numpy computed from what is not known may be a number of numpy's own
        return value.kind != "ndarray" or value.sizes is None
    return _is_tensor(value) or isinstance(value, (int, float, complex, SymInt, SymBool)) or (
        isinstance(value, Unknown) and value.kind in ("int", "float", "bool", "complex")
    )  # fmt: skip


def _is_scalar_tensor(value: object, *, integral: bool = False) -> bool:
    """Returns whether a tensor may stand for a number: 0-d, without gradient.

    What numpy computed from what is not known may be a number of numpy's own.
    """
    if not isinstance(value, Tensor) or value.requires_grad:
        return False
    if value.kind == "ndarray" and value.sizes is not None:
        return False
    if integral and value.dtype is not None and value.dtype.kind != "int":
        return False
    return value.sizes is None or len(value.sizes) == 0


def is_whole(value: object) -> bool:
    """Returns whether torch takes a value where it wants an int: no bool, no float."""
    if isinstance(value, (int, SymInt)):
        return not isinstance(value, bool)
    return _is_scalar_tensor(value, integral=True) or _unknown(value, "int")


def _is_number(value: object) -> bool:
    if isinstance(value, (int, float, SymInt, SymBool)):
        return True
    return _is_scalar_tensor(value) or _unknown(value, "int", "float", "bool")


def _is_scalar(value: object) -> bool:
    return isinstance(value, complex) or _is_number(value) or _unknown(value, "complex")


def _is_bool(value: object) -> bool:
    return isinstance(value, (bool, SymBool)) or _unknown(value, "bool")


def _is_str(value: object) -> bool:
    return isinstance(value, str) or _unknown(value, "str")


def _is_device(value: object) -> bool:
    if isinstance(value, str):
        return value.partition(":")[0] in DEVICE_TYPES
    return isinstance(value, Device) or is_whole(value) or _unknown(value, "str")


def _is_dtype(value: object) -> bool:
    return is_dtype(value) or _unknown(value, "dtype")


def _is_other(value: object) -> bool:
    """Memory formats and layouts are names here; generators and streams are unknown."""
    return not isinstance(value, PLAIN_TYPES) or isinstance(value, str)


def _list_of(kind: str, *, single: bool) -> Callable[[object], bool]:
    item = _ITEMS[kind]
    later = _is_index if kind == "int" else item

    def check(value: object) -> bool:
        if isinstance(value, (list, tuple)) and not isinstance(value, Unordered):
            return not value or (item(value[0]) and all(map(later, value[1:])))
        return (single and item(value)) or _unknown(value, "tuple", "list", SIZES)

    return check


def _is_index(value: object) -> bool:
    """All but the first item of a list of ints may be bools."""
    return isinstance(value, (bool, SymBool)) or _is_index_item(value)


def _is_index_item(value: object) -> bool:
    """An item of a list of ints: a tensor with one integer counts, whatever its shape."""
    if isinstance(value, Tensor) and value.dtype is not None and value.dtype.kind == "int":
        if value.sizes is None:
            return True
        return value.kind != "ndarray" and (value.numel() == 1) is not False
    return is_whole(value)


_CHECKS: dict[str, Callable[[object], bool]] = {
    "Tensor": _is_tensor,
    "number|Tensor": _is_tensor_or_number,
    "int": is_whole,
    "float": _is_number,
    "Number": _is_scalar,
    "bool": _is_bool,
    "str": _is_str,
    "dtype": _is_dtype,
    "device": _is_device,
    "Any": lambda value: True,
}
_ITEMS: dict[str, Callable[[object], bool]] = {
    "Tensor": _is_tensor,
    "Tensor?": lambda value: value is None or _is_tensor(value),
    "int": _is_index_item,
    "float": lambda value: isinstance(value, complex) or _is_number(value),
    "Number": _is_scalar,
    "bool": _is_bool,
}


@cache
def _check_of(kind: str) -> Callable[[object], bool]:
    item, bracket, size = kind.removesuffix("]").partition("[")
    if bracket:
        return _list_of(item, single=size != "")
    return _CHECKS.get(kind, _is_other)


# reading the table --------------------------------------------------------------------------


def parse_overload(text: str) -> Overload:
    """Returns the overload that a line of the table describes."""
    function, _, rest = text.removeprefix("def ").partition("(")
    numbers = function.rpartition(".")[2] in _NUMBERS_AS_TENSORS
    parameters: list[Parameter] = []
    keyword_only = False
    for part in rest.removesuffix(")").split(", "):
        if part == "*":
            keyword_only = True
        elif part:
            parameters.append(_parse_parameter(part, keyword_only, numbers))
    positional = sum(not parameter.keyword_only for parameter in parameters)
    kind = parameters[0].type if parameters else ""
    varargs = positional == 1 and kind.startswith("int[") and not parameters[0].keyword_only
    return Overload(text, tuple(parameters), positional, varargs)


def _parse_parameter(text: str, keyword_only: bool, numbers: bool) -> Parameter:
    declaration, equals, default = text.partition("=")
    kind, _, name = declaration.rpartition(" ")
    plain = kind.removesuffix("?")
    check = _check_of("number|Tensor" if numbers and plain == "Tensor" else plain)
    allows_none = kind.endswith("?") or default == "None"
    return Parameter(name, plain, check, bool(equals), allows_none, keyword_only)


@cache
def _lines() -> dict[str, list[str]]:
    """Returns the lines of the bundled table by the name of the operator."""
    found: dict[str, list[str]] = {}
    text = (bundled_stubs() / "torch" / "signatures.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        found.setdefault(line.removeprefix("def ").partition("(")[0], []).append(line)
    return found


@cache
def overloads(name: str) -> tuple[Overload, ...]:
    """Returns the overloads of an operator; none when torch has no readable signature."""
    return tuple(map(parse_overload, _lines().get(name, ())))


@cache
def is_native(name: str) -> bool:
    """Returns whether torch's C++ parser reads the calls of an operator."""
    return any(not line.startswith("def ") for line in _lines().get(name, ()))


def refusal(name: str, args: Sequence[object], kwargs: Mapping[str, object]) -> str | None:
    """Returns in a sentence why torch's parser does not take a call, or None."""
    candidates = overloads(name)
    if not candidates:
        return None
    if ".Tensor." in name and is_native(name):
        if not args:
            return "missing the tensor"
        if not _is_tensor(args[0]) and isinstance(args[0], (*PLAIN_TYPES, Unknown)):
            return f"argument 'self' must be Tensor, not {type_name(args[0])}"
        args = args[1:]
    reasons = []
    for overload in candidates:
        reason = overload.refusal(args, kwargs)
        if reason is None:
            return None
        reasons.append(reason)
    if len(reasons) == 1:
        return reasons[0]
    known = {parameter.name for overload in candidates for parameter in overload.parameters}
    known |= {other for name in known for other in NUMPY_NAMES.get(name, ())}
    for key in kwargs:
        if key not in known:
            return f"got an unexpected keyword argument {key!r}"
    got = [type_name(value) for value in args]
    got += [f"{key}={type_name(value)}" for key, value in kwargs.items()]
    forms = [overload.text[len(name) :] for overload in candidates[:_SHOWN]]
    return f"got ({', '.join(got)}), but expects {' or '.join(forms)}"
