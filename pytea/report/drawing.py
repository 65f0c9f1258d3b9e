"""The graph of operations as text for Graphviz, as a picture, and as a page that can be zoomed."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from pytea.analysis.operation_graph import Edge, Node, OperationGraph
from pytea.report.layout import HEIGHT, ROW, Layout, laid_out

_STYLE = """
svg { font: 12px ui-monospace, Menlo, Consolas, monospace; background: #ffffff; }
rect { fill: #f4f6fa; stroke: #7c8aa5; rx: 6px; }
text { fill: #1d2433; text-anchor: middle; }
.place, .shape { fill: #5b6780; font-size: 11px; }
.shape { paint-order: stroke; stroke: #ffffff; stroke-width: 4px; }
.edge { fill: none; stroke: #7c8aa5; marker-end: url(#arrow); }
.source rect { fill: #e9f5ec; stroke: #4b9a63; }
.error rect { fill: #fde8e8; stroke: #c81e1e; stroke-width: 2; }
.error text, .shape.error { fill: #c81e1e; }
.edge.error { stroke: #c81e1e; }
"""
_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<style>html, body {{ margin: 0; height: 100%; overflow: hidden; background: #ffffff; }}
body > svg {{ width: 100vw; height: 100vh; cursor: grab; touch-action: none; }}</style></head>
<body>
{svg}
<script>{script}</script>
</body></html>
"""
#: Wheel and + - zoom around the pointer, dragging and arrows move, 0 shows everything.
_SCRIPT = """
const svg = document.querySelector("svg");
const whole = svg.getAttribute("viewBox").split(" ").map(Number);
let view = [...whole], held = null;
const show = () => svg.setAttribute("viewBox", view.join(" "));
const scale = () => Math.max(view[2] / svg.clientWidth, view[3] / svg.clientHeight);
function zoom(factor, x, y) {
  view = [x - (x - view[0]) * factor, y - (y - view[1]) * factor, view[2] * factor, view[3] * factor];
  show();
}
function move(x, y) { view[0] += x * scale(); view[1] += y * scale(); show(); }
svg.addEventListener("wheel", (event) => {
  event.preventDefault();
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, point.x, point.y);
}, { passive: false });
svg.addEventListener("pointerdown", (event) => { held = event; svg.setPointerCapture(event.pointerId); });
svg.addEventListener("pointerup", () => { held = null; });
svg.addEventListener("pointermove", (event) => {
  if (held) { move(held.clientX - event.clientX, held.clientY - event.clientY); held = event; }
});
document.addEventListener("keydown", (event) => {
  const middle = [view[0] + view[2] / 2, view[1] + view[3] / 2];
  const keys = {
    "+": () => zoom(1 / 1.25, ...middle), "-": () => zoom(1.25, ...middle),
    "0": () => { view = [...whole]; show(); },
    ArrowLeft: () => move(-60, 0), ArrowRight: () => move(60, 0),
    ArrowUp: () => move(0, -60), ArrowDown: () => move(0, 60),
  };
  keys[event.key]?.();
});
"""


def dot_text(graph: OperationGraph) -> str:
    """Returns the graph in the language of Graphviz."""
    lines = ["digraph model {", "  node [shape=box, style=rounded, fontname=monospace];"]
    for number, node in enumerate(graph.nodes):
        label = "\n".join(filter(None, (node.label, node.place, node.error)))
        colour = ", color=red, fontcolor=red" if node.error else ""
        lines.append(f"  n{number} [label={_quoted(label)}{colour}];")
    for edge in graph.edges:
        colour = ", color=red, fontcolor=red" if graph.nodes[edge.target].error else ""
        label = _quoted(edge.shape)
        lines.append(f"  n{edge.source} -> n{edge.target} [label={label}{colour}];")
    for number, shape in _results(graph):
        lines += [f'  r{number} [label="", shape=none, width=0, height=0];',
                  f"  n{number} -> r{number} [label={_quoted(shape)}];"]  # fmt: skip
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _results(graph: OperationGraph) -> Iterator[tuple[int, str]]:
    """Yields the nodes whose outputs nothing uses, with their shape."""
    used = {edge.source for edge in graph.edges}
    for number, node in enumerate(graph.nodes):
        if number not in used and node.outputs and not node.error:
            yield number, ", ".join(node.outputs)


def svg_text(graph: OperationGraph) -> str:
    """Returns the graph as a picture, with its styles in it."""
    layout = laid_out(graph)
    size = f"{layout.width:.0f} {layout.height:.0f}"
    width, height = size.split()
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" '
            f'width="{width}" height="{height}">'
        ),
        f"<style>{_STYLE}</style>",
        (
            '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
            'markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="#7c8aa5"/></marker></defs>'
        ),
        *(_edge(edge, graph, layout) for edge in graph.edges),
        *(_result(number, shape, layout) for number, shape in _results(graph)),
        *(_node(number, node, graph, layout) for number, node in enumerate(graph.nodes)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _node(number: int, node: Node, graph: OperationGraph, layout: Layout) -> str:
    box = layout.boxes[number]
    fed = any(edge.target == number for edge in graph.edges)
    kind = "error" if node.error else "operation" if fed else "source"
    told = escape(node.error or " ".join((node.label, *node.outputs)))
    return (
        f'<g class="{kind}"><title>{told}</title>'
        f'<rect x="{box.x - box.width / 2:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" '
        f'height="{HEIGHT}"/>'
        f'<text x="{box.x:.1f}" y="{box.y + 17:.1f}">{escape(node.label)}</text>'
        f'<text class="place" x="{box.x:.1f}" y="{box.y + 32:.1f}">{escape(node.place)}</text></g>'
    )


def _edge(edge: Edge, graph: OperationGraph, layout: Layout) -> str:
    start, end = layout.boxes[edge.source], layout.boxes[edge.target]
    top, bottom = start.y + HEIGHT, end.y
    far = bottom - top > ROW
    if far:
        # Around what stands between, on the left.
        between = (box for box in layout.boxes if top <= box.y < bottom)
        left = min((box.x - box.width / 2 for box in between), default=end.x) - 30
        path = (
            f"C{start.x:.1f} {top + 30:.1f} {left:.1f} {top + 10:.1f} {left:.1f} {top + 50:.1f}"
            f"V{bottom - 50:.1f}C{left:.1f} {bottom - 10:.1f} {end.x:.1f} {bottom - 30:.1f}"
        )
    else:
        middle = (top + bottom) / 2
        path = f"C{start.x:.1f} {middle:.1f} {end.x:.1f} {middle:.1f}"
    failed = " error" if graph.nodes[edge.target].error else ""
    x, y = (left if far else (start.x + end.x) / 2), (top + bottom) / 2 + 4
    return (
        f'<path class="edge{failed}" d="M{start.x:.1f} {top:.1f}{path} '
        f'{end.x:.1f} {bottom:.1f}"/>'
        f'<text class="shape{failed}" x="{x:.1f}" y="{y:.1f}">{escape(edge.shape)}</text>'
    )


def _result(number: int, shape: str, layout: Layout) -> str:
    box = layout.boxes[number]
    top = box.y + HEIGHT
    return (
        f'<path class="edge" d="M{box.x:.1f} {top:.1f}V{top + 22:.1f}"/>'
        f'<text class="shape" x="{box.x:.1f}" y="{top + 36:.1f}">{escape(shape)}</text>'
    )


def html_text(graph: OperationGraph, title: str) -> str:
    """Returns the picture as a page of its own, which loads nothing."""
    return _PAGE.format(title=escape(title), svg=svg_text(graph), script=_SCRIPT)
