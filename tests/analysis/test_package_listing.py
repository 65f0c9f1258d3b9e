"""A package that imports all its modules by listing them: its registry is filled."""

from __future__ import annotations

from pathlib import Path

from pytea.analysis.entry import analyze_entry
from pytea.analysis.search_path import search_path
from pytea.config import Options
from tests.analysis.test_project_layouts import project

FILES = {
    "models/__init__.py": """\
import importlib
import pkgutil
REGISTRY = {}
def register(cls):
    REGISTRY[cls.__name__] = cls
    return cls
for _, name, _ in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{name}")
""",
    "models/first.py": """\
import torch.nn as nn
from . import register
@register
class Net(nn.Linear):
    def __init__(self):
        super().__init__(3, 4)
""",
    "models/deep/__init__.py": "from models import register\n@register\nclass Deep:\n    pass\n",
    "train.py": """\
import torch
import models
reveal_value(sorted(models.REGISTRY))
models.REGISTRY["Net"]()(torch.zeros(2, 5))
""",
}


def test_the_modules_of_a_package_are_listed(tmp_path: Path) -> None:
    project(tmp_path, FILES)
    result = analyze_entry(tmp_path / "train.py", Options(use_cache=False))
    assert [(d.code, d.span.line) for d in result.diagnostics] == [
        ("revealed-value", 3),
        ("shape-mismatch", 4),
    ]
    assert result.diagnostics[0].message == "['Deep', 'Net']"


def test_a_module_that_is_added_makes_the_result_stale(tmp_path: Path) -> None:
    project(tmp_path, FILES)
    script, options = tmp_path / "train.py", Options(use_cache=False)
    known = analyze_entry(script, options)
    assert known.answers is not None
    assert search_path(script, options, {}).still_answers(known.answers)
    (tmp_path / "models" / "second.py").write_text("")
    assert not search_path(script, options, {}).still_answers(known.answers)
