"""The autograd graph: what tensors were computed from, what backward needs, what it has freed.

Nothing is refused for what is not known: a tensor without history, one changed through an alias,
one made by our own stubs, what paths hold that met. Histories are told by ``record_result`` and
``record_change`` behind every operator and read by ``run_backward``.
"""

from __future__ import annotations

from collections.abc import Iterator

from pytea.machine.gradients import is_view
from pytea.machine.machine import Machine
from pytea.machine.saved_tensors import (
    RESULT,
    differentiable,
    has_derivative,
    saved_for,
    saved_in_place,
)
from pytea.stubapi import Operator, StubFailure
from pytea.stubapi.shapes import render_shape
from pytea.values.history import UNKNOWN_VERSION, History, Track
from pytea.values.objects import Ref, Value
from pytea.values.records import DictRecord, ListRecord, ModuleRecord, TensorRecord
from pytea.values.tensor import Tensor
from pytea.values.unknown import Unknown

#: Lists and tuples inside arguments that are looked into.
_DEPTH = 3
#: Operators whose result may share the memory of their first operand.
_PERHAPS_VIEWS = frozenset(
    [
        "reshape",
        "flatten",
        "contiguous",
        "chunk",
        "split",
        "unbind",
        "tensor_split",
        "hsplit",
        "vsplit",
        "dsplit",
        "unfold",
        "as_strided",
        "real",
        "imag",
        "view_as_real",
        "view_as_complex",
        "ravel",
        "unflatten",
        "to",
        "squeeze_",
        "split_with_sizes",
        "reshape_as",
        "positive",
        "numpy",
        "__array__",
        "from_numpy",
        "as_tensor",
        "asarray",
        "data",
        "pin_memory",
        "to_dense",
        "broadcast_to",
        "broadcast_tensors",
        "adjoint",
        "conj",
        "resolve_conj",
        "float",
        "double",
        "half",
        "cuda",
        "cpu",
        "type",
        "atleast_1d",
        "atleast_2d",
        "atleast_3d",
        "meshgrid",
        "mH",
        "detach",
    ]
)


#: Operators that give several views, which torch lets no one change in place.
_SEVERAL = frozenset(["chunk", "split", "unbind", "split_with_sizes"])
#: Modules of ours that call operators as torch's own do, and those among them that do not.
_AS_IN_TORCH = ("torch.nn.", "torch.amp.")
_HIDDEN = ("torch.nn.utils", "torch.nn._hooks", "torch.nn.init")


class _Operands:
    """The tensors among the arguments of a call: (position or -1, object), in order."""

    def __init__(self, m: Machine, values: list[Value], named: dict[str, Value]) -> None:
        self.m = m
        self.found: list[tuple[int, Ref, TensorRecord]] = []
        #: Whether something that is not followed may hold tensors.
        self.hidden = False
        for position, value in enumerate(values):
            self._collect(position, value, _DEPTH)
        for value in named.values():
            self._collect(-1, value, _DEPTH)

    def _collect(self, position: int, value: Value, depth: int) -> None:
        value = self.m.resolve(value)
        if isinstance(value, tuple) and depth:
            for item in value:
                self._collect(position, item, depth - 1)
        elif isinstance(value, Ref):
            record = self.m.read(value)
            if isinstance(record, TensorRecord):
                self.found.append((position, value, record))
            elif isinstance(record, ListRecord) and depth:
                for item in record.items:
                    self._collect(position, item, depth - 1)
            elif isinstance(record, DictRecord) and not record.entries:
                return
            else:
                self.hidden = True
        elif isinstance(value, Unknown):
            self.hidden = True


def record_result(
    m: Machine, operator: Operator, values: list[Value], named: dict[str, Value], result: Value
) -> None:
    """Notes what the new tensors of a result were computed from."""
    made = [*_tensors_of(m, result)]
    if not made:
        return
    if m.state.inference:
        _infer(m, operator, values, named, made)
    name = operator.name.rpartition(".")[2]
    certain = is_view(m, name, values)
    needing = [ref for ref in made if _needs_grad(m, ref)]
    if not needing and not certain and name not in _PERHAPS_VIEWS:
        return
    operands = _Operands(m, values, named)
    given = {ref.addr for _, ref, _ in operands.found}
    of_first = bool(operands.found) and (certain or name in _PERHAPS_VIEWS)
    base = operands.found[0] if of_first else None
    memory = _memory(base, certain) or Track(None)
    new = [ref for ref in made if ref.addr not in given]
    history = _history(m, operator, operands, new) if needing and new else None
    for ref in new:
        record = m.write(ref)
        assert isinstance(record, TensorRecord)
        if record.leaf is True and record.tensor.kind == "Tensor" and _recorder(m) == "hidden":
            # torch computes what our own stub makes out of nothing
            record.leaf = None
        own = history if record.tensor.requires_grad is not False else None
        version = _version(m, memory.base or ref)
        several = name in _SEVERAL or (memory.several and certain)
        record.track = Track(own, version, memory.base, memory.shared, several)


def _needs_grad(m: Machine, ref: Ref) -> bool:
    record = m.read(ref)
    return isinstance(record, TensorRecord) and record.tensor.requires_grad is not False


def inference_failure(
    m: Machine, operator: Operator, values: list[Value], named: dict[str, Value]
) -> StubFailure | None:
    """Returns why torch refuses an inference tensor outside of inference mode, or None."""
    if m.state.inference or not m.state.inferred or not values:
        return None
    operands = _Operands(m, values, named)
    if not any(record.inference for _, _, record in operands.found):
        return None
    name = operator.name.rpartition(".")[2]
    if operator.binding == "inplace":
        first = operands.found[0]
        if first[0] != 0 or not first[2].inference or (name == "detach_"):
            return None
        if name != "requires_grad_":
            text = "inplace update to inference tensor outside InferenceMode is not allowed"
        elif len(values) < 2 or m.resolve(values[1]) is True:
            text = "setting requires_grad=True on inference tensor outside InferenceMode"
        else:
            return None
        return StubFailure(f"{text}: clone it first", "bad-argument", "RuntimeError")
    needing = [at for at, _, record in operands.found if record.tensor.requires_grad is True]
    if not m.state.grad or not needing or m.state.defaults.autocast or _recorder(m) == "hidden":
        return None
    _, places = saved_for(operator.name, needing)
    if not any(record.inference and at in places for at, _, record in operands.found):
        return None
    text = "inference tensors cannot be saved for backward: clone what inference mode gave"
    return StubFailure(text, "bad-argument", "RuntimeError")


def record_change(
    m: Machine,
    operator: Operator,
    values: list[Value],
    named: dict[str, Value],
    target: Value,
    needed: bool,
) -> None:
    """Notes that a tensor was changed in place: its own history and that of what it is a view of.

    ``needed``: whether it may have needed a gradient before.
    """
    record = m.read(target) if isinstance(target, Ref) else None
    if not isinstance(target, Ref) or not isinstance(record, TensorRecord):
        return
    history = None
    if record.tensor.requires_grad is not False and m.state.grad:
        operands = _Operands(m, values, named)
        if not needed:
            operands.found = [entry for entry in operands.found if entry[1] != target]
        history = _history(m, operator, operands, [target])
    elif not m.state.grad:
        history = current(m, target, record)
    track = record.track or Track(None)
    base = track.base or target
    owner = touch(m, base, certain=track.shared)
    if base != target:
        # which of its elements changed is not followed
        owner.tensor = owner.tensor.changed(data=None)
    if base != target and history is not None and owner.tensor.requires_grad is False:
        owner.tensor = owner.tensor.changed(requires_grad=None)
    written = m.write(target)
    assert isinstance(written, TensorRecord)
    written.track = Track(history, owner.version, track.base, track.shared, track.several)


def seen_through(m: Machine, record: TensorRecord) -> Tensor:
    """Returns a tensor as it is now: a view does not know its elements once others were written."""
    tensor, track = record.tensor, record.track
    if track is None or track.base is None or (tensor.data is None and tensor.elements is None):
        return tensor
    return tensor if _version(m, track.base) == track.version else tensor.changed(data=None)


def touch(m: Machine, owner: Ref, certain: bool = True) -> TensorRecord:
    """Notes that the memory of a tensor was written to; returns its record."""
    record = m.write(owner)
    assert isinstance(record, TensorRecord)
    if not certain:
        record.version = UNKNOWN_VERSION
    elif record.version != UNKNOWN_VERSION:
        record.version += 1
    return record


def _infer(
    m: Machine, operator: Operator, values: list[Value], named: dict[str, Value], made: list[Ref]
) -> None:
    """Notes that tensors were made in inference mode; a view of another tensor is none."""
    name = operator.name.rpartition(".")[2]
    if name in _PERHAPS_VIEWS or is_view(m, name, values):
        return
    given = {ref.addr for _, ref, _ in _Operands(m, values, named).found}
    for ref in made:
        if ref.addr not in given:
            m.write(ref).inference = True  # type: ignore[attr-defined]


def _memory(base: tuple[int, Ref, TensorRecord] | None, certain: bool) -> Track | None:
    """Returns whose memory a view shares."""
    if base is None:
        return None
    _, ref, record = base
    track = record.track
    if track is None or track.base is None:
        return Track(None, 0, ref, certain)
    return Track(None, 0, track.base, certain and track.shared, track.several)


def _history(
    m: Machine, operator: Operator, operands: _Operands, results: list[Ref]
) -> History | None:
    """Returns the node of an operation; None where our stubs stand for something else."""
    kind = _recorder(m)
    if kind == "hidden":
        return None
    name = operator.name
    # what stands for several operations of torch is not given all of its weights
    partial = operands.hidden or name.startswith("torch._pytea.")
    sources: list[History | None] = [None] if partial else []
    needing = []
    ends = False
    for position, ref, record in operands.found:
        if record.tensor.requires_grad is False or not differentiable(name, position):
            continue
        needing.append(position)
        ends = ends or (record.tensor.requires_grad is True and not has_derivative(name))
        sources.append(current(m, ref, record))
    if not needing:
        return None
    changed = _owner(m, results[0]) if operator.binding == "inplace" else None
    look_up = saved_for if changed is None else saved_in_place
    saves, places = look_up(name, needing)
    saved = []
    kept = [(position, ref) for position, ref, _ in operands.found]
    for position, ref in [*kept, *((RESULT, result) for result in results)]:
        if position in places and not m.state.defaults.autocast:
            owner = _owner(m, ref)
            version = _version(m, owner)
            if version != UNKNOWN_VERSION and (position == RESULT or owner != changed):
                # what changes in place has its next version when it is kept
                saved.append((owner, version + (owner == changed)))
    misfit = _misfit(operands) if _is_scatter(name) else ""
    return History(name, tuple(sources), None, saves, tuple(saved), ends, misfit)


def _is_scatter(name: str) -> bool:
    return name.rpartition(".")[2].removesuffix("_") in ("scatter", "scatter_add", "scatter_reduce")


def _misfit(operands: _Operands) -> str:
    """Returns why the source of a scatter cannot get its gradient, which has the shape of the index."""
    by_position = {position: record.tensor for position, _, record in operands.found}
    index, source = by_position.get(2), by_position.get(3)
    if index is None or source is None or source.requires_grad is not True:
        return ""
    given, wanted = index.sizes, source.sizes
    if given is None or wanted is None or len(given) != len(wanted):
        return ""
    if not any(
        isinstance(i, int) and isinstance(j, int) and i != j
        for i, j in zip(given, wanted, strict=True)
    ):
        return ""
    return (
        f"the gradient of its source {render_shape(wanted)} has the shape of its index, "
        f"{render_shape(given)}"
    )


def _recorder(m: Machine) -> str:
    """Returns "hidden" where our own stubs run that stand for what torch computes otherwise."""
    module = m.state.heap.read(m.state.frames[-1].module)
    if not isinstance(module, ModuleRecord) or module.kind != "bundled":
        return ""
    hidden = module.name.startswith(_HIDDEN) or not module.name.startswith(_AS_IN_TORCH)
    return "hidden" if hidden else ""


def _owner(m: Machine, ref: Ref) -> Ref:
    record = m.read(ref)
    track = record.track if isinstance(record, TensorRecord) else None
    return ref if track is None or track.base is None else track.base


def _version(m: Machine, owner: Ref) -> int:
    record = m.read(owner)
    return record.version if isinstance(record, TensorRecord) else UNKNOWN_VERSION


def current(m: Machine, ref: Ref, record: TensorRecord) -> History | None:
    """Returns the history of a tensor, unless its memory was changed since it was noted."""
    if record.leaf is True and record.tensor.requires_grad is True:
        return History("", (), ref)
    track = record.track
    if track is None or track.history is None:
        return None
    version = _version(m, track.base or ref)
    return track.history if version == track.version != UNKNOWN_VERSION else None


def _tensors_of(m: Machine, value: Value) -> Iterator[Ref]:
    if isinstance(value, Ref):
        record = m.read(value)
        if isinstance(record, TensorRecord):
            yield value
        elif isinstance(record, ListRecord):
            for item in record.items:
                yield from _tensors_of(m, item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _tensors_of(m, item)


def history_of(m: Machine, ref: Ref) -> History | None:
    """Returns the node that made a tensor; None where it is not known."""
    record = m.read(ref)
    return current(m, ref, record) if isinstance(record, TensorRecord) else None


def forget(m: Machine, value: Value) -> None:
    """Forgets what the tensors of a value were computed from."""
    for ref in [*_tensors_of(m, m.resolve(value))]:
        record = m.write(ref)
        assert isinstance(record, TensorRecord)
        if record.track is not None:
            record.track = Track(None, record.track.version, record.track.base, record.track.shared)
