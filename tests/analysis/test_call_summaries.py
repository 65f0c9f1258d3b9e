"""Calls that repeat an earlier one cost next to nothing, and an observer sees them all the same."""

from __future__ import annotations

from pathlib import Path

from pytea.analysis.entry import Analysis, EntryResult, Observer, analyze_entry
from pytea.config import Options

BLOCKS = """
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.LayerNorm(8)
        self.up = nn.Linear(8, 32)
        self.down = nn.Linear(32, 8)

    def forward(self, x):
        return x + self.down(torch.relu(self.up(self.norm(x))))


class Net(nn.Module):
    def __init__(self, depth):
        super().__init__()
        self.blocks = nn.ModuleList([Block() for _ in range(depth)])

    def forward(self, x):
        for block in self.blocks:
            x = block(x)
        return x


net = Net({depth})
for _ in range({calls}):
    y = net(torch.zeros(2, 8))
"""


def steps(tmp_path: Path, depth: int, calls: int) -> int:
    """Returns how many instructions an analysis takes."""
    script = tmp_path / "train.py"
    script.write_text(BLOCKS.format(depth=depth, calls=calls), encoding="utf-8")
    analysis = Analysis(script, Options(use_cache=False), False, {}, None)
    found, report = analysis.run(None)
    assert found == () and report.unknown == 0 and report.checked == 9
    return analysis.explorer.steps


def test_equal_blocks_are_made_and_called_once(tmp_path: Path) -> None:
    few, many = (steps(tmp_path, depth, 1) for depth in (4, 40))
    assert many < 3.5 * few


def test_equal_calls_are_made_once(tmp_path: Path) -> None:
    one, many = (steps(tmp_path, 4, calls) for calls in (1, 6))
    assert many < 1.2 * one


def seen(script: Path) -> tuple[EntryResult, Observer]:
    observer = Observer()
    return analyze_entry(script, Options(use_cache=False), observer=observer), observer


def test_an_observer_sees_every_call(tmp_path: Path) -> None:
    script = tmp_path / "train.py"
    script.write_text(BLOCKS.format(depth=3, calls=2), encoding="utf-8")
    _, observer = seen(script)
    blocks = [use for use in observer.modules.values() if use.class_name == "Block"]
    assert [(use.calls, use.inputs, use.outputs) for use in blocks] == [
        (2, ["(2, 8)"], ["(2, 8)"])
    ] * 3
    norms = [use for use in observer.modules.values() if use.class_name == "LayerNorm"]
    assert [use.calls for use in norms] == [2] * 3
    subjects = {o.subject for o in observer.observations() if o.function == "Block.forward"}
    assert len(subjects) > 1 and subjects <= {0} | {use.address for use in blocks}


def test_each_call_is_told_with_what_led_to_it(tmp_path: Path) -> None:
    script = tmp_path / "train.py"
    text = BLOCKS.format(depth=2, calls=1) + "\nz = net(torch.zeros(2, 8))\n"
    script.write_text(text, encoding="utf-8")
    _, observer = seen(script)
    last = text.count("\n")
    contexts = {
        o.context[0].span.line for o in observer.observations() if o.function == "Block.forward"
    }
    assert contexts == {last - 2, last}


def test_a_path_that_lacks_the_objects_of_a_recorded_call() -> None:
    # without its configuration a program can be of several, and its paths have objects of their own
    script = Path(__file__).resolve().parents[2] / "corpus" / "multifile_project" / "train.py"
    text = script.read_text(encoding="utf-8")
    line = "    args = parse_args(argv)\n"
    assert line in text
    unsaved = text.replace(line, "")
    result = analyze_entry(script, Options(use_cache=False), overlay={script: unsaved})
    assert result.file.status != "failed"


SAMPLES = """
import torch
from torchvision import transforms

prepare = transforms.Compose([
    transforms.Resize(40), transforms.CenterCrop(32), transforms.ToTensor(),
    transforms.Normalize((0.5, 0.5, 0.5), (0.2, 0.2, 0.2)),
])
from PIL import Image
for name in ("a", "b"):
    first = prepare(Image.new("RGB", (50, 50)))
    second = prepare(Image.new("RGB", (50, 50)))
torch.nn.Linear(31, 2)(first)
torch.nn.Linear(31, 2)(second)
"""


def test_what_torch_does_is_told_where_the_user_asked_for_it(tmp_path: Path) -> None:
    script = tmp_path / "train.py"
    script.write_text(SAMPLES, encoding="utf-8")
    result = analyze_entry(script, Options(use_cache=False))
    made = [found.notes[0].span for found in result.diagnostics]
    lines = [n for n, text in enumerate(SAMPLES.splitlines(), 1) if "Image.new" in text]
    assert [span and span.line for span in made] == lines
