"""Sizes that come from code that is not followed: where a number can only be a size, it becomes one.

``nn.Linear(env.observation_space.shape[0], 64)`` has a weight of ``(64, in_features)`` with an input
symbol, so that what is behind the layer is still checked. One unknown value is one symbol in all
layers that are made with it.
"""

from __future__ import annotations

import itertools
from typing import Any

from pytea.machine.machine import Machine
from pytea.stubapi import Operator
from pytea.symbolic import SymInt, SymKind, fresh_int, same
from pytea.values.objects import DATA_DEPENDENT, WIDENED, Value
from pytea.values.records import FunctionRecord, ModuleRecord
from pytea.values.tensor import Tensor
from pytea.values.unknown import Unknown

#: Parameters of the layers of torch.nn that are one positive number.
_PARAMETERS = frozenset(
    [
        "in_features",
        "out_features",
        "in1_features",
        "in2_features",
        "in_channels",
        "out_channels",
        "num_embeddings",
        "embedding_dim",
        "input_size",
        "hidden_size",
        "num_features",
        "num_channels",
        "embed_dim",
        "d_model",
        "dim_feedforward",
    ]
)
#: Operators that make a tensor of given sizes.
_MAKING = frozenset(f"torch.{name}" for name in ["empty", "zeros", "ones", "rand", "randn", "full"])
#: Operators of one number that make a tensor of as many rows.
_COUNTING = frozenset(["torch.eye", "torch.randperm"])
#: Constructors of old programs, which take sizes or data.
_LEGACY = frozenset(
    f"torch.{name}Tensor"
    for name in ["", "Float", "Double", "Half", "Long", "Int", "Short", "Byte", "Bool", "Char"]
)
#: Operators that make an array of a shape.
_ARRAYS = frozenset(f"numpy.{name}" for name in ["empty", "zeros", "ones", "full"])
#: What draws arrays of numbers.
_DRAWING = ("numpy.random.", "numpy._random.")
#: Operators that give a tensor other sizes.
_SHAPING = frozenset(f"torch.Tensor.{name}" for name in ("view", "reshape", "expand", "repeat"))

#: All operators whose operands may be sizes.
_SIZED = frozenset(["torch.randint", "torch.arange"]).union(
    _MAKING, _COUNTING, _LEGACY, _ARRAYS, _SHAPING
)

#: Those that take all sizes at once, by one of these names.
_NAMED = frozenset(["torch.randint"]).union(_MAKING, _ARRAYS)
_SIZES = frozenset(["size", "shape"])


def is_number(value: object) -> bool:
    """Returns whether a value that is not followed may be a number, for all that is known."""
    return isinstance(value, Unknown) and value.kind in ("", "int")


def sized_arguments(m: Machine, function: FunctionRecord, values: list[Value]) -> list[Value]:
    """Returns the arguments of a constructor, with a symbol for each size that is not followed."""
    module = m.state.heap.read(function.module)
    if not isinstance(module, ModuleRecord) or module.kind != "bundled":
        return values
    if not module.name.startswith("torch.nn"):
        return values
    names = function.code.parameters.positional
    return [
        as_size(m, value, names[index])
        if index < len(names) and names[index] in _PARAMETERS and isinstance(value, Unknown)
        else value
        for index, value in enumerate(values)
    ]


def sized_operands(m: Machine, operator: Operator, args: list[Any]) -> list[Any]:
    """Returns the operands of an operator that makes shapes, with symbols for unknown sizes."""
    if operator.name.startswith(_DRAWING):
        return _drawn(m, operator, args)
    if operator.name not in _SIZED:
        return args
    if operator.name in _MAKING:
        if len(args) > 1 and operator.name != "torch.full":
            return [as_size(m, value, "size") for value in args]
        return [_count_or_shape(m, args[0]), *args[1:]] if args else args
    if operator.name == "torch.randint" and len(args) > 1:
        return [*args[:-1], _in_sequence(m, args[-1], shared=True)]
    if operator.name in _LEGACY and args:
        # one argument may also be the data
        single = len(args) == 1 and getattr(args[0], "kind", "") != "int"
        return args if single else [as_size(m, value, "size") for value in args]
    if operator.name == "torch.arange" and args:
        return _to_end(m, args)
    if operator.name in _COUNTING and len(args) == 1:
        return [as_size(m, args[0], "size")]
    if operator.name in _ARRAYS and args:
        return [_in_sequence(m, args[0], shared=True), *args[1:]]
    if operator.name in _SHAPING and len(args) > 1:
        if len(args) > 2:
            return [args[0], *(as_size(m, value, "size", shared=False) for value in args[1:])]
        return [args[0], _in_sequence(m, args[1], shared=False)]
    return args


def sized_options(m: Machine, operator: Operator, kwargs: dict[str, Any]) -> dict[str, Any]:
    """Returns the keyword arguments of such an operator, with symbols for unknown sizes."""
    if operator.name.startswith(_DRAWING) and "size" in kwargs:
        return {**kwargs, "size": _count_or_shape(m, kwargs["size"])}
    if operator.name not in _NAMED or kwargs.keys().isdisjoint(_SIZES):
        return kwargs
    return {
        name: _in_sequence(m, value, shared=True) if name in _SIZES else value
        for name, value in kwargs.items()
    }


def _drawn(m: Machine, operator: Operator, args: list[Any]) -> list[Any]:
    """Returns the operands of what draws an array of numbers, whose shape is called ``size``."""
    if operator.name.rpartition(".")[2] in ("rand", "randn"):
        return [as_size(m, value, "size") for value in args]
    code = getattr(operator.function, "__wrapped__", operator.function).__code__
    names = code.co_varnames[: len(args)]
    return [
        _count_or_shape(m, value) if name == "size" else value
        for name, value in itertools.zip_longest(names, args, fillvalue="")
    ]


def _count_or_shape(m: Machine, value: Any) -> Any:
    """Returns a number of elements, or a shape, with symbols for unknown sizes."""
    if isinstance(value, Unknown) and value.kind == "int":
        return as_size(m, value, "size")
    return _in_sequence(m, value, shared=True)


def _to_end(m: Machine, args: list[Any]) -> list[Any]:
    """Returns the arguments of ``arange``; an end that is a float makes another dtype."""
    end = min(len(args), 2) - 1
    whole = isinstance(args[end], Unknown) and args[end].kind == "int"
    return [*args[:end], as_size(m, args[end], "size"), *args[end + 1 :]] if whole else args


def _in_sequence(m: Machine, value: Any, *, shared: bool) -> Any:
    if isinstance(value, (tuple, list)):
        return type(value)(as_size(m, item, "size", shared=shared) for item in value)
    return value


def _size_in(tensor: Tensor, name: str) -> Any:
    """Returns a symbol for the number in a tensor of one whole number that is not known."""
    whole = tensor.dtype is not None and tensor.dtype.kind == "int"
    known = tensor.data is not None and not any(isinstance(e, Unknown) for e in tensor.data)
    if not whole or known or tensor.sizes is None:
        return tensor
    one = tensor.kind == "Tensor" and all(same(size, 1) for size in tensor.sizes)
    return fresh_int(name, SymKind.VARYING, 1, None) if one else tensor


def as_size(m: Machine, value: Any, name: str, *, shared: bool = True) -> Any:
    """Returns a symbol for a number that is not followed; everything else as it is."""
    if isinstance(value, Tensor):
        return _size_in(value, name)
    if not is_number(value):
        return value
    sizes = m.program.unknown_sizes
    known = sizes.get(value.serial)
    if known is not None and shared:
        return known
    varies = not shared or value.reason in (DATA_DEPENDENT, WIDENED)
    symbol = fresh_int(name, SymKind.VARYING if varies else SymKind.INPUT, 1, None)
    assert isinstance(symbol, SymInt)
    if shared:
        sizes[value.serial] = symbol
    return symbol
