"""What a refused operation was meant to give: the path goes on with it behind the finding.

Where the operands that torch looks at first settle the shape of the result (the weight of a layer,
the target of a view, the reduction of a loss), it is what the stub returns when its demands are
not insisted on; a factor that fits when it is arranged in one other way is taken that way
(``machine/arranging.py``). A dtype or a device that is refused leaves the shape as it is; where
two operands cannot be broadcast, or a dim is not there, the number of dims is taken from the stub.
For all other operators nothing is assumed but that they give a tensor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pytea.machine.arranging import PRODUCTS, arranged
from pytea.machine.machine import Machine
from pytea.machine.signals import Split
from pytea.machine.summary_runs import Run, evaluate
from pytea.solver import Verdict
from pytea.stubapi import Operator, StubFailure, running
from pytea.stubapi.results import NamedResult
from pytea.symbolic import (
    Int,
    Symbol,
    SymBool,
    SymInt,
    SymKind,
    between,
    fresh_int,
    same,
    sprod,
    symbols_of,
)
from pytea.values.origin import Origin
from pytea.values.tensor import Size, Strides, Tensor
from pytea.values.unknown import UnknownUse

#: Operators whose result does not depend on what they may refuse.
_SETTLED = frozenset(
    [
        "linear",
        "bilinear",
        "conv1d",
        "conv2d",
        "conv3d",
        "conv_transpose1d",
        "conv_transpose2d",
        "conv_transpose3d",
        "embedding",
        "batch_norm",
        "layer_norm",
        "group_norm",
        "instance_norm",
        "rms_norm",
        "prelu",
        "matmul",
        "__matmul__",
        "mm",
        "bmm",
        "addmm",
        "baddbmm",
    ]
)
#: Operators whose result has a shape that is as sure as that of what they are given.
_SHAPED = frozenset(
    [
        "rnn",
        "rnn_cell",
        "multi_head_attention_forward",
        "scaled_dot_product_attention",
        "embedding_bag",
        "scatter",
        "scatter_add",
        "scatter_reduce",
        "index_add",
        "index_copy",
        "masked_fill",
        "gather",
    ]
)
#: What is refused of these faults leaves the shape of a result as it is.
_OF_KIND = frozenset({"dtype-mismatch", "device-mismatch"})
#: What is refused of these leaves the number of dims, as far as anything is known.
_OF_DIMS = frozenset({"not-broadcastable", "dim-out-of-range", "index-out-of-range"})
#: Losses: what they give is settled where it is one number.
_LOSSES = frozenset(
    [
        "cross_entropy",
        "nll_loss",
        "binary_cross_entropy",
        "binary_cross_entropy_with_logits",
        "mse_loss",
        "l1_loss",
        "smooth_l1_loss",
        "huber_loss",
        "kl_div",
        "ctc_loss",
        "cosine_embedding_loss",
        "triplet_margin_loss",
        "margin_ranking_loss",
        "hinge_embedding_loss",
        "multilabel_soft_margin_loss",
        "poisson_nll_loss",
        "gaussian_nll_loss",
        "multi_margin_loss",
        "multilabel_margin_loss",
        "soft_margin_loss",
    ]
)
#: What a stub may run into behind a demand that is not met.
_TRIPPED = (
    StubFailure, UnknownUse, Split, TypeError, ValueError, LookupError, AttributeError,
    ArithmeticError,
)  # fmt: skip
_RESHAPING = frozenset({"view", "reshape"})


class _Lenient:
    """A runner of stubs that does not insist on anything."""

    lenient = True
    asked = False

    def __init__(self, m: Machine) -> None:
        self.m = m

    def require(self, cond: SymBool, failure: StubFailure) -> None:
        pass

    def decide(self, cond: SymBool) -> bool:
        verdict = self.m.verdict(cond)
        if verdict in (Verdict.HOLDS, Verdict.FAILS):
            return verdict is Verdict.HOLDS
        raise UnknownUse("a condition that is not decided")

    def warn(self, code: str, message: str) -> None:
        pass

    def is_assumed(self, cond: SymBool) -> bool:
        """Returns False: nothing is taken for granted."""
        return False

    def supposes(self, cond: SymBool) -> bool:
        """Returns whether a condition is certain: nothing is taken for granted."""
        return self.holds(cond)

    def fresh_size(self, name: str, lo: int, hi: int | None) -> Int:
        return fresh_int(name, SymKind.VARYING, lo, hi)

    def drawn_int(self, name: str, lo: Int, hi: Int, evenly: bool) -> Int:
        return between(name, lo, hi, SymKind.VARYING)

    def holds(self, cond: SymBool) -> bool:
        return self.m.verdict(cond) is Verdict.HOLDS

    def in_last_batch(self) -> bool:
        return False

    def wanted_parts(self) -> int | None:
        return None


def meant_result(
    m: Machine, operator: Operator, run: Run, args: list[Any], kwargs: dict[str, Any], code: str
) -> Any:
    """Returns what a call that was refused with ``code`` would have given if it fitted, or None.

    It is a tensor or a tuple with tensors in it.
    """
    name = operator.name.rpartition(".")[2]
    if operator.binding == "inplace":
        return args[0].changed(data=None) if args and isinstance(args[0], Tensor) else None
    if name in _RESHAPING:
        return _reshaped(args)
    settled = name in _SETTLED | _SHAPED | _LOSSES
    if not settled and code not in _OF_KIND | _OF_DIMS:
        return None
    meant = arranged(name, args) if settled else args
    if meant is None:
        return None
    try:
        with running(_Lenient(m), m.state.defaults):
            result, _ = evaluate(run, meant, kwargs)
    except _TRIPPED:
        return None
    if not any(isinstance(part, Tensor) for part in _parts(result)):
        return None
    if name in _LOSSES and isinstance(result, Tensor) and result.sizes:
        return None
    if any(_is_impossible(part) for part in _parts(result)):
        return None
    return _each(result, lambda part: _of_sure_kind(part, settled or code not in _OF_KIND))


def _parts(result: Any) -> Iterator[Any]:
    """Yields what a result consists of."""
    if isinstance(result, (tuple, list)):
        for part in result:
            yield from _parts(part)
    else:
        yield result


def _each(result: Any, change: Callable[[Tensor], Tensor]) -> Any:
    """Returns a result with every tensor in it changed."""
    if isinstance(result, Tensor):
        return change(result)
    if isinstance(result, NamedResult):
        return NamedResult(result.fields, [_each(part, change) for part in result])
    if isinstance(result, (tuple, list)) and not isinstance(result, Size):
        return type(result)([_each(part, change) for part in result])
    return result


def _is_impossible(part: Any) -> bool:
    if not isinstance(part, Tensor):
        return False
    return part.sizes is None or any(isinstance(size, int) and size < 0 for size in part.sizes)


def _of_sure_kind(part: Tensor, is_sure: bool) -> Tensor:
    """Returns a tensor without elements, and without a dtype that may be the refused one."""
    keeps = is_sure or (part.dtype is not None and part.dtype.is_floating_point)
    return part.changed(data=None, elements=None, dtype=part.dtype if keeps else None)


def with_origin(meant: Any, origin: Origin) -> Any:
    """Returns what was meant with all its tensors made by ``origin``."""
    return _each(meant, lambda part: part.changed(origin=origin))


def is_guess(operator: Operator, args: list[Any], code: str) -> bool:
    """Returns whether what a refused call was meant to give rests on another reading of it."""
    name = operator.name.rpartition(".")[2]
    if name in _RESHAPING or name in PRODUCTS or code in _OF_DIMS:
        return True
    return arranged(name, args) is not args


def is_loose(operator: Operator, args: list[Any], meant: Any) -> bool:
    """Returns whether little more than the number of dims of what was meant is known."""
    name = operator.name.rpartition(".")[2]
    if meant is None or name not in _SETTLED | _LOSSES | _RESHAPING:
        return True
    if name not in PRODUCTS:
        return False
    # batches that cannot be broadcast give sizes that stand in no operand
    given = {s for part in _parts(args) for s in _symbols(part)}
    return any(symbol not in given for part in _parts(meant) for symbol in _symbols(part))


def _symbols(part: Any) -> Iterator[Symbol]:
    for size in part.sizes or () if isinstance(part, Tensor) else (part,):
        if isinstance(size, SymInt):
            yield from symbols_of(size)


def _reshaped(args: list[Any]) -> Tensor | None:
    """Returns the target of a view; a fixed batch size in front yields to the real one."""
    source, *target = args
    if len(target) == 1 and isinstance(target[0], (tuple, list)):
        target = list(target[0])
    sizes = [size for size in target if isinstance(size, (int, SymInt))]
    if not isinstance(source, Tensor) or not source.sizes or len(sizes) < max(len(target), 1):
        return None
    first, rest = sizes[0], sizes[1:]
    if any(same(size, -1) for size in rest):
        return None
    if same(first, -1):
        first = source.sizes[0]
    elif source.sizes and not same(first, source.sizes[0]):
        held, wanted = source.numel(), sprod(rest)
        if isinstance(held, int) and isinstance(wanted, int) and wanted and held % wanted == 0:
            first = held // wanted
    return source.like(Size((first, *rest)), strides=Strides.CONTIGUOUS)
