"""Tests of pytest are entries: each of them is called, with its fixtures and parameters."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pytea.analysis.check import check
from pytea.config import Options, read_options
from pytea.diagnostics import Report

NET = """
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.fc = nn.Linear(width, 3)
    def forward(self, x):
        return self.fc(x)

def unused(x):
    a, b = x.shape
    return x.view(b, a)
"""
CONFTEST = """
import pytest
from net import Net

@pytest.fixture(params=[4, 5])
def width(request):
    return request.param

@pytest.fixture
def head(width):
    net = Net(width)
    yield net
    net.cpu()
"""
HEAD = "import pytest, torch, unittest\nfrom net import Net\n"


def options_of(folder: Path) -> Options:
    return replace(read_options(folder), use_cache=False)


def checked(folder: Path, tests: str) -> Report:
    files = {
        "pyproject.toml": "",
        "net.py": NET,
        "tests/conftest.py": CONFTEST,
        "tests/test_net.py": HEAD + tests,
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return check([folder], options_of)


FAILING = {
    "a function": "def test_a():\n    Net(4)(torch.zeros(2, 99))\n",
    "a fixture of conftest.py": "def test_a(head):\n    head(torch.zeros(2, 99))\n",
    "a fixture that needs another one": """
@pytest.fixture()
def x(head):
    return torch.zeros(2, 99)
def test_a(head, x, tmp_path):
    assert head(x).shape == (2, 3)
""",
    "one of several parameters": """
@pytest.mark.parametrize("b, width", [(1, 4), pytest.param(2, 99, id="wide")])
@pytest.mark.parametrize("c", (1, 2))
def test_a(b, width, c):
    Net(4)(torch.zeros(b, c, width))
""",
    "a method": """
class TestNet:
    def setup_method(self):
        self.net = Net(4)
    def test_a(self):
        self.net(torch.zeros(2, 99))
""",
    "a case of unittest": """
class Case(unittest.TestCase):
    def setUp(self):
        self.net = Net(4)
    def test_a(self):
        with self.assertRaises(RuntimeError):
            self.net(torch.zeros(2, 98))
        self.net(torch.zeros(2, 99))
if __name__ == "__main__":
    unittest.main()
""",
    "a method whose base prepares it": """
class ForTestCase:
    @classmethod
    def setup_class(cls):
        cls.width = 99
    def setup_method(self, method):
        self.net = Net(4)
class TestNet(ForTestCase):
    def test_a(self):
        self.net(torch.zeros(2, self.width))
""",
    "a method behind an unknown TestCase": """
from nowhere import ModelTestCase
class TestNet(ModelTestCase):
    def test_a(self):
        self.prepare()
        Net(4)(torch.zeros(2, 99))
""",
    "a method that a fixture prepares": """
class Prepared:
    @pytest.fixture(autouse=True)
    def prepare(self, width):
        self.net = Net(width)
        yield
class TestNet(Prepared):
    @pytest.fixture
    def wide(self):
        return torch.zeros(2, 99)
    def test_a(self, wide):
        self.net(wide)
""",
    "a fixture that each test gets": """
MADE = []
@pytest.fixture(autouse=True)
def fill():
    MADE.append(Net(4))
def test_a():
    MADE[0](torch.zeros(2, 99))
""",
    "behind a fixture that asks pytest": """
@pytest.fixture(autouse=True)
def seed(request):
    mark = request.node.get_closest_marker("seed")
    if mark is not None:
        assert isinstance(mark.args[0], int)
def test_a():
    Net(4)(torch.zeros(2, 99))
""",
    "a case whose base prepares it": """
class Case(unittest.TestCase):
    def setUp(self):
        self.net = Net(4)
class TestNet(Case):
    def test_a(self):
        self.net(torch.zeros(2, 99))
""",
    "behind a test that fails": """
def test_a():
    assert False
def test_b():
    Net(4)(torch.zeros(2, 99))
""",
}


@pytest.mark.parametrize("name", FAILING)
def test_a_test_that_fails(tmp_path: Path, name: str) -> None:
    (found,) = checked(tmp_path, FAILING[name]).diagnostics
    assert (Path(found.file).name, found.span.line) == ("net.py", 10)
    assert "99 features" in found.message
    assert found.trace[0].function.rpartition(".")[2].startswith("test_")
    assert found.path == ()


def test_what_a_test_expects_is_no_error(tmp_path: Path) -> None:
    report = checked(
        tmp_path,
        """
def test_raises(head):
    with pytest.raises((RuntimeError, ValueError), match="shapes") as info:
        head(torch.zeros(2, 99))
    assert "shapes" in str(info.value)
    pytest.raises(RuntimeError, head, torch.zeros(2, 98))
    assert float(head(torch.zeros(2, 4)).sum()) == pytest.approx(0.1)
@pytest.mark.skipif(True, reason="no")
def test_skipped_by_condition():
    Net(4)(torch.zeros(2, 97))
@pytest.mark.skip
def test_skipped():
    Net(4)(torch.zeros(2, 97))
@pytest.mark.xfail(strict=True)
def test_xfail():
    Net(4)(torch.zeros(2, 97))
def test_left():
    pytest.skip("later")
    Net(4)(torch.zeros(2, 97))
def test_unknown_fixture(benchmark):
    Net(4)(torch.zeros(2, 97))
if __name__ == "__main__":
    Net(4)(torch.zeros(2, 4))
""",
    )
    assert report.diagnostics == ()
    assert any("net.py: 1 function analysed through entries, 1 alone" in r for r in report.remarks)


def test_files_that_use_others_come_first(tmp_path: Path) -> None:
    """A class is analysed as other files build it, and alone only when none does."""
    (tmp_path / "a_blocks.py").write_text(
        """
import torch
from torch import nn
class Block(nn.Module):
    def __init__(self, dim, hidden):
        super().__init__()
        self.a, self.b = nn.Linear(dim, 8), nn.Linear(hidden, dim)
    def forward(self, x):
        return x + self.b(self.a(x)).view(-1, 10, 63)
"""
    )
    (tmp_path / "net.py").write_text(
        """
from torch import nn
from a_blocks import Block
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = Block(64, 8)
    def forward(self, x):
        b, n, c = x.shape
        return self.block(x.view(b, 10, 64))
"""
    )
    report = check([tmp_path], options_of)
    (found,) = report.diagnostics
    assert (Path(found.file).name, found.span.line) == ("a_blocks.py", 9)
    assert [entry.function for entry in found.trace] == ["Net.forward", "Block.forward"]
    assert report.remarks[-1] == "in all 0 functions analysed through entries, 2 alone"
