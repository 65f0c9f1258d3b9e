"""An analysis that goes on from a checkpoint tells what one from the beginning tells."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from pytea.analysis.checkpoint import _copied, _names_of
from pytea.analysis.edited import EditedEntry
from pytea.analysis.entry import Analysis, EntryResult, Observer, Stopped, analyze_entry
from pytea.analysis.relocation import Relocation
from pytea.config import Options
from pytea.edited_lines import EditedLines, Hunk
from pytea.errors import InternalError
from pytea.frontend.loading import MEMORY
from pytea.span import Span
from pytea.symbolic import next_serial

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
OPTIONS = Options(use_cache=False)

TRAIN = """
import torch
from model import Net

net = Net(8)
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)


def step(x, y):
    optimizer.zero_grad()
    loss = torch.nn.functional.cross_entropy(net(x), y)
    loss.backward()
    optimizer.step()
    return loss


for epoch in range(3):
    for start in range(0, 40, 16):
        x, y = torch.zeros(16, 8), torch.zeros(16, dtype=torch.long)
        step(x[: 40 - start], y)
"""
MODEL = """
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.first = nn.Linear(width, 16)
        self.last = nn.Linear(16, 4)

    def forward(self, x):
        # what follows is edited
        x = torch.relu(self.first(x))
        return self.last(x)


def unused(x):
    return x + 1
"""


@pytest.fixture(autouse=True)
def keeps_modules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets this process keep lowered modules, as the worker of the language server does."""
    monkeypatch.setattr(MEMORY, "modules", 300)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "train.py").write_text(TRAIN, encoding="utf-8")
    (tmp_path / "model.py").write_text(MODEL, encoding="utf-8")
    return tmp_path


def told(result: EntryResult, observer: Observer) -> list[object]:
    """Returns what a user can see of a result, with the same names for the same objects."""
    numbers: dict[int, int] = {0: 0}

    def number(address: int) -> int:
        return numbers.setdefault(address, len(numbers))

    seen = [
        (o.place, o.name, o.kind, o.shape, o.dtype, o.function, o.context, str(o.guard),
         number(o.subject), o.origin and (o.origin.operator, o.origin.file, o.origin.span))
        for o in observer.observations()
    ]  # fmt: skip
    modules = [
        (number(use.address), use.class_name, [(name, number(at)) for name, at in use.children],
         use.parameters, use.place, use.inputs, use.outputs, use.outermost, use.calls)
        for use in observer.modules.values()
    ]  # fmt: skip
    report = replace(result.file, seconds=0.0)
    decisions = list(observer.decisions.values())
    return [
        result.diagnostics, report, result.reached, result.suppression, result.called,
        result.consequences, seen, modules, decisions,
    ]  # fmt: skip


def agrees(entry: EditedEntry, path: Path, overlay: dict[Path, str]) -> int:
    """Compares an analysis with one from the beginning; returns how many went on so far."""
    observer, other = Observer(), Observer()
    result = entry.analyze(overlay, observer)
    expected = analyze_entry(path, OPTIONS, overlay=overlay, observer=other)
    for found, wanted in zip(told(result, observer), told(expected, other), strict=True):
        assert found == wanted
    return entry.resumed


EDITS = [
    MODEL,
    MODEL.replace("# what follows is edited", "half = 0.5"),
    MODEL.replace("# what follows is edited", "half = 0.25"),
    MODEL.replace("# what follows is edited", "half = 0.5\n        x = x * half\n"),
    MODEL.replace("# what follows is edited", "x = x.mean(dim=1)"),
    MODEL.replace("# what follows is edited", "x = x.mean(dim=1)  # pytea: ignore"),
    MODEL.replace("# what follows is edited", "if x.sum() > 0:\n            x = x[:, :8]"),
    MODEL.replace("        # what follows is edited\n", ""),
    MODEL.replace("return self.last(x)", "return self.last(x)[:, 0]"),
    MODEL.replace("return self.last(x)", "return self.first(x)"),
    MODEL.replace("return x + 1", "return x + 2"),
]


def test_a_function_of_an_imported_module(project: Path) -> None:
    model = project / "model.py"
    entry = EditedEntry(project / "train.py", OPTIONS)
    resumed = [agrees(entry, project / "train.py", {model: text}) for text in EDITS]
    # what never runs may be edited, too
    assert resumed == [*range(len(EDITS))]


def test_several_files(project: Path) -> None:
    train, model = project / "train.py", project / "model.py"
    entry = EditedEntry(train, OPTIONS)
    longer = TRAIN.replace("    loss.backward()\n", "    loss = loss + 0\n    loss.backward()\n")
    texts = [(TRAIN, EDITS[0]), (TRAIN, EDITS[1]), (longer, EDITS[4]), (longer, EDITS[3])]
    found = [agrees(entry, train, {train: one, model: other}) for one, other in texts]
    # step was called before forward: only the first checkpoint lies before both
    assert found == [0, 1, 2, 3]


def test_functions_take_turns(project: Path) -> None:
    train, model = project / "train.py", project / "model.py"
    entry = EditedEntry(train, OPTIONS)
    wider = MODEL.replace("self.first = nn", "extra = 1\n        self.first = nn")
    steps = [TRAIN.replace("x, y):\n", f"x, y):\n    x = x + {number}\n") for number in range(3)]
    longer = TRAIN.replace("    return loss", "    # the end\n    print(loss)\n    return loss")
    texts = [
        (TRAIN, MODEL),
        (TRAIN, EDITS[3]),
        (steps[0], EDITS[3]),
        (steps[1], EDITS[3]),
        (steps[1], EDITS[4]),
        (steps[2], wider),
        (steps[2], wider.replace("# what follows", "half = 0.5\n        #")),
        (longer.replace("    loss.backward()", "\n    loss.backward()"), wider),
        (longer, MODEL),
        (TRAIN, MODEL),
        (TRAIN, EDITS[4]),
    ]
    found = [agrees(entry, train, {train: one, model: other}) for one, other in texts]
    assert found == [*range(len(texts))]


def test_what_the_entry_does_last(project: Path) -> None:
    train, model = project / "train.py", project / "model.py"
    entry = EditedEntry(train, OPTIONS)
    behind = TRAIN.replace(
        "    return loss\n", "    return loss\n\n\ndef more(x):\n    return x[0]\n"
    )
    texts = [
        TRAIN,
        TRAIN.replace("lr=0.1", "lr=0.2"),
        TRAIN.replace("range(3)", "range(2)"),
        TRAIN.replace("for epoch", "if optimizer:\n    print(net)\nfor epoch"),
        TRAIN + "x = net(x)\ny = x @ x\n",
        TRAIN + "for y in x:\n    x = net(x)\n",
        behind,
        behind + "more(x)\n",
        behind.replace("x[0]", "x[0][0]") + "print(more(net(x)))\n",
        behind.replace("loss.backward()", "pass") + "more(x)\n",
        TRAIN,
    ]
    found = [agrees(entry, train, {train: text, model: MODEL}) for text in texts]
    assert found == [*range(len(texts))]
    assert agrees(entry, train, {train: TRAIN.replace("Net(8)", "Net(4 + 4)"), model: MODEL}) == 10


@pytest.mark.parametrize(
    ("text", "edits", "resumed"),
    [
        # code below the test of the name, a loop that comes first, a block that is not left
        ("def f(x):\n    return x\nif __name__:\n    f(1)\n    z\n", ["f(z)", "f(2)\n    f(3)"], 2),
        ("for n in range(3):\n    z = torch.ones(n)\nprint(z)\n", ["zz", "torch.ones(3)[n]"], 2),
        ("with torch.no_grad():\n    for n in range(3):\n        z = n\n", ["y"], 0),
        ("def f(x):\n    return x\nfor n in range(2):\n    f(n)\n    z = n\n", ["f(3)\n    y"], 1),
    ],
)
def test_scripts(project: Path, text: str, edits: list[str], resumed: int) -> None:
    train = project / "train.py"
    entry = EditedEntry(train, OPTIONS)
    for edit in ("z", *edits):
        agrees(entry, train, {train: "import torch\n" + text.replace("z", edit)})
    assert entry.resumed == resumed


def test_more_than_a_body(project: Path) -> None:
    model = project / "model.py"
    entry = EditedEntry(project / "train.py", OPTIONS)
    texts = [
        *EDITS[:3],
        MODEL.replace("16", "32"),
        MODEL.replace("class Net", "class Other: pass\n\nclass Net"),
        MODEL.replace("def unused(x)", "def unused(x, y)"),
        EDITS[2],
    ]
    found = [agrees(entry, project / "train.py", {model: text}) for text in texts]
    assert found == [0, 1, 2, 3, 3, 3, 3]


def test_a_broken_text_in_between(project: Path) -> None:
    train, model = project / "train.py", project / "model.py"
    entry = EditedEntry(train, OPTIONS)
    for text in EDITS[:3]:
        agrees(entry, train, {model: text})
    for overlay in ({model: EDITS[3] + "def ("}, {model: EDITS[3].replace("half", "half (", 1)}):
        result = entry.analyze(overlay, Observer())
        expected = analyze_entry(train, OPTIONS, overlay=overlay)
        assert result.diagnostics == expected.diagnostics
        assert [d.code for d in result.diagnostics] == ["syntax-error"]
        assert result.file.status == "invalid"
    assert agrees(entry, train, {model: EDITS[3]}) == 3


def test_other_files_change(project: Path) -> None:
    train, model = project / "train.py", project / "model.py"
    entry = EditedEntry(train, OPTIONS)
    for text in EDITS[:3]:
        agrees(entry, train, {model: text})
    train.write_text(TRAIN.replace("16", "20"), encoding="utf-8")
    assert agrees(entry, train, {model: EDITS[3]}) == 2
    assert agrees(entry, train, {model: EDITS[2]}) == 3
    package = project / "model"
    package.mkdir()
    (package / "__init__.py").write_text(EDITS[4], encoding="utf-8")
    assert agrees(entry, train, {model: EDITS[2]}) == 3
    (package / "__init__.py").unlink()
    package.rmdir()
    assert agrees(entry, train, {model: EDITS[2], project / "other.py": ""}) == 3


def test_a_stopped_analysis_leaves_the_checkpoint(project: Path) -> None:
    train, model = project / "train.py", project / "model.py"
    entry = EditedEntry(train, OPTIONS)
    for text in EDITS[:3]:
        agrees(entry, train, {model: text})
    with pytest.raises(Stopped):
        entry.analyze({model: EDITS[4]}, Observer(), lambda: True)
    assert agrees(entry, train, {model: EDITS[6]}) == 3


def test_entries_take_turns(project: Path) -> None:
    train, other, model = project / "train.py", project / "other.py", project / "model.py"
    other.write_text(TRAIN.replace("16", "12"), encoding="utf-8")
    entries = {path: EditedEntry(path, OPTIONS) for path in (train, other)}
    for text in EDITS[:4]:
        for path, entry in entries.items():
            agrees(entry, path, {model: text})
    assert all(entry.resumed == 3 for entry in entries.values())


def test_symbolic_values_outlive_another_analysis(project: Path) -> None:
    train, model = project / "train.py", project / "model.py"
    entry = EditedEntry(train, OPTIONS)
    entry.analyze({model: EDITS[1]}, Observer())
    before = next_serial()
    analyze_entry(train, OPTIONS, overlay={model: EDITS[2]})
    entry.analyze({model: EDITS[2]}, Observer())
    assert entry.resumed == 1
    assert next_serial() > before


def test_a_method_of_a_trainer() -> None:
    folder = CORPUS / "multifile_project"
    file = folder / "imgcls" / "engine.py"
    text = file.read_text(encoding="utf-8")
    head, found, tail = text.partition("        self.model.train()\n")
    assert found
    pieces = (
        "",
        "        count = 1\n",
        "        count = 1\n        step = 0\n",
        "        return {}\n",
    )
    entry = EditedEntry(folder / "train.py", OPTIONS)
    overlays = ({file: head + piece + found + tail} for piece in pieces)
    assert [agrees(entry, folder / "train.py", overlay) for overlay in overlays] == [0, 1, 2, 3]


def test_places_are_moved_in_copies(project: Path) -> None:
    analysis = Analysis(project / "train.py", OPTIONS, False, {}, Observer())
    analysis.run(None)
    failure = InternalError("it failed", Span(9, 1, 9, 5), str(project / "model.py"))
    analysis.findings.failures = {"it failed": failure}
    checked = {place.span.line for place in analysis.findings.checked if "model" in place.file}
    names = {place.file for place in analysis.findings.checked if "model" in place.file}
    lines = EditedLines((Hunk(3, 1, 3, 3),))
    Relocation(dict.fromkeys((*names, failure.file), lines)).apply(analysis)
    moved = analysis.findings.failures["it failed"]
    assert (moved.span.line, failure.span.line, str(moved)) == (11, 9, str(failure))
    found = {place.span.line for place in analysis.findings.checked if "model" in place.file}
    assert checked
    assert found == {line + 2 for line in checked}


def test_everything_that_is_noted_can_be_put_back(project: Path) -> None:
    analysis = Analysis(project / "train.py", OPTIONS, False, {}, Observer())
    analysis.run(None)
    for holder in (analysis.program, analysis.findings, analysis.machine, analysis.explorer):
        for name in _names_of(holder):
            value = getattr(holder, name)
            copied = _copied(value)
            if isinstance(value, (dict, list, set)):
                assert copied == value or name == "calls"
                assert copied is not value
    assert {item.name for item in fields(Observer)} == set(_names_of(analysis.observer))


PREPARED = """
import torch
from model import Net


def prepared(x):
    for _ in range(20):
        x = torch.relu(x + 1).reshape(4, 4, 8).flatten(0, 1)
    return x


def noisy(x):
    for _ in range(20):
        x = torch.relu(x) - torch.rand(16, 8)
    return x


net = Net(8)
for epoch in range(3):
    net(prepared(torch.zeros(16, 8)))
    net(noisy(torch.zeros(16, 8)))
"""


def steps_of(project: Path, overlays: list[dict[Path, str]]) -> list[int]:
    """Returns the steps that each analysis took behind the checkpoint or from the beginning."""
    entry, steps = EditedEntry(project / "train.py", OPTIONS), []
    for overlay in overlays:
        agrees(entry, project / "train.py", overlay)
        assert entry._early is not None
        steps.append(entry._early.analysis.explorer.steps)
    return steps


def test_calls_that_an_edit_does_not_reach(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "train.py").write_text(PREPARED, encoding="utf-8")
    overlays = [{project / "model.py": text} for text in EDITS[:9]]
    kept = steps_of(project, overlays)
    # no room for what was made since the checkpoint
    monkeypatch.setattr("pytea.analysis.checkpoint._SPARE", -1_000_000)
    dropped = steps_of(project, overlays)
    assert kept[0] == dropped[0]
    assert all(few < many - 400 for few, many in zip(kept[1:], dropped[1:], strict=True))


def test_an_edited_function_that_others_call(project: Path) -> None:
    train = project / "train.py"
    text = PREPARED.replace("def noisy", "def scaled(x):\n    return x * 2\n\n\ndef noisy")
    text = text.replace("torch.relu(x) - torch", "scaled(x) - torch")
    train.write_text(text, encoding="utf-8")
    entry = EditedEntry(train, OPTIONS)
    for edit in ("x * 2", "x * 3", "x[:8]", "x.t()", "x[:, :4].repeat(1, 2)", "x * 3"):
        agrees(entry, train, {train: text.replace("return x * 2", f"return {edit}")})
    assert entry.resumed == 5
