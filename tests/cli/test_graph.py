"""``pytea graph``: operations with the shapes between them, in three ways to write it."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pytea.analysis.explaining import Explainer
from pytea.analysis.operation_graph import NODES, operation_graph
from pytea.machine.operations import Operand, Operation
from pytea.report.layout import laid_out
from pytea.span import Span
from pytea.values.origin import Origin
from tests.cli.programs import BAD
from tests.command import pytea

NET = """\
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, width=8):
        super().__init__()
        self.conv = nn.Conv2d(3, width, 3, padding=1)
        self.norm = nn.BatchNorm2d(width)
        self.act = nn.ReLU(inplace=True)
        self.head = nn.Linear(width, 2)

    def forward(self, x):
        y = self.act(self.norm(self.conv(x)))
        y = y + y * 2
        return self.head(y.mean((2, 3)))
"""
LABEL = re.compile(r'label="([^"]*)"')


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "net.py").write_text(NET)
    return tmp_path


def test_dot_holds_operations_and_shapes(project: Path) -> None:
    done = pytea(project, "graph", "net.py:Net", "--input", "B,3,8,8")
    assert (done.status, done.err) == (0, "")
    nodes = [
        LABEL.findall(line)[0] for line in done.out.splitlines() if re.match(r"  n\d+ \[", line)
    ]
    assert nodes == [
        "input",
        "F.conv2d in self.conv\\nnet.py:14",
        "F.batch_norm in self.norm\\nnet.py:14",
        "F.relu in self.act\\nnet.py:14",
        "*\\nnet.py:15",
        "+\\nnet.py:15",
        "mean\\nnet.py:16",
        "F.linear in self.head\\nnet.py:16",
    ]
    edges = [line.strip() for line in done.out.splitlines() if "->" in line]
    assert 'n0 -> n1 [label="(B, 3, 8, 8)"];' in edges
    assert 'n3 -> n4 [label="(B, 8, 8, 8)"];' in edges, "a change in place is on the way"
    assert 'n3 -> n5 [label="(B, 8, 8, 8)"];' in edges
    assert 'n7 -> r7 [label="(B, 2)"];' in edges, "the result"


def test_a_picture_and_a_page_that_load_nothing(project: Path) -> None:
    words = ["graph", "net.py:Net(4)", "--input", "1,3,8,8", "-o"]
    done = pytea(project, *words, "net.svg")
    assert (done.status, done.out) == (0, "net.svg: 8 nodes, 8 edges\n")
    picture = ET.fromstring((project / "net.svg").read_text())
    texts = [element.text for element in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert "F.conv2d in self.conv" in texts
    assert "(1, 4, 8, 8)" in texts
    assert pytea(project, *words, "net.html").status == 0
    page = (project / "net.html").read_text()
    assert "<title>net.py:Net(4)</title>" in page
    assert not re.search(r"(src|href)=|url\((?!#)|import ", page)
    assert 'addEventListener("wheel"' in page


def test_an_error_is_red_and_told(project: Path) -> None:
    (project / "bad.py").write_text(BAD)
    done = pytea(project, "graph", "bad.py", "-o", "bad.svg")
    assert done.status == 1
    assert "bad.py:5:12 error[shape-mismatch]" in done.out
    picture = (project / "bad.svg").read_text()
    assert picture.count('<g class="error">') == 1
    assert '<text class="shape error"' in picture
    assert "color=red" in pytea(project, "graph", "bad.py").out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["net.py", "-o", "net.png"], "net.png: a graph is written as one of .dot, .svg, .html"),
        (["gone.py"], "gone.py: no such file"),
        (["net.py", "--input", "1,2"], "--input needs a class: net.py:Net"),
        (["net.py:Net", "--input", "1,x y"], "--input 1,x y: 'x y' is neither a size nor a name"),
        (
            ["net.py", "-o", "no/net.svg"],
            "no/net.svg: cannot be written: no such file or directory",
        ),
    ],
)
def test_wrong_usage(project: Path, words: list[str], sentence: str) -> None:
    done = pytea(project, "graph", *words)
    assert (done.status, done.out, done.err) == (2, "", f"pytea: {sentence}\n")


def test_a_program_without_operations_has_an_empty_graph(project: Path) -> None:
    done = pytea(project, "graph", "net.py", "-o", "net.svg")
    assert done.out == "net.svg: 0 nodes, 0 edges\n"
    assert "look at a class: pytea graph net.py:" in done.err
    ET.fromstring((project / "net.svg").read_text())


def test_what_is_too_many_for_a_picture_is_counted_and_boxes_do_not_overlap() -> None:
    made: list[Operation] = []
    before = Origin("torch.zeros", "a.py", Span(1, 1, 1, 2))
    for number in range(NODES + 10):
        origin = Origin("F.relu", "a.py", Span(2, 1, 2, 2))
        source = before if number % 3 else Origin("torch.ones", "a.py", Span(3, number + 1, 3, 99))
        made.append(Operation(origin, (Operand("(2,)", source, False),), ("(2,)",)))
        before = origin
    graph = operation_graph(made, Explainer(lambda _: ()))
    assert graph.left_out > 0
    assert len(graph.nodes) <= NODES + 1
    assert all(edge.source < edge.target for edge in graph.edges)
    boxes = sorted(laid_out(graph).boxes, key=lambda box: (box.y, box.x))
    for left, right in itertools.pairwise(boxes):
        assert left.y < right.y or left.x + left.width / 2 < right.x - right.width / 2
