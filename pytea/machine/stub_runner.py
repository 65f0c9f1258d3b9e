"""Runs operator stubs: arguments out of the heap, requirements against the path, results back."""

from __future__ import annotations

from functools import partial
from typing import Any

from pytea.machine.autocast import cast_operands, mixes_floats
from pytea.machine.evaluations import key_of
from pytea.machine.findings import Place, place_of
from pytea.machine.gradients import (
    kept_grad,
    known_leaf,
    leaf_failure,
    mark_leaf,
    mark_view,
    without_grad,
)
from pytea.machine.learning import Learned, learned
from pytea.machine.machine import Machine
from pytea.machine.operands import narrowed, operands_of, settled
from pytea.machine.operations import show_operation
from pytea.machine.recovery import meant_result
from pytea.machine.signals import Raised, Split
from pytea.machine.summary_runs import Summary, evaluate
from pytea.machine.unknown_results import unknown_result
from pytea.machine.unknown_sizes import sized_operands
from pytea.machine.witness import witness_of
from pytea.solver import Verdict
from pytea.state import budgets
from pytea.state.frame import Frame
from pytea.stubapi import Operator, StubFailure, running
from pytea.stubapi.binding import bind, written_to
from pytea.stubapi.results import NamedResult
from pytea.symbolic import (
    Bool,
    Choice,
    Int,
    SymBool,
    SymInt,
    SymKind,
    deciding,
    fresh_int,
    negate,
    symbols_of,
)
from pytea.values.dtype import Device
from pytea.values.objects import Ref, Slice, Value
from pytea.values.origin import Origin
from pytea.values.ratio import Ratio
from pytea.values.records import (
    DictRecord,
    InstanceRecord,
    ListRecord,
    ModuleRecord,
    OpaqueRecord,
    SetRecord,
    TensorRecord,
)
from pytea.values.tensor import Tensor, tuple_like
from pytea.values.unknown import Unknown, UnknownUse


class StubContext:
    """What the running stub talks to; assumptions take effect when it has ended."""

    lenient = False

    def __init__(self, m: Machine) -> None:
        self.m = m
        self.assumed: list[SymBool] = []
        self.warnings: list[tuple[str, str]] = []
        self.unchecked = False
        #: Whether the stub asked anything that another path may answer differently.
        self.asked = False
        self.failure: StubFailure | None = None
        self.witness: tuple[tuple[str, object], ...] = ()
        #: The condition that failed; None for a requirement without symbols.
        self.failed: SymBool | None = None

    def require(self, cond: SymBool, failure: StubFailure) -> None:
        """Decides a requirement by the path, or assumes it where it depends on inputs."""
        self.asked = True
        verdict = self.m.verdict(cond)
        if verdict is Verdict.HOLDS or any(cond is known for known in self.assumed):
            return
        if verdict is Verdict.FAILS:
            self.failed = cond
            raise failure
        if verdict is Verdict.UNKNOWN:
            self.unchecked = True
            return
        kinds = {symbol.kind for symbol in symbols_of(cond)}
        if kinds <= {SymKind.CHOICE, SymKind.OPAQUE}:
            if self.m.state.approximate:
                self.unchecked = True
                return
            raise Split(cond)
        if kinds == {SymKind.ITERATION}:
            self.witness = witness_of(self.m, negate(cond))
            raise failure
        taken: Bool = cond
        if self.m.program.library is not None:
            taken = self.m.program.library.assumed(self.m, cond, failure.message)
        if isinstance(taken, SymBool):
            self.assumed.append(taken)

    def decide(self, cond: SymBool) -> bool:
        """Returns the truth of a condition on this path, or forks.

        What hangs on sizes that are not known and may change from use to use is left open: the
        sides would be no choices of the program.
        """
        self.asked = True
        kinds = {symbol.kind for symbol in symbols_of(cond)}
        if kinds == {SymKind.VARYING} and self.m.verdict(cond) is Verdict.DEPENDS:
            raise UnknownUse("a size that is not known")
        return self.m.decide(cond)

    def warn(self, code: str, message: str) -> None:
        """Keeps a warning until the stub has ended."""
        self.asked = True
        self.warnings.append((code, message))

    def fresh_size(self, name: str, lo: int, hi: int | None) -> Int:
        """Returns a size that depends on data; the same one when the stub runs again."""
        self.asked = True
        known, value = self.m.answer()
        if known:
            return value  # type: ignore[return-value]
        size = fresh_int(name, SymKind.VARYING, lo, hi)
        self.m.remember(size)
        return size


def run_operator(
    m: Machine, operator: Operator, args: list[Value], kwargs: dict[str, Value]
) -> Value:
    """Returns the result of an operator; an unknown argument that matters gives Unknown."""
    refs: dict[int, Ref] = {}
    host_args = [to_host(m, value, refs) for value in args]
    host_kwargs = {name: to_host(m, value, refs) for name, value in kwargs.items()}
    if any(isinstance(value, (Unknown, tuple, list)) for value in host_args):
        host_args = sized_operands(m, operator, host_args)
    if m.state.defaults.autocast:
        host_args, host_kwargs = cast_operands(operator, host_args, host_kwargs, m.state.defaults)
    context = StubContext(m)
    place = place_of(m.state)
    substituted = learned(operator, host_args, host_kwargs)
    if substituted is not None:
        host_args, host_kwargs = substituted.args, substituted.kwargs
    m.state.steps += budgets.OPERATION_STEPS
    key = key_of(operator, host_args, host_kwargs, m.state.defaults)
    result, out = m.program.evaluations.get(key), None
    try:
        if result is None:
            with running(context, m.state.defaults), deciding(context.decide):
                result, out = evaluate(partial(_run, operator), host_args, host_kwargs)
            if not context.asked and out is None:
                m.program.evaluations.put(key, result, (*host_args, *host_kwargs.values()))
        refused_leaf = leaf_failure(m, operator, args)
        if refused_leaf is not None:
            raise refused_leaf
    except StubFailure as failure:
        operands = tensors_in(host_args, host_kwargs)
        if (
            failure.code == "dtype-mismatch"
            and m.state.defaults.autocast
            and mixes_floats(operands)
        ):
            _note(m, operator, place, "the dtypes inside of autocast")
            return unknown_result(m, operator, args, kwargs, "the dtypes inside of autocast")
        _note(m, operator, place, None)
        failure = _sharper(operator, failure, host_args, host_kwargs, context)
        meant = meant_result(m, operator, partial(_run, operator), host_args, host_kwargs)
        if meant is not None and substituted is not None:
            meant = substituted.finish(meant)
        if meant is not None:
            meant = meant.changed(origin=_origin(m, operator, place, host_args, host_kwargs))
        if m.program.observer is not None:
            origin = (
                _origin(m, operator, place, host_args, host_kwargs)
                if meant is None
                else meant.origin
            )
            assert origin is not None
            show_operation(m.program.observer, origin, operands, meant, "", failure.message)
        refuse(m, operator, failure, host_args, host_kwargs, context, meant)
    except UnknownUse as use:
        _note(m, operator, place, use.reason)
        return unknown_result(m, operator, args, kwargs, use.reason)
    except _Misfit as misfit:
        _note(m, operator, place, None)
        text = f"{short_name(operator.name)}(): {misfit}"
        refusal = StubFailure(text, "bad-argument", "TypeError")
        refuse(m, operator, refusal, host_args, host_kwargs, context)
    except (TypeError, AttributeError):
        reason = _foreign_reason(host_args, host_kwargs)
        if reason is None:
            raise
        _note(m, operator, place, reason)
        return unknown_result(m, operator, args, kwargs, reason)
    if result is NotImplemented:
        return NotImplemented
    if substituted is not None:
        result = substituted.finish(result)
        _learn(m, substituted, refs)
    for cond in context.assumed:
        m.state.learn(cond)
        m.program.assumptions.append((place, cond))
    for code, message in context.warnings:
        m.findings.add(m.findings.make(m.state, code, message, "warning"))
    if operator.counted and (refs or isinstance(result, Tensor)):
        _note(m, operator, place, "the solver gave up" if context.unchecked else None)
    if not m.state.grad and not operator.name.endswith(".requires_grad_"):
        result = without_grad(result, tensors_in(host_args, host_kwargs))
        if operator.binding == "inplace" and host_args and isinstance(host_args[0], Tensor):
            result = kept_grad(result, host_args[0])
    origin = _origin(m, operator, place, host_args, host_kwargs)
    if m.program.observer is not None and operator.counted:
        operands = tensors_in(host_args, host_kwargs)
        show_operation(m.program.observer, origin, operands, result, operator.binding, "")
    if operator.binding == "inplace" and isinstance(result, Tensor) and args:
        target = _write_back(m, m.resolve(args[0]), result, origin)
        if operator.name.endswith(".requires_grad_"):
            mark_leaf(m, target, [t for t in host_args[:1] if isinstance(t, Tensor)])
        return target
    if out is not None:
        result = _write_out(m, result, out, refs, origin)
    value = from_host(m, result, refs, origin)
    if isinstance(result, Tensor) and result.requires_grad:
        mark_leaf(m, value, tensors_in(host_args, host_kwargs), refs.values())
        mark_view(m, operator, value, args)
    if operator.name == "torch.Tensor.is_leaf" and isinstance(value, Unknown):
        leaf = known_leaf(m, args[0])
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
            changed = result.sizes is not record.tensor.sizes
            kept = origin if changed else record.tensor.origin
            record.tensor = result.changed(kind=record.tensor.kind, origin=kept)
    return target


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


def _foreign_reason(args: list[Any], kwargs: dict[str, Any]) -> str | None:
    """Returns why a stub could not compute with its arguments, if one is no value of a stub."""
    for value in (*args, *kwargs.values()):
        inner = value if isinstance(value, (list, tuple)) else (value,)
        for item in inner:
            if isinstance(item, Unknown):
                return item.reason
            if isinstance(item, Summary):
                return "an argument that is no tensor or number"
    return None


def _note(m: Machine, operator: Operator, place: Place, reason: str | None) -> None:
    if not operator.counted:
        return
    if reason is None:
        m.findings.note_checked(place)
    else:
        m.findings.note_unchecked(place, short_name(operator.name), reason)


def to_host(m: Machine, value: Value, refs: dict[int, Ref]) -> Any:
    """Returns a value as stubs see it; ``refs`` remembers which record is which tensor."""
    kind = type(value)
    if kind is Choice:
        if all(isinstance(leaf, Device) for leaf in m.program.semantics.leaf_values(value)):
            return value
        value = m.resolve(value)
        kind = type(value)
    if kind is Ref:
        return _object_to_host(m, value, refs)  # type: ignore[arg-type]
    if isinstance(value, tuple):
        items = [to_host(m, item, refs) for item in value]
        return tuple_like(value, items)
    if kind is Slice:
        bounds = (value.start, value.stop, value.step)  # type: ignore[attr-defined]
        return slice(*(to_host(m, bound, refs) for bound in bounds))
    if kind is Ratio:
        return Unknown("a symbolic ratio", "float")
    return value


def _object_to_host(m: Machine, ref: Ref, refs: dict[int, Ref]) -> Any:
    record = m.read(ref)
    match record:
        case TensorRecord():
            refs[id(record.tensor)] = ref
            return record.tensor
        case ListRecord():
            return [to_host(m, item, refs) for item in record.items]
        case DictRecord():
            return {
                to_host(m, key, refs) if not isinstance(key, Ref) else key: to_host(m, item, refs)
                for key, item in record.entries.values()
            }
        case SetRecord():
            return [to_host(m, item, refs) for item in record.entries.values()]
        case OpaqueRecord():
            if record.element is not None and record.kind in ("list", "tuple"):
                count = m.program.semantics.length(m, ref)
                return Summary(to_host(m, record.element, refs), count)
            return Unknown(record.reason, record.kind)
        case InstanceRecord() if record.payload is not None:
            return to_host(m, record.payload, refs)
        case InstanceRecord():
            return m.program.semantics.as_array(m, ref, refs)
    return Unknown("an argument that is no tensor or number")


def from_host(m: Machine, value: Any, refs: dict[int, Ref], origin: Origin | None) -> Value:
    """Returns the result of a stub as a value of the program."""
    if isinstance(value, Tensor):
        ref = refs.get(id(value))
        if ref is not None:
            return ref
        return m.new_tensor(value if origin is None else value.changed(origin=origin))
    if isinstance(value, list):
        return m.new_list([from_host(m, item, refs, origin) for item in value])
    if isinstance(value, NamedResult):
        return NamedResult(value.fields, [from_host(m, item, refs, origin) for item in value])
    if isinstance(value, tuple):
        items = [from_host(m, item, refs, origin) for item in value]
        return tuple_like(value, items)
    if isinstance(value, dict):
        return m.new_dict({str(k): from_host(m, v, refs, origin) for k, v in value.items()})
    return value


def tensors_in(args: list[Any], kwargs: dict[str, Any]) -> list[Tensor]:
    """Returns the tensors among the arguments, looking into lists."""
    found: list[Tensor] = []
    for value in (*args, *kwargs.values()):
        if isinstance(value, Tensor):
            found.append(value)
        elif isinstance(value, (list, tuple)):
            found += [item for item in value if isinstance(item, Tensor)]
    return found


def _origin(
    m: Machine, operator: Operator, place: Place, args: list[Any], kwargs: dict[str, Any]
) -> Origin:
    operands = tensors_in(args, kwargs)[:4]
    name = _constructor(m) or short_name(operator.name)
    depth = 1 + max((t.origin.depth for t in operands if t.origin), default=0)
    if depth > budgets.ORIGIN_DEPTH:
        shapes = tuple((t.sizes, None) for t in operands)
        return Origin(name, place.file, place.span, shapes, 1)
    made_from = tuple((t.sizes, t.origin) for t in operands)
    return Origin(name, place.file, place.span, made_from, depth)


def _constructor(m: Machine) -> str:
    """Returns ``nn.Linear(9216, 128)`` while the constructor of a bundled class runs, else ""."""
    text = ""
    for frame in reversed(m.state.frames):
        module = m.state.heap.read(frame.module)
        if not isinstance(module, ModuleRecord) or module.kind != "bundled":
            break
        if frame.code.name == "__init__" and module.name.startswith("torch.nn."):
            sizes = _leading_sizes(frame)
            text = f"nn.{frame.code.qualname.partition('.')[0].lstrip('_')}({', '.join(sizes)})"
    return text


def _leading_sizes(frame: Frame) -> list[str]:
    """Returns the first arguments of a constructor, as far as they are sizes."""
    sizes: list[str] = []
    for value in frame.regs[1 : len(frame.code.parameters.positional)]:
        if isinstance(value, (int, SymInt)) and not isinstance(value, bool) and len(sizes) < 3:
            sizes.append(str(value))
        else:
            break
    return sizes


def short_name(name: str) -> str:
    """Returns an operator's name as users write it: ``F.relu``, ``torch.cat``, ``view``."""
    if name.startswith("torch.nn.functional."):
        return "F." + name.rpartition(".")[2]
    if name.startswith(("torch.Tensor.", "numpy.ndarray.", "torch._pytea.")):
        return name.rpartition(".")[2]
    return name


def refuse(
    m: Machine,
    operator: Operator,
    failure: StubFailure,
    args: list[Any],
    kwargs: dict[str, Any],
    context: StubContext | None = None,
    meant: Tensor | None = None,
) -> None:
    """Raises torch's exception in the program, with the finding attached.

    ``meant`` is what the path goes on with when nothing catches it.
    """
    exception = m.program.semantics.make_exception(m, failure.exception, failure.message)
    finding = m.findings.make(
        m.state, failure.code, failure.message, "error", operands_of(m, operator, args, kwargs),
        () if context is None else context.witness, None if context is None else context.failed,
    )  # fmt: skip
    m.findings.attach_finding(exception, finding)
    if meant is not None:
        m.findings.meant[exception.addr] = meant
    raise Raised(exception)
