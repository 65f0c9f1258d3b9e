"""``pytea graph``: the operations of a program, or of one class, as a picture."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from pytea.analysis.explaining import Explainer
from pytea.analysis.operation_graph import OperationGraph, operation_graph
from pytea.cli.model import class_named, observed
from pytea.cli.outputs import print_text
from pytea.cli.pipe import reader_may_leave
from pytea.diagnostics import Severity
from pytea.errors import UsageError
from pytea.machine.observer import Observer
from pytea.report.drawing import dot_text, html_text, svg_text
from pytea.report.files import replace_file
from pytea.report.frames import SourceTexts
from pytea.report.text import diagnostic_lines

#: How a graph is written, by the ending of the file.
_WRITERS: Mapping[str, Callable[[OperationGraph, str], str]] = {
    ".dot": lambda graph, title: dot_text(graph),
    ".svg": lambda graph, title: svg_text(graph),
    ".html": html_text,
}


def run(arguments: argparse.Namespace) -> int:
    """Writes the graph, prints the errors; returns 1 when there are some, else 0."""
    output: Path | None = arguments.output
    writer = _WRITERS.get(".dot" if output is None else output.suffix.lower())
    if writer is None:
        endings = ", ".join(_WRITERS)
        raise UsageError(f"{output}: a graph is written as one of {endings}")
    observer = Observer(operations=[])
    result, overlay = observed(arguments, observer)
    sources = SourceTexts({str(path): tuple(text.split("\n")) for path, text in overlay.items()})
    graph = operation_graph(observer.operations or [], Explainer(sources.lines))
    text = writer(graph, arguments.target)
    errors = [d for d in result.diagnostics if d.severity is Severity.ERROR]
    if output is None:
        _say_what_is_missing(graph, arguments.target)
        with reader_may_leave():
            print(text, end="")
        return 1 if errors else 0
    replace_file(output, text)
    _say_what_is_missing(graph, arguments.target)
    with reader_may_leave():
        print(f"{output}: {len(graph.nodes)} nodes, {len(graph.edges)} edges")
        for error in errors:
            print_text([(), *diagnostic_lines(error, sources)])
    return 1 if errors else 0


def _say_what_is_missing(graph: OperationGraph, target: str) -> None:
    if not graph.nodes and ":" not in target:
        print(f"pytea: nothing is computed; look at a class: pytea graph {class_named(target)}",
              file=sys.stderr)  # fmt: skip
    if graph.left_out:
        print(f"pytea: {graph.left_out} operations are left out: too many for a picture",
              file=sys.stderr)  # fmt: skip
