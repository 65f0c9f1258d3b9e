"""Where the boxes of a graph stand: in rows from top to bottom, each below what it needs."""

from __future__ import annotations

from collections.abc import Sequence

from pytea.analysis.operation_graph import OperationGraph
from pytea.records import immutable

#: Sizes in pixels.
CHARACTER = 7.2
HEIGHT = 40
GAP = 28
ROW = 92
#: Edges over several rows and their shapes stand beside the boxes.
MARGIN = 80
#: Times that the rows are put in order by what stands above and below them.
SWEEPS = 4


@immutable()
class Box:
    """A node: the middle of its upper edge, and its width."""

    x: float
    y: float
    width: float


@immutable()
class Layout:
    """The boxes by the numbers of their nodes, and the room that they take."""

    boxes: tuple[Box, ...]
    width: float
    height: float


def laid_out(graph: OperationGraph) -> Layout:
    """Returns a place for every node."""
    count = len(graph.nodes)
    widths = [
        max(len(node.label), len(node.place)) * CHARACTER + 24 for node in graph.nodes
    ]  # fmt: skip
    rows = _rows(graph)
    sources: list[list[int]] = [[] for _ in range(count)]
    targets: list[list[int]] = [[] for _ in range(count)]
    for edge in graph.edges:
        sources[edge.target].append(edge.source)
        targets[edge.source].append(edge.target)
    x = [0.0] * count
    for row in rows:
        _place(row, [0.0] * count, widths, x)
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        near = sources if down else targets
        for row in rows if down else reversed(rows):
            wanted = [_mean([x[n] for n in near[node]], x[node]) for node in range(count)]
            _place(row, wanted, widths, x)
    left = min((x[n] - widths[n] / 2 for n in range(count)), default=0.0) - MARGIN
    right = max((x[n] + widths[n] / 2 for n in range(count)), default=0.0) + MARGIN
    boxes = [Box(0, 0, 0)] * count
    for number, row in enumerate(rows):
        for node in row:
            boxes[node] = Box(x[node] - left, MARGIN + number * ROW, widths[node])
    return Layout(tuple(boxes), right - left, 2 * MARGIN + len(rows) * ROW)


def _rows(graph: OperationGraph) -> list[list[int]]:
    """Returns the nodes in rows: below all of their sources, a source right above its first use."""
    rank = [0] * len(graph.nodes)
    for edge in sorted(graph.edges, key=lambda edge: edge.target):
        rank[edge.target] = max(rank[edge.target], rank[edge.source] + 1)
    fed = {edge.target for edge in graph.edges}
    for node in range(len(rank)):
        if node not in fed:
            uses = [rank[edge.target] for edge in graph.edges if edge.source == node]
            rank[node] = max(min(uses, default=1) - 1, 0)
    rows: list[list[int]] = [[] for _ in range(max(rank, default=-1) + 1)]
    for node, row in enumerate(rank):
        rows[row].append(node)
    return rows


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _place(
    row: list[int], wanted: Sequence[float], widths: Sequence[float], x: list[float]
) -> None:
    """Puts a row in the order of what is wanted, without overlaps, as near to it as that allows."""
    row.sort(key=lambda node: (wanted[node], node))
    edge = float("-inf")
    for node in row:
        x[node] = max(wanted[node], edge + widths[node] / 2)
        edge = x[node] + widths[node] / 2 + GAP
    drift = _mean([x[node] - wanted[node] for node in row], 0.0)
    for node in row:
        x[node] -= drift
