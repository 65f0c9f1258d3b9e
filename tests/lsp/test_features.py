"""Every feature of the server on small programs, over the standard streams."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest
from lsprotocol import types

from tests.lsp.editor import Editor, apply, line_range

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.xdist_group("lsp")]

MODEL = """\
import torch.nn as nn


class Net(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.fc = nn.Linear(28, width)

    def forward(self, x):
        y = self.fc(x)
        return y
"""
TRAIN = """\
import torch
from model import Net

net = Net(10)
first = net(torch.zeros(4, 28))
second = net(torch.zeros(8, 28))
total = first @ second
"""


def project(folder: Path, train: str = TRAIN, model: str = MODEL) -> tuple[str, str]:
    folder.mkdir()
    (folder / "model.py").write_text(model, encoding="utf-8")
    (folder / "train.py").write_text(train, encoding="utf-8")
    return (folder / "train.py").as_uri(), (folder / "model.py").as_uri()


async def test_an_error_is_pushed_with_all_that_is_known_of_it(
    editor: Editor, workspace: Path
) -> None:
    train, _ = project(workspace / "push")
    await editor.analysed(train, TRAIN)
    (found,) = await editor.until(lambda: editor.client.diagnostics.get(train))
    assert found.code == "shape-mismatch"
    assert found.severity is types.DiagnosticSeverity.Error
    assert found.source == "pytea"
    assert (found.range.start.line, found.range.start.character) == (6, 8)
    assert found.range.end.character == 22
    places = {info.location.range.start.line for info in found.related_information or ()}
    assert places
    href = found.code_description.href if found.code_description else ""
    assert Path(href.removeprefix("file://")).read_text().startswith("# shape-mismatch")


async def test_hints_show_assignments_and_parameters(editor: Editor, workspace: Path) -> None:
    train, model = project(workspace / "hints")
    await editor.analysed(train, TRAIN)
    # the last is what the refused product was meant to give, with its second factor transposed
    assert await editor.hints(train) == [(5, ": (4, 10)"), (6, ": (8, 10)"), (7, ": (4, 8)")]
    await editor.analysed(model, MODEL)
    assert await editor.hints(model) == [
        (9, ": (4, 28) | (8, 28)"),
        (10, ": (4, 10) | (8, 10)"),
    ]


async def test_a_hint_tells_who_called_and_where_the_shape_was_made(
    editor: Editor, workspace: Path
) -> None:
    train, model = project(workspace / "tooltips")
    await editor.analysed(train, TRAIN)
    await editor.analysed(model, MODEL)
    answer = await editor.client.text_document_inlay_hint_async(
        types.InlayHintParams(
            text_document=types.TextDocumentIdentifier(model), range=line_range(9)
        )
    )
    (hint,) = answer or []
    assert isinstance(hint.tooltip, types.MarkupContent)
    assert "from train.py:5: `(4, 28)`" in hint.tooltip.value
    assert "from train.py:6: `(8, 28)`" in hint.tooltip.value
    parts = [part for part in hint.label if isinstance(part, types.InlayHintLabelPart)]
    made = [part.location.range.start.line for part in parts if part.location]
    assert made == [4, 5]


async def test_hints_follow_the_setting(editor: Editor, workspace: Path) -> None:
    train, model = project(workspace / "modes")
    await editor.analysed(train, TRAIN)
    await editor.analysed(model, MODEL)
    try:
        await configure(editor, {"inlayHints": "assignments"})
        assert [line for line, _ in await editor.hints(model)] == [10]
        await configure(editor, {"inlayHints": "off"})
        assert await editor.hints(model) == []
    finally:
        await configure(editor, {"inlayHints": "all"})


async def configure(editor: Editor, settings: dict[str, object]) -> None:
    editor.client.workspace_did_change_configuration(
        types.DidChangeConfigurationParams(settings={"pytea": settings})
    )


async def test_hover_shows_the_shape_its_origin_and_the_callers(
    editor: Editor, workspace: Path
) -> None:
    train, model = project(workspace / "hover")
    await editor.analysed(train, TRAIN)
    await editor.analysed(model, MODEL)
    text = await editor.hover(model, 10, 9)
    assert "y: (4, 10) | (8, 10)" in text and "float32 cpu" in text
    assert "made by `F.linear` from `(4, 28)`, `(10, 28)`" in text
    assert "from train.py:6: `(8, 10)`" in text
    assert "x: (4, 28) | (8, 28)" in await editor.hover(model, 10, 21)
    assert await editor.hover(model, 2, 1) == ""


async def test_hover_on_a_call_says_what_the_operator_demands(
    editor: Editor, workspace: Path
) -> None:
    text = "import torch\na = torch.zeros(2, 3)\nb = torch.matmul(a, torch.zeros(3, 4))\n"
    uri = (workspace / "operators.py").as_uri()
    await editor.analysed(uri, text)
    found = await editor.hover(uri, 3, 12)
    assert "torch.matmul(input: Tensor, other: Tensor) -> Tensor" in found
    assert "(*, n, k), (*, k, m) -> (*, n, m)" in found
    assert "requires `input.ndim > 0 and other.ndim > 0`" in found


async def test_a_fix_is_offered_and_ends_its_finding(editor: Editor, workspace: Path) -> None:
    broken = TRAIN.replace("total = first @ second", "total = first.sum(dim=2)")
    train, _ = project(workspace / "fixes", broken)
    await editor.analysed(train, broken)
    found = await editor.until(
        lambda: [d for d in editor.client.diagnostics.get(train, ()) if fixes_of(d)]
    )
    assert [d.code for d in found] == ["dim-out-of-range"]
    fixes = [a for a in await editor.actions(train, line_range(7)) if a.is_preferred]
    assert [a.title for a in fixes] == ["use dim 1 instead of 2"]
    editor.change(train, apply(broken, fixes[0].edit.changes[train]))  # type: ignore[union-attr,index]
    await editor.until(lambda: editor.codes(train) == [])


def fixes_of(diagnostic: types.Diagnostic) -> list[object]:
    data = diagnostic.data
    return list(data["fixes"] if isinstance(data, dict) else getattr(data, "fixes", ()))


async def test_a_client_that_sends_no_data_back_gets_fixes(editor: Editor, workspace: Path) -> None:
    broken = TRAIN.replace("total = first @ second", "total = first.sum(dim=2)")
    train, _ = project(workspace / "forgetful", broken)
    await editor.analysed(train, broken)
    found = await editor.until(
        lambda: [d for d in editor.client.diagnostics.get(train, ()) if fixes_of(d)]
    )
    bare = attrs.evolve(found[0], data=None)
    given = await editor.client.text_document_code_action_async(
        types.CodeActionParams(
            text_document=types.TextDocumentIdentifier(train),
            range=bare.range,
            context=types.CodeActionContext(diagnostics=[bare]),
        )
    )
    assert "use dim 1 instead of 2" in [action.title for action in given or ()]


async def test_an_ignore_comment_silences_the_finding(editor: Editor, workspace: Path) -> None:
    train, _ = project(workspace / "ignore")
    await editor.analysed(train, TRAIN)
    await editor.until(lambda: editor.codes(train) == ["shape-mismatch"])
    actions = await editor.actions(train, line_range(7))
    (ignore,) = [a for a in actions if a.title == "Ignore shape-mismatch here"]
    changed = apply(TRAIN, ignore.edit.changes[train])  # type: ignore[union-attr,index]
    assert changed.splitlines()[6].endswith("  # pytea: ignore[shape-mismatch]")
    editor.change(train, changed)
    await editor.until(lambda: editor.codes(train) == [])


async def test_a_shape_is_written_as_assertion_and_as_comment(
    editor: Editor, workspace: Path
) -> None:
    train, _ = project(workspace / "assertion")
    await editor.analysed(train, TRAIN)
    actions = {a.title: a for a in await editor.actions(train, line_range(5))}
    assertion = actions["Assert the shape of first"].edit
    comment = actions["Write the shape of first as a comment"].edit
    assert assertion is not None and comment is not None
    asserted = apply(TRAIN, assertion.changes[train]).splitlines()  # type: ignore[index]
    assert asserted[5] == "assert first.shape == (4, 10)"
    commented = apply(TRAIN, comment.changes[train]).splitlines()  # type: ignore[index]
    assert commented[4] == "first = net(torch.zeros(4, 28))  # first: (4, 10)"


async def test_lenses_show_signatures_and_counts(editor: Editor, workspace: Path) -> None:
    train, model = project(workspace / "lenses")
    await editor.analysed(train, TRAIN)
    await editor.analysed(model, MODEL)
    assert await editor.lenses(model) == [(9, "(4, 28) → (4, 10)  |  (8, 28) → (8, 10)")]
    ((line, title),) = await editor.lenses(train)
    assert line == 1 and title.startswith("pytea: 1 path · ") and "checked" in title


async def test_definition_leads_to_the_operation_that_made_the_shape(
    editor: Editor, workspace: Path
) -> None:
    text = "import torch\na = torch.zeros(2, 3)\nb = a\nc = b\n"
    uri = (workspace / "origins.py").as_uri()
    await editor.analysed(uri, text)
    for method in ("definition", "type_definition"):
        ask = getattr(editor.client, f"text_document_{method}_async")
        params = types.DefinitionParams if method == "definition" else types.TypeDefinitionParams
        (place,) = await ask(
            params(
                text_document=types.TextDocumentIdentifier(uri),
                position=types.Position(line=3, character=4),
            )
        )
        assert (place.uri, place.range.start.line, place.range.start.character) == (uri, 1, 4)


async def test_values_with_the_same_symbol_are_highlighted(editor: Editor, workspace: Path) -> None:
    text = (
        "import argparse, torch\np = argparse.ArgumentParser()\n"
        "p.add_argument('--n', type=int, required=True)\nn = p.parse_args().n\n"
        "x = torch.zeros(n, 3)\ny = torch.zeros(3)\nz = x + 1\n"
    )
    uri = (workspace / "symbols.py").as_uri()
    await editor.analysed(uri, text)
    answer = await editor.client.text_document_document_highlight_async(
        types.DocumentHighlightParams(
            text_document=types.TextDocumentIdentifier(uri),
            position=types.Position(line=4, character=0),
        )
    )
    lines = {h.range.start.line for h in answer or []}
    assert lines == {3, 4, 6}


async def test_a_syntax_error_keeps_what_was_known(editor: Editor, workspace: Path) -> None:
    train, _ = project(workspace / "syntax")
    await editor.analysed(train, TRAIN)
    await editor.until(lambda: editor.codes(train) == ["shape-mismatch"])
    await editor.changed(train, TRAIN.replace("second = net(", "second = net(("))
    await editor.until(
        lambda: (
            editor.codes(train) == ["shape-mismatch", "syntax-error"]
            or editor.codes(train) == ["syntax-error", "shape-mismatch"]
        )
    )
    assert (5, ": (4, 10)") in await editor.hints(train)
    await editor.changed(train, "\n" + TRAIN)
    assert (6, ": (4, 10)") in await editor.hints(train)


async def test_unsaved_text_of_a_module_changes_the_errors_of_the_script(
    editor: Editor, workspace: Path
) -> None:
    good = TRAIN.replace("total = first @ second\n", "")
    train, model = project(workspace / "unsaved", good)
    await editor.analysed(train, good)
    await editor.analysed(model, MODEL)
    assert not editor.codes(model)
    editor.change(model, MODEL.replace("nn.Linear(28,", "nn.Linear(27,"))
    await editor.until(lambda: editor.codes(model) == ["shape-mismatch"])
    (found,) = editor.client.diagnostics[model]
    assert {i.location.uri for i in found.related_information or ()} >= {train}
    editor.close(model)
    await editor.until(lambda: editor.codes(model) == [])


async def test_a_module_alone_shows_the_error_that_its_entry_provokes(
    editor: Editor, workspace: Path
) -> None:
    broken = MODEL.replace("nn.Linear(28,", "nn.Linear(27,")
    _, model = project(workspace / "alone", TRAIN, broken)
    await editor.analysed(model, broken)
    await editor.until(lambda: editor.codes(model) == ["shape-mismatch"])


async def test_columns_are_counted_in_utf16_units(editor: Editor, workspace: Path) -> None:
    text = 'import torch\nx = "😀😀", torch.zeros(2) @ torch.zeros(3)\n'
    uri = (workspace / "unicode.py").as_uri()
    await editor.analysed(uri, text)
    (found,) = await editor.until(lambda: editor.client.diagnostics.get(uri))
    assert (found.range.start.character, found.range.end.character) == (12, 43)


async def test_a_form_feed_does_not_end_a_line(editor: Editor, workspace: Path) -> None:
    text = "import torch\n\f\nx = torch.zeros(2)\x0c\ny = x @ torch.zeros(3)\n"
    uri = (workspace / "feeds.py").as_uri()
    await editor.analysed(uri, text)
    (found,) = await editor.until(lambda: editor.client.diagnostics.get(uri))
    assert found.range.start.line == 3
    await editor.changed(uri, text.replace("y = x", "yy = x"))
    assert (3, ": (2,)") in await editor.hints(uri)


async def test_both_paths_are_offered_and_one_can_be_chosen(
    editor: Editor, workspace: Path
) -> None:
    text = (
        "import random, torch\nif random.random() < 0.5:\n    n = 3\nelse:\n    n = 4\n"
        "x = torch.zeros(n, 2)\n"
    )
    uri = (workspace / "paths.py").as_uri()
    await editor.analysed(uri, text)
    (entry,) = await editor.ask("pytea/paths", {"uri": uri})
    titles = [path["title"] for path in entry["paths"]]
    assert titles == ["random.random() < 0.5", "not (random.random() < 0.5)"]
    ((_, merged),) = [h for h in await editor.hints(uri) if h[0] == 6]
    assert merged.startswith(": (3 if ")
    for number, expected in ((0, ": (3, 2)"), (1, ": (4, 2)")):
        seen = len(editor.status)
        decisions = [[s["identity"], s["side"]] for s in entry["paths"][number]["steps"]]
        chosen = {"entry": entry["entry"], "arguments": [], "decisions": decisions}
        assert await editor.ask("pytea/choosePath", chosen)
        await editor.idle(seen)
        assert [h for h in await editor.hints(uri) if h[0] == 6] == [(6, expected)]
        (again,) = await editor.ask("pytea/paths", {"uri": uri})
        assert [path["chosen"] for path in again["paths"]] == [number == 0, number == 1]


async def test_modules_are_listed_with_shapes_and_parameters(
    editor: Editor, workspace: Path
) -> None:
    train, _ = project(workspace / "modules")
    await editor.analysed(train, TRAIN)
    (entry,) = await editor.ask("pytea/modules", {"uri": train})
    (net,) = entry["modules"]
    assert (net["name"], net["count"]) == ("Net", 290)
    (layer,) = net["children"]
    assert layer["name"] == "fc" and layer["class"] == "Linear"
    assert layer["inputs"] == ["(4, 28)", "(8, 28)"]
    assert layer["outputs"] == ["(4, 10)", "(8, 10)"]
    assert (layer["place"]["file"], layer["place"]["line"]) == ("model.py", 10)


async def test_severity_follows_the_setting(editor: Editor, workspace: Path) -> None:
    train, _ = project(workspace / "severity")
    await editor.analysed(train, TRAIN)
    await editor.until(lambda: editor.codes(train) == ["shape-mismatch"])
    try:
        await configure(editor, {"severity": {"shape-mismatch": "hint"}})
        await editor.until(
            lambda: (
                [d.severity for d in editor.client.diagnostics[train]]
                == [types.DiagnosticSeverity.Hint]
            )
        )
        await configure(editor, {"severity": {"shape-mismatch": "off"}})
        await editor.until(lambda: editor.codes(train) == [])
    finally:
        await configure(editor, {"severity": {}})


async def test_a_rule_is_explained(editor: Editor) -> None:
    params = types.ExecuteCommandParams(
        command="pytea.server.explainRule", arguments=["shape-mismatch"]
    )
    text = await editor.client.workspace_execute_command_async(params)
    assert text.startswith("# shape-mismatch")


async def test_a_file_that_nothing_calls_shows_what_its_functions_need(
    editor: Editor, workspace: Path
) -> None:
    folder = workspace / "library"
    folder.mkdir()
    text = (
        "import torch.nn as nn\n\nclass Net(nn.Module):\n    def __init__(self):\n"
        "        super().__init__()\n        self.conv = nn.Conv2d(3, 8, 3, padding=1)\n\n"
        "    def forward(self, x):\n        y = self.conv(x)\n        return y.mean((2, 3))\n"
    )
    uri = (folder / "net.py").as_uri()
    await editor.analysed(uri, text)
    lenses = dict(await editor.lenses(uri))
    assert lenses[8] == "x: (B, 3, H, W) → (B, 8)"
    hints = await editor.hints(uri)
    assert (8, ": (B, 3, H, W)") in hints
    assert (9, ": (B, 8, H, W)") in hints
