"""Which files of a folder are entries."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytea.analysis.discovery import discover


def project(folder: Path, files: dict[str, str]) -> tuple[list[str], list[str]]:
    """The entries and the modules of a folder with these files."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    found = discover(folder)
    return (
        [path.relative_to(folder).as_posix() for path in found.entries],
        [path.relative_to(folder).as_posix() for path in found.modules],
    )


@pytest.mark.parametrize(
    "text",
    [
        'if __name__ == "__main__":\n    pass\n',
        "if '__main__' == __name__:\n    pass\n",
        "import torch\nmodel = torch.nn.Linear(1, 1)\n",
        "def f(): ...\nf()\n",
        "for i in range(3): print(i)\n",
        "try:\n    f()\nexcept E:\n    pass\n",
        "with open('x') as f:\n    pass\n",
        "def broken(:\n",
        "\0",
    ],
)
def test_an_entry(tmp_path: Path, text: str) -> None:
    assert project(tmp_path, {"a.py": text}) == (["a.py"], [])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "import torch\n",
        "def f():\n    return g()\n",
        "class A(B):\n    x = f()\n",
        "X = 3\nY: int = 4\n",
        '"""A docstring."""\n__all__ = ["f"]\n',
        "if TYPE_CHECKING:\n    import x\nelse:\n    x = None\n",
    ],
)
def test_a_module(tmp_path: Path, text: str) -> None:
    assert project(tmp_path, {"a.py": text}) == ([], ["a.py"])


def test_what_another_file_imports_is_a_module(tmp_path: Path) -> None:
    files = {
        "train.py": "import model\nfrom pkg import data\nfrom pkg.deep.net import Net\nmodel.run()\n",
        "model.py": "LOG = get_logger()\n",
        "pkg/__init__.py": "setup()\n",
        "pkg/data.py": "from . import names\nSET = make()\n",
        "pkg/names.py": "NAMES = make()\n",
        "pkg/deep/net.py": "from ..data import SET\nfrom .blocks import Block\nx = f()\n",
        "pkg/deep/blocks.py": "x = f()\n",
        "pkg/deep/alone.py": "x = f()\n",
    }
    entries, modules = project(tmp_path, files)
    assert entries == ["pkg/deep/alone.py", "train.py"]
    assert len(modules) == 6


def test_a_main_block_makes_an_entry_of_an_imported_file(tmp_path: Path) -> None:
    files = {
        "train.py": "import model\nmodel.f()\n",
        "model.py": "def f(): ...\nif __name__ == '__main__':\n    f()\n",
    }
    assert project(tmp_path, files)[0] == ["model.py", "train.py"]


def test_the_source_layout(tmp_path: Path) -> None:
    files = {
        "scripts/train.py": "from pkg.model import f\nf()\n",
        "src/pkg/__init__.py": "",
        "src/pkg/model.py": "LOG = g()\ndef f(): ...\n",
        "src/pkg/__main__.py": "from .model import f\n",
    }
    assert project(tmp_path, files)[0] == ["scripts/train.py", "src/pkg/__main__.py"]


def test_folders_of_others_are_left_out(tmp_path: Path) -> None:
    files = {
        "train.py": "f()\n",
        ".hidden/a.py": "f()\n",
        "node_modules/a.py": "f()\n",
        "my-environment/pyvenv.cfg": "",
        "my-environment/lib/a.py": "f()\n",
        "build/lib/train.py": "f()\n",
    }
    assert project(tmp_path, files) == (["train.py"], [])


def test_a_folder_without_python(tmp_path: Path) -> None:
    assert project(tmp_path, {"README.md": ""}) == ([], [])
