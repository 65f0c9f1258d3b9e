"""What an editor asks of an analysis: unsaved texts, the values that were seen, an early end."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytea.analysis.entry import EntryResult, Observer, Stopped, analyze_entry
from pytea.config import Options

MODEL = """
import torch.nn as nn

class Net(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.fc = nn.Linear(28, width)

    def forward(self, x):
        first, second = x, self.fc(x)
        return second
"""
TRAIN = """
import torch
from model import Net

net = Net(10)
net(torch.zeros(4, 28))
y = net(torch.zeros(8, 28))
n = y.size(0)
"""


def project(folder: Path) -> Path:
    (folder / "model.py").write_text(MODEL, encoding="utf-8")
    script = folder / "train.py"
    script.write_text(TRAIN, encoding="utf-8")
    return script


def observe(script: Path, **more: object) -> tuple[EntryResult, Observer]:
    observer = Observer()
    result = analyze_entry(script, Options(use_cache=False), observer=observer, **more)  # type: ignore[arg-type]
    return result, observer


def seen(observer: Observer, name: str, kind: str = "assign") -> list[str]:
    return [o.shape for o in observer.observations() if (o.name, o.kind) == (name, kind)]


def test_names_and_parameters_are_seen_with_every_value(tmp_path: Path) -> None:
    result, observer = observe(project(tmp_path))
    assert result.diagnostics == ()
    assert seen(observer, "x", "parameter") == ["(4, 28)", "(8, 28)"]
    assert seen(observer, "second") == ["(4, 10)", "(8, 10)"]
    assert seen(observer, "y") == ["(8, 10)"]
    assert seen(observer, "n") == ["8"]
    (y,) = [o for o in observer.observations() if o.name == "y"]
    assert (y.dtype, y.device, y.function) == ("float32", "cpu", "<module>")
    assert (y.place.span.line, y.place.span.column, y.place.span.end_column) == (7, 1, 2)


def test_a_value_knows_who_called(tmp_path: Path) -> None:
    _, observer = observe(project(tmp_path))
    lines = [
        o.context[0].span.line
        for o in observer.observations()
        if (o.name, o.kind) == ("x", "parameter")
    ]
    assert lines == [6, 7]


def test_modules_are_seen_with_their_inputs_and_outputs(tmp_path: Path) -> None:
    _, observer = observe(project(tmp_path))
    (net,) = [use for use in observer.modules.values() if use.outermost]
    assert (net.class_name, net.inputs, net.outputs) == (
        "Net", ["(4, 28)", "(8, 28)"], ["(4, 10)", "(8, 10)"],
    )  # fmt: skip
    ((name, address),) = net.children
    layer = observer.modules[address]
    assert (name, layer.class_name, layer.count) == ("fc", "Linear", 290)
    assert dict(layer.parameters) == {"weight": "(10, 28)", "bias": "(10,)"}


def test_both_sides_of_a_branch_are_seen_under_their_guards(tmp_path: Path) -> None:
    script = tmp_path / "branch.py"
    script.write_text(
        "import random, torch\n"
        "if random.random() < 0.5:\n    x = torch.zeros(1)\nelse:\n    x = torch.zeros(2)\ny = x + 1\n"
    )
    _, observer = observe(script)
    assert sorted(seen(observer, "x")) == ["(1,)", "(2,)"]
    (merged,) = seen(observer, "y")
    assert merged.startswith("(1 if ") and merged.endswith(" else 2,)")
    assert all(o.guard is not True for o in observer.observations() if o.name == "x")


def test_observing_changes_no_finding(tmp_path: Path) -> None:
    script = project(tmp_path)
    script.write_text(TRAIN + "y @ y\n")
    plain = analyze_entry(script, Options(use_cache=False))
    observed, _ = observe(script)
    assert plain.diagnostics == observed.diagnostics and len(plain.diagnostics) == 1
    assert plain.file.checked == observed.file.checked


def test_unsaved_text_replaces_that_of_any_file(tmp_path: Path) -> None:
    script = project(tmp_path)
    model = tmp_path / "model.py"
    overlay = {model: MODEL.replace("Linear(28", "Linear(27")}
    result, _ = observe(script, overlay=overlay)
    assert [d.code for d in result.diagnostics] == ["shape-mismatch"]
    assert result.reached == (model, script)


def test_a_module_may_be_unsaved_altogether(tmp_path: Path) -> None:
    script = project(tmp_path)
    (tmp_path / "model.py").unlink()
    _, observer = observe(script, overlay={tmp_path / "model.py": MODEL})
    assert seen(observer, "y") == ["(8, 10)"]


def test_an_analysis_ends_when_it_is_told_to(tmp_path: Path) -> None:
    script = tmp_path / "long.py"
    script.write_text(
        "import torch\nwhile torch.rand(1) < 2:\n    for i in range(10**6):\n        i\n"
    )
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 3

    with pytest.raises(Stopped):
        analyze_entry(script, Options(use_cache=False), stop=stop)
    assert len(asked) == 4


def test_attention_may_be_called_by_names(tmp_path: Path) -> None:
    text = (
        "import torch\nfrom torch.nn import functional as F\nx = torch.zeros(5, 2, 8)\nw = torch.zeros(24, 8)\n"
        "y, _ = F.multi_head_attention_forward(query=x, key=x, value=x, embed_dim_to_check=8, num_heads=2,\n"
        "    in_proj_weight=w, in_proj_bias=torch.zeros(24), bias_k=None, bias_v=None, add_zero_attn=False,\n"
        "    dropout_p=0.0, out_proj_weight=w[:8], out_proj_bias=w[0])\n"
        "z = F.scaled_dot_product_attention(query=y, key=y, value=y)\nreveal_shape(z)\n"
    )
    script = tmp_path / "train.py"
    script.write_text(text)
    result = analyze_entry(script, Options(use_cache=False), observer=Observer())
    assert [d.message for d in result.diagnostics] == ["(5, 2, 8)"]
