"""What an operator gives that could not be computed: as much as is known of it."""

from __future__ import annotations

from pytea.machine.machine import Machine
from pytea.stubapi import Operator
from pytea.stubapi.results import NamedResult
from pytea.values.objects import Ref, Value
from pytea.values.records import TensorRecord
from pytea.values.tensor import Strides, Tensor
from pytea.values.unknown import SIZES, Unknown

#: Queries whose result is no tensor.
_SCALAR_RESULTS = frozenset(
    [
        "size",
        "shape",
        "dim",
        "ndim",
        "ndimension",
        "numel",
        "nelement",
        "item",
        "tolist",
        "__len__",
        "stride",
        "dtype",
        "device",
        "is_contiguous",
        "element_size",
        "split",
        "chunk",
        "unbind",
        "meshgrid",
        "tensor_split",
    ]
)
#: Those whose result is a whole number.
_COUNTS = frozenset(["dim", "ndim", "ndimension", "numel", "nelement"])
#: Those that give the sizes of all dims.
_SIZES = frozenset(["torch.Tensor.shape", "torch.Tensor.size", "numpy.ndarray.shape"])
#: Operators that give values and their indices; those of the second line only over one dim.
_PAIRS = frozenset(["sort", "topk", "kthvalue", "mode", "cummax", "cummin"])
_PAIRS_OVER_DIM = frozenset(["max", "min", "median", "nanmedian"])

#: Operators whose declaration does not say that they give no tensor, or several.
_OTHER_RESULTS = frozenset(
    [
        *("equal", "allclose", "array_equal", "array_equiv", "load"),
        *("gru", "lstm", "rnn_relu", "rnn_tanh", "lstm_cell", "std_mean", "var_mean"),
        *("atleast_1d", "atleast_2d", "atleast_3d", "gradient"),
        *("eig", "eigh", "qr", "svd", "slogdet"),
        *("max_pool1d_with_indices", "max_pool2d_with_indices", "max_pool3d_with_indices"),
    ]
)
#: Options that ask for several results.
_SEVERAL_ON_DEMAND = frozenset(
    [
        *("return_inverse", "return_counts", "return_index", "return_indices"),
        *("as_tuple", "retstep", "returned"),
    ]
)
#: These take such options by position, too.
_UNIQUE = frozenset(["unique", "unique_consecutive"])


def unknown_result(
    m: Machine, operator: Operator, args: list[Value], kwargs: dict[str, Value], reason: str
) -> Value:
    """Returns what stands for the result of an operator: a tensor, a pair of them, or Unknown."""
    if operator.binding == "inplace" and args:
        return None if operator.gives_nothing else args[0]
    name = operator.name.rpartition(".")[2]
    if operator.name in _SIZES:
        return Unknown(reason, SIZES if len(args) + len(kwargs) == 1 else "int")
    if name in _COUNTS:
        return Unknown(reason, "int")
    if not operator.counted or operator.binding == "property":
        return Unknown(reason)
    if name in _SCALAR_RESULTS or _asks_for_several(name, args, kwargs):
        return Unknown(reason)
    of_numpy = operator.name.startswith("numpy.") and not _meets_tensor(m, name, args)
    if of_numpy and _may_be_of_torch(m, operator, args):
        return Unknown(reason)
    kind = "ndarray" if of_numpy else "Tensor"
    if kind == "Tensor":
        paired = name in _PAIRS
        if name in _PAIRS_OVER_DIM:
            dim = kwargs.get("dim", args[1] if len(args) > 1 else None)
            if isinstance(m.resolve(dim), Unknown):
                return Unknown(reason)
            paired = dim is not None and not _is_tensor(m, m.resolve(dim))
        if paired:
            return NamedResult(("values", "indices"), [_tensor(m, kind), _tensor(m, kind)])
    if _gives_several(operator):
        return Unknown(reason)
    return _tensor(m, kind)


def _asks_for_several(name: str, args: list[Value], kwargs: dict[str, Value]) -> bool:
    """Returns whether the arguments of an operator, or it alone, ask for no tensor or several."""
    if name in _OTHER_RESULTS:
        return True
    if any(value is not False and option in _SEVERAL_ON_DEMAND for option, value in kwargs.items()):
        return True
    if name == "where":
        return len(args) + len(kwargs) == 1
    return len(args) > 1 and name in _UNIQUE


def _gives_several(operator: Operator) -> bool:
    declared = str(operator.function.__annotations__.get("return", ""))
    return any(kind in declared for kind in ("NamedResult", "tuple", "list"))


def _may_be_of_torch(m: Machine, operator: Operator, args: list[Value]) -> bool:
    """Returns whether a function of numpy may have met a tensor, of which it makes another."""
    if operator.function.__annotations__.get("return") != "Any":
        return False
    operands = map(m.resolve, args)
    return any(isinstance(value, Unknown) and not value.kind for value in operands)


def _meets_tensor(m: Machine, name: str, args: list[Value]) -> bool:
    """Returns whether an array meets a torch tensor in an expression, which gives a tensor."""
    if not name.startswith("__"):
        return False
    records = [m.read(value) for value in map(m.resolve, args) if isinstance(value, Ref)]
    return any(isinstance(r, TensorRecord) and r.tensor.kind == "Tensor" for r in records)


def _is_tensor(m: Machine, value: Value) -> bool:
    return isinstance(value, Ref) and isinstance(m.read(value), TensorRecord)


def _tensor(m: Machine, kind: str) -> Value:
    return m.new_tensor(Tensor(None, strides=Strides.UNKNOWN, requires_grad=None, kind=kind))
