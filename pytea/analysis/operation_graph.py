"""The graph of a program's tensor operations: nodes as the user wrote them, shapes on the edges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field

from pytea.analysis.explaining import Explainer
from pytea.machine.operations import Operand, Operation
from pytea.records import immutable, mutable
from pytea.values.origin import Origin

#: Nodes of one graph; beyond it a picture shows nothing any more.
NODES = 600
#: How the operators of Python are written.
_SIGNS = {
    "__add__": "+", "__radd__": "+", "__iadd__": "+=", "__sub__": "-", "__rsub__": "-",
    "__isub__": "-=", "__mul__": "*", "__rmul__": "*", "__imul__": "*=", "__truediv__": "/",
    "__rtruediv__": "/", "__itruediv__": "/=", "__matmul__": "@", "__rmatmul__": "@",
    "__pow__": "**", "__neg__": "-", "__getitem__": "[ ]", "__setitem__": "[ ] =",
    "__eq__": "==", "__ne__": "!=", "__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">=",
}  # fmt: skip


@immutable()
class Node:
    """One operation, or where a tensor comes from."""

    label: str
    #: ``net.py:12``; "" where there is none.
    place: str
    #: What it gives when nothing uses it.
    outputs: tuple[str, ...]
    #: Why torch refuses it; "" when it does not.
    error: str = ""


@immutable()
class Edge:
    """A tensor on its way, between numbers of nodes."""

    source: int
    target: int
    shape: str


@mutable()
class OperationGraph:
    """Nodes in the order of the run, so that every edge leads to a higher number."""

    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    #: Operations for which there was no room.
    left_out: int = 0


def operation_graph(operations: Sequence[Operation], explainer: Explainer) -> OperationGraph:
    """Returns the operations that compute with something else than weights alone.

    Equal operations on equal tensors, as in the rounds of a loop, are one node.
    """
    building = _Building(explainer)
    for operation in operations:
        building.add(operation)
    return building.graph


@mutable()
class _Building:
    explainer: Explainer
    graph: OperationGraph = field(default_factory=OperationGraph)
    #: The node that a tensor with this origin comes from; the origins are kept alive beside it.
    _nodes: dict[int, int] = field(default_factory=dict)
    _alive: list[Origin] = field(default_factory=list)
    _known: dict[object, int] = field(default_factory=dict)

    def add(self, operation: Operation) -> None:
        """Adds an operation unless it makes or fills a weight."""
        operands = [operand for operand in operation.operands if not operand.is_weight]
        if not operands:
            return
        if len(self.graph.nodes) >= NODES:
            self.graph.left_out += 1
            return
        incoming = tuple(
            (source, operand.shape) for operand in operands for source in self._sources(operand)
        )
        origin = operation.origin
        place = f"{origin.file}:{origin.span.line}"
        label = _SIGNS.get(origin.operator) or self.explainer.label(origin)
        node = Node(label, place, operation.outputs, operation.error)
        number = self._number(node, (origin.span, incoming))
        if number == len(self.graph.nodes) - 1:
            for source, shape in dict.fromkeys(incoming):
                edge = Edge(source, number, shape)
                if source < number and edge not in self.graph.edges[-len(incoming) :]:
                    self.graph.edges.append(edge)
        self._remember(origin, number)
        if operation.in_place and operation.operands[0].origin is not None:
            self._remember(operation.operands[0].origin, number)

    def _sources(self, operand: Operand) -> Iterator[int]:
        if operand.origin is None:
            yield self._number(Node("input", "", (operand.shape,)), None)
            return
        yield from self._made_by(operand.origin, operand.shape)

    def _made_by(self, origin: Origin, shape: str) -> Iterator[int]:
        known = self._nodes.get(id(origin))
        if known is not None:
            yield known
        elif origin.selector is not None or not origin.operator:
            for _, earlier in origin.operands:
                if earlier is not None:
                    yield from self._made_by(earlier, shape)
        else:
            label = self.explainer.label(origin)
            place = f"{origin.file}:{origin.span.line}"
            number = self._number(Node(label, place, (shape,)), origin.span)
            self._remember(origin, number)
            yield number

    def _remember(self, origin: Origin, number: int) -> None:
        self._nodes[id(origin)] = number
        self._alive.append(origin)

    def _number(self, node: Node, more: object) -> int:
        key = (node, more)
        if key not in self._known:
            self._known[key] = len(self.graph.nodes)
            self.graph.nodes.append(node)
        return self._known[key]
