"""Backward passes over the autograd graph: what torch refuses, and what they leave behind."""

from __future__ import annotations

from dataclasses import field

from pytea.machine.autograd import history_of
from pytea.machine.machine import Machine
from pytea.machine.operators import DUNDERS
from pytea.machine.origins import short_name
from pytea.records import mutable
from pytea.values.history import UNKNOWN_VERSION, History
from pytea.values.objects import Ref
from pytea.values.records import TensorRecord

#: Backward passes whose freed nodes are remembered.
_REMEMBERED = 16

_TWICE = (
    "trying to backward through the graph a second time: the tensors saved by {} were freed by an "
    "earlier backward; pass retain_graph=True to that one, or detach what is carried over"
)
_CHANGED = (
    "one of the variables needed for gradient computation has been modified by an inplace "
    "operation: {} saved it"
)
_SIGNS = {name: sign for sign, name in DUNDERS.items()}
_LACKING = "torch has no derivative of {}, through which the gradient would have to go"


@mutable()
class _Walk:
    """The nodes that some roots were computed from."""

    #: In an order in which every node stands behind its sources.
    nodes: list[History] = field(default_factory=list)
    leaves: dict[int, Ref] = field(default_factory=dict)
    #: Whether all of the graph was seen.
    complete: bool = True


def walk(m: Machine, roots: list[Ref]) -> _Walk:
    """Returns what is known of the graph below some tensors."""
    found, seen = _Walk(), set[int]()
    stack: list[tuple[History | None, bool]] = [(history_of(m, root), False) for root in roots]
    while stack:
        node, done = stack.pop()
        if node is None:
            found.complete = False
        elif done:
            found.nodes.append(node)
        elif node.leaf is not None:
            found.leaves[node.leaf.addr] = node.leaf
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack.extend((source, False) for source in node.sources)
    return found


def unused(m: Machine, graph: _Walk, tensor: Ref) -> bool:
    """Returns whether the roots of a graph were certainly not computed from a tensor."""
    if not graph.complete:
        return False
    history = history_of(m, tensor)
    if history is None:
        return False
    if history.leaf is not None:
        return history.leaf.addr not in graph.leaves
    return all(node is not history for node in graph.nodes)


def passed(m: Machine, graph: _Walk, inputs: list[Ref] | None) -> list[History]:
    """Returns the nodes that are executed: all, or those between the roots and ``inputs``."""
    if inputs is None:
        return graph.nodes
    wanted = [history_of(m, ref) for ref in inputs]
    leaves = {history.leaf.addr for history in wanted if history is not None and history.leaf}
    targets = {id(history) for history in wanted if history is not None}
    reached: set[int] = set()
    executed = []
    for node in graph.nodes:
        for source in node.sources:
            if source is None:
                continue
            leaf = source.leaf is not None and source.leaf.addr in leaves
            if leaf or id(source) in targets or id(source) in reached:
                reached.add(id(node))
                executed.append(node)
                break
    return executed


def refusal(m: Machine, executed: list[History]) -> str:
    """Returns why torch cannot run backward through some nodes; "" where nothing is known."""
    if not _certain(m):
        return ""
    for node in reversed(executed):
        name = _shown(node.operator)
        if node.saves and any(node in nodes for nodes in m.state.freed):
            return _TWICE.format(name)
        if node.ends:
            return _LACKING.format(name)
        if node.misfit:
            return f"{name}: {node.misfit}"
        for ref, version in node.saved:
            record = m.read(ref)
            now = record.version if isinstance(record, TensorRecord) else UNKNOWN_VERSION
            if now > version:
                return _CHANGED.format(name)
    return ""


def _shown(operator: str) -> str:
    """Returns an operator as the program writes it: ``F.relu``, ``//``."""
    name = short_name(operator)
    if not name.startswith("__"):
        return name
    plain = name.strip("_")
    return _SIGNS.get(plain) or _SIGNS.get(plain[1:], name)


def _certain(m: Machine) -> bool:
    """Returns whether the path is that of a run: no choice was made in a round for many."""
    return all(
        record is None or record.mode not in ("generic", "last") or record.splits == m.state.splits
        for frame in m.state.frames
        for record in frame.loops
    )


def free(m: Machine, executed: list[History]) -> None:
    """Notes that the saved tensors of some nodes are gone."""
    nodes = frozenset(node for node in executed if node.saves)
    if nodes:
        m.state.freed = (*m.state.freed[1 - _REMEMBERED :], nodes)


def accumulate(m: Machine, graph: _Walk, inputs: list[Ref] | None) -> None:
    """Notes which leaves have a gradient now."""
    if not graph.complete:
        m.state.backwards = object()
    for ref in graph.leaves.values() if inputs is None else inputs:
        record = m.write(ref)
        assert isinstance(record, TensorRecord)
        record.graded = True
