"""Runs operator stubs: arguments out of the heap, requirements against the path, results back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from pytea.machine.autocast import cast_operands, mixes_floats
from pytea.machine.autograd import inference_failure, record_change, record_result
from pytea.machine.evaluations import Key, key_of
from pytea.machine.findings import Place, place_of
from pytea.machine.following import follows_fault
from pytea.machine.gradients import (
    changes_elements,
    kept_grad,
    known_leaf,
    leaf_failure,
    mark_leaf,
    mark_view,
    out_failure,
    without_grad,
)
from pytea.machine.in_place_forms import in_place_form
from pytea.machine.learning import learned
from pytea.machine.library import INDEXING, PADDING
from pytea.machine.machine import Machine
from pytea.machine.observing import see_product
from pytea.machine.operands import narrowed, operands_of, settled
from pytea.machine.operations import show_operation
from pytea.machine.origins import origin_of, short_name
from pytea.machine.products import multiply_adds
from pytea.machine.recovery import is_guess, is_loose, meant_result, with_origin
from pytea.machine.signals import Raised, Split
from pytea.machine.stand_in_tensors import Learned
from pytea.machine.stub_context import StubContext
from pytea.machine.stub_values import PLAIN, foreign_reason, from_host, tensors_in, to_host
from pytea.machine.summary_runs import evaluate, with_indices, with_numbers
from pytea.machine.unknown_changes import record_unknown_change
from pytea.machine.unknown_results import unknown_result
from pytea.machine.unknown_sizes import sized_operands, sized_options
from pytea.records import mutable
from pytea.state import budgets
from pytea.stubapi import Operator, StubFailure, running
from pytea.stubapi.binding import bind, written_to
from pytea.stubapi.results import NamedResult
from pytea.symbolic import deciding, same
from pytea.values.objects import Ref, Value
from pytea.values.origin import Origin
from pytea.values.records import TensorRecord
from pytea.values.tensor import Size, Tensor
from pytea.values.unknown import FAILED, Unknown, UnknownUse


@mutable(eq=False)
class _Call:
    """One call of an operator: what the program gave, and how stubs see it."""

    operator: Operator
    values: list[Value]
    named: dict[str, Value]
    args: list[Any]
    kwargs: dict[str, Any]
    #: Which record is which tensor.
    refs: dict[int, Ref]

    def tensors(self) -> list[Tensor]:
        """Returns the tensors among the arguments."""
        return tensors_in(self.args, self.kwargs)


def run_operator(
    m: Machine, operator: Operator, args: list[Value], kwargs: dict[str, Value]
) -> Value:
    """Returns the result of an operator; an unknown argument that matters gives Unknown."""
    refs: dict[int, Ref] = {}
    host_args = [to_host(m, value, refs) for value in args]
    host_kwargs = {name: to_host(m, value, refs) for name, value in kwargs.items()}
    operator = in_place_form(operator, host_args, host_kwargs)
    host_args = with_indices(operator.name, sized_operands(m, operator, host_args))
    host_kwargs = sized_options(m, operator, host_kwargs)
    host_args, host_kwargs = with_numbers(operator, host_args, host_kwargs)
    defaults = m.state.defaults
    if defaults.autocast:
        host_args, host_kwargs = cast_operands(operator, host_args, host_kwargs, defaults)
    m.state.steps += budgets.OPERATION_STEPS
    if m.program.library is not None:
        if operator.name == PADDING:
            amounts = host_kwargs.get("pad", host_args[1] if len(host_args) > 1 else ())
            m.program.library.padded(place_of(m.state), amounts)
        elif operator.name in INDEXING and len(host_args) > 1:
            host_args = [host_args[0], m.program.library.indexed(host_args[1]), *host_args[2:]]
    call = _Call(operator, args, kwargs, host_args, host_kwargs, refs)
    key = key_of(operator, host_args, host_kwargs, defaults)
    known = m.program.evaluations.get(key)
    # what torch says of tensors of inference mode does not hang on what is looked up
    if (
        known is not None
        and operator.binding != "inplace"
        and inference_failure(m, operator, args, kwargs) is None
    ):
        return _delivered(m, call, known, None)
    return _evaluated(m, call, key, known)


def _evaluated(m: Machine, call: _Call, key: Key | None, known: object) -> Value:
    """Runs a stub, unless its result is known, and hands its result or its refusal on."""
    operator, context, place = call.operator, StubContext(m), place_of(m.state)
    # a call that can be looked up has no operand of unknown shape
    substituted = learned(operator, call.args, call.kwargs) if key is None else None
    if substituted is not None:
        call.args, call.kwargs = substituted.args, substituted.kwargs
    result, out = known, None
    try:
        if result is None:
            with running(context, m.state.defaults), deciding(context.decide):
                result, out = evaluate(partial(_run, operator), call.args, call.kwargs)
            if not context.asked and out is None:
                m.program.evaluations.put(key, result, (*call.args, *call.kwargs.values()))
        refused = leaf_failure(m, operator, call.values) or inference_failure(
            m, operator, call.values, call.named
        )
        if refused is None and out is not None:
            refused = out_failure(m, operator, result, [*call.tensors(), *tensors_in([out], {})])
        if refused is not None:
            raise refused
    except StubFailure as failure:
        unknown = _refused(m, call, failure, context, substituted, place)
        if unknown is not None:
            return unknown
    except UnknownUse as use:
        return _unchecked(m, call, place, use.reason)
    except _Misfit as misfit:
        _note(m, operator, place, None)
        text = f"{short_name(operator.name)}(): {misfit}"
        refusal = StubFailure(text, "bad-argument", "TypeError")
        refuse(m, operator, refusal, call.args, call.kwargs, context)
    except (TypeError, AttributeError):
        reason = foreign_reason(call.args, call.kwargs)
        if reason is None:
            raise
        return _unchecked(m, call, place, reason)
    if result is NotImplemented:
        return NotImplemented
    if substituted is not None:
        result = substituted.finish(result)
        _learn(m, substituted, call.refs)
        m.findings.note_vague(m.state, place)
    for cond in context.assumed:
        m.state.learn(cond)
        m.program.assumptions.append((place, cond))
    for code, message in context.warnings:
        given = operands_of(m, operator, call.args, call.kwargs)
        suspicion = m.findings.make(m.state, code, message, "warning", given)
        if not follows_fault(suspicion):
            m.findings.add(suspicion)
    return _delivered(m, call, result, out, "the solver gave up" if context.unchecked else None)


def _refused(
    m: Machine,
    call: _Call,
    failure: StubFailure,
    context: StubContext,
    substituted: Learned | None,
    place: Place,
) -> Value:
    """Raises torch's exception in the program; returns an unknown value where it may not come."""
    operator, args, kwargs = call.operator, call.args, call.kwargs
    operands = call.tensors()
    autocast = m.state.defaults.autocast
    if failure.code == "dtype-mismatch" and autocast and mixes_floats(operands):
        return _unchecked(m, call, place, "the dtypes inside of autocast")
    _note(m, operator, place, None)
    failure = _sharper(operator, failure, args, kwargs, context)
    meant = meant_result(m, operator, partial(_run, operator), args, kwargs, failure.code)
    if meant is not None and substituted is not None:
        meant = substituted.finish(meant)
    guessed = meant is None or is_guess(operator, args, failure.code)
    made = origin_of(m, operator, place, operands)
    loose = is_loose(operator, args, meant)
    refused = replace(made, refused=True, guessed=guessed, loose=loose)
    if m.program.observer is not None:
        show_operation(m.program.observer, refused, operands, meant, "", failure.message)
    refuse(m, operator, failure, args, kwargs, context, _stand_in(m, call, meant, refused))
    return None


def _stand_in(m: Machine, call: _Call, meant: Any, origin: Origin) -> Value | None:
    """Returns what a path goes on with behind a refused call: at least a tensor, if it gives one."""
    if meant is not None:
        return from_host(m, with_origin(meant, origin), {}, None)
    result = unknown_result(m, call.operator, call.values, call.named, FAILED)
    for value in result if isinstance(result, NamedResult) else (result,):
        record = m.write(value) if isinstance(value, Ref) else None
        if not isinstance(record, TensorRecord):
            return None
        record.tensor = record.tensor.changed(origin=origin)
    return result


def _unchecked(m: Machine, call: _Call, place: Place, reason: str) -> Value:
    _note(m, call.operator, place, reason)
    if call.operator.binding == "inplace":
        record_unknown_change(m, call.operator, call.values, call.named)
    return unknown_result(m, call.operator, call.values, call.named, reason)


def _delivered(
    m: Machine, call: _Call, result: Any, out: Any, unchecked: str | None = None
) -> Value:
    """Puts the result of a stub into the heap, with its origin, and counts the operation."""
    operator, refs = call.operator, call.refs
    inplace = operator.binding == "inplace"
    if type(result) in PLAIN and out is None and not inplace and not operator.counted:
        return result
    place, operands = place_of(m.state), call.tensors()
    if operator.counted and (refs or isinstance(result, Tensor)):
        _note(m, operator, place, unchecked)
        if any(operand.sizes is None for operand in operands):
            m.findings.note_vague(m.state, place)
    if not m.state.grad and not operator.name.endswith(".requires_grad_"):
        result = without_grad(result, operands)
        if inplace and call.args and isinstance(call.args[0], Tensor):
            result = kept_grad(result, call.args[0])
    origin = origin_of(m, operator, place, operands, (*call.args, *call.kwargs.values()))
    if m.program.observer is not None and operator.counted:
        show_operation(m.program.observer, origin, operands, result, operator.binding, "")
        work = multiply_adds(operator, call.args, call.kwargs, result)
        see_product(m, m.program.observer, operands, work)
    if inplace and isinstance(result, Tensor) and call.values:
        target = _write_back(m, m.resolve(call.values[0]), result, origin)
        if operator.name.endswith(".requires_grad_"):
            mark_leaf(m, target, [t for t in call.args[:1] if isinstance(t, Tensor)])
        if changes_elements(operator):
            before = call.args[0] if call.args else None
            needed = not isinstance(before, Tensor) or before.requires_grad is not False
            record_change(m, operator, call.values, call.named, target, needed)
        return None if operator.gives_nothing else target
    if out is not None:
        result = _write_out(m, result, out, refs, origin)
    value = from_host(m, result, refs, origin)
    if isinstance(result, Tensor) and result.requires_grad:
        mark_leaf(m, value, operands, refs.values())
        mark_view(m, operator, value, call.values)
    if type(value) not in PLAIN:
        record_result(m, operator, call.values, call.named, value)
    if operator.name == "torch.Tensor.is_leaf" and isinstance(value, Unknown):
        leaf = known_leaf(m, call.values[0])
        return value if leaf is None else leaf
    return value


def _learn(m: Machine, call: Learned, refs: dict[int, Ref]) -> None:
    """Gives a tensor of unknown shape the dims that an operation demanded of it."""
    ref = None if call.operand is None else refs.get(id(call.operand))
    record = None if ref is None else m.write(ref)
    if isinstance(record, TensorRecord) and call.known is not None:
        record.tensor = call.known


def _sharper(
    operator: Operator,
    failure: StubFailure,
    args: list[Any],
    kwargs: dict[str, Any],
    context: StubContext,
) -> StubFailure:
    """Returns the same failure in the sizes that hold on this path alone."""
    known = settled(context.m.state.guard)
    if not known:
        return failure
    try:
        with running(context, context.m.state.defaults):
            evaluate(
                partial(_run, operator),
                [narrowed(value, known) for value in args],
                {name: narrowed(value, known) for name, value in kwargs.items()},
            )
    except StubFailure as sharper:
        return sharper
    except (Split, UnknownUse, _Misfit, TypeError, AttributeError):
        return failure
    return failure


class _Misfit(Exception):
    """The arguments do not fit the operator's signature."""


def _run(operator: Operator, args: list[Any], kwargs: dict[str, Any]) -> tuple[Any, Any]:
    try:
        values, named, out = bind(operator, args, kwargs)
    except TypeError as error:
        raise _Misfit(str(error)) from error
    result = operator.function(*values, **named)
    if out is not None:
        result = written_to(operator, result, out)
    return result, out


def _write_back(m: Machine, target: Value, result: Tensor, origin: Origin) -> Value:
    if not isinstance(target, Ref):
        return target
    record = m.write(target)
    if isinstance(record, TensorRecord):
        if record.tensor is not result:
            keeps = _are_same(result.sizes, record.tensor.sizes)
            kept = record.tensor.origin if keeps else origin
            record.tensor = result.changed(kind=record.tensor.kind, origin=kept)
    return target


def _are_same(x: Size | None, y: Size | None) -> bool:
    if x is None or y is None or len(x) != len(y):
        return x is y
    return all(map(same, x, y))


def _write_out(m: Machine, result: Any, out: Any, refs: dict[int, Ref], origin: Origin) -> Any:
    """Writes a result, or its parts, to the tensors given as ``out=`` and returns these."""
    if isinstance(result, Tensor) and isinstance(out, Tensor):
        return _write_back(m, refs[id(out)], result, origin)
    if isinstance(result, tuple) and isinstance(out, (list, tuple)):
        parts = [_write_out(m, *pair, refs, origin) for pair in zip(result, out, strict=True)]
        return (
            NamedResult(result.fields, parts) if isinstance(result, NamedResult) else tuple(parts)
        )
    return result


def _note(m: Machine, operator: Operator, place: Place, reason: str | None) -> None:
    if not operator.counted:
        return
    if reason is None:
        m.findings.note_checked(m.state, place)
    else:
        m.findings.note_unchecked(m.state, place, short_name(operator.name), reason)


def refuse(
    m: Machine,
    operator: Operator,
    failure: StubFailure,
    args: list[Any],
    kwargs: dict[str, Any],
    context: StubContext | None = None,
    meant: Value | None = None,
) -> None:
    """Raises torch's exception in the program, with the finding attached.

    ``meant`` is what the path goes on with when nothing catches it.
    """
    exception = m.program.semantics.make_exception(m, failure.exception, failure.message)
    cond = None if context is None else context.failed
    witness = () if context is None else context.example()
    finding = m.findings.make(
        m.state, failure.code, failure.message, "error", operands_of(m, operator, args, kwargs),
        witness, cond,
    )  # fmt: skip
    m.findings.attach_finding(exception, finding)
    if meant is not None:
        m.findings.meant[exception.addr] = meant
    raise Raised(exception)
