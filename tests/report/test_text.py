"""The text report, line by line, from diagnostics made by hand."""

from __future__ import annotations

from collections.abc import Sequence

from pytea.diagnostics import (
    Diagnostic,
    FileReport,
    Fix,
    Note,
    Report,
    Severity,
    TraceEntry,
    UnknownUse,
)
from pytea.report.frames import SourceTexts, frame
from pytea.report.styled import plain
from pytea.report.text import TextStyle, render_text
from pytea.span import Span

SOURCE = ("import torch", "", "x = torch.flatten(x, 1)", "x = self.fc1(x)", "")


def sources(**files: Sequence[str]) -> SourceTexts:
    return SourceTexts({name.replace("_py", ".py"): tuple(text) for name, text in files.items()})


def rendered(report: Report, **options: bool) -> str:
    lines = render_text(report, sources(train_py=SOURCE), TextStyle(**options))
    return "\n".join(map(plain, lines))


def mismatch() -> Diagnostic:
    span = Span(4, 5, 4, 16)
    return Diagnostic(
        "train.py", span, Severity.ERROR, "shape-mismatch",
        "input has 3136 features, but weight expects 9216",
        notes=(Note("x: (64, 3136) was made by torch.flatten", "train.py", Span(3, 5, 3, 24)),
               Note("the weight was made at build time")),
        trace=(TraceEntry("train.py", Span(117, 5, 117, 9), "<module>"),
               TraceEntry("train.py", Span(52, 5, 52, 9), "train"),
               TraceEntry("train.py", span, "Net.forward"),
               TraceEntry("lib.py", Span(7, 1, 7, 2), "inner")),
        path=('args.pool == "avg"',),
        witness=(("B", 32), ("len(data)", 60000)),
        fixes=(Fix("use nn.Linear(3136, 128)", "train.py", span, "..."),),
    )  # fmt: skip


def test_everything_a_diagnostic_says() -> None:
    file = FileReport("train.py", "complete", 2, 131, 0, errors=1, seconds=0.44)
    assert rendered(Report((mismatch(),), (file,))) == (
        "train.py:4:5 error[shape-mismatch] input has 3136 features, but weight expects 9216\n"
        "    3 │ x = torch.flatten(x, 1)\n"
        "    4 │ x = self.fc1(x)\n"
        "      │     ^^^^^^^^^^^\n"
        "   x: (64, 3136) was made by torch.flatten (train.py:3)\n"
        "   the weight was made at build time\n"
        '   when args.pool == "avg"\n'
        "   for example B = 32, len(data) = 60000\n"
        "   called from train.py:52 in train(), train.py:117 in <module>\n"
        "   which calls lib.py:7 in inner()\n"
        "   fix: use nn.Linear(3136, 128)\n"
        "\n"
        "checked train.py: 1 error · 131 operations checked, 0 unknown · 2 paths · 0.4 s"
    )


def test_two_diagnostics_are_kept_apart_and_quiet_has_no_summary() -> None:
    bare = Diagnostic("gone.py", Span(1, 1, 1, 2), Severity.WARNING, "a", "one")
    other = Diagnostic("gone.py", Span(0, 0, 0, 0), Severity.INFO, "b", "two")
    report = Report((bare, other), (FileReport("gone.py", "complete"),))
    assert rendered(report, quiet=True) == "gone.py:1:1 warning[a] one\n\ngone.py info[b] two"


def test_the_summary_says_what_happened() -> None:
    use = UnknownUse("foo.bar", "no stub", "a.py", 17)
    files = (
        FileReport("a.py", "complete", 1, 3, 1, (use,), warnings=2, errors=2),
        FileReport("b.py", "partial", 0, limits=("stopped after 9 steps",)),
        FileReport("c.py", "failed"),
        FileReport("d.py", "invalid", errors=1),
        FileReport("e.py", "invalid"),
    )
    report = Report((), files, remarks=("the cache cannot be written",))
    assert rendered(report, show_unknown=True) == (
        "checked a.py: 2 errors, 2 warnings · 3 operations checked, 1 unknown · 1 path · 0.0 s\n"
        "   a.py:17 foo.bar: no stub\n"
        "checked b.py: no errors · 0 operations checked, 0 unknown · no path · incomplete · 0.0 s\n"
        "   stopped after 9 steps\n"
        "not checked c.py: no errors\n"
        "not checked d.py: 1 error\n"
        "the cache cannot be written"
    )


def framed(text: str, span: Span, width: int = 80) -> list[str]:
    return [plain(line) for line in frame(text.split("\n"), span, "error", width)]


def test_tabs_and_wide_characters_are_underlined_where_they_are_shown() -> None:
    assert framed("\tx = f(a)", Span(1, 6, 1, 10)) == [
        "    1 │     x = f(a)",
        "      │         ^^^^",
    ]
    assert framed("名 = f(a)", Span(1, 5, 1, 9)) == ["    1 │ 名 = f(a)", "      │      ^^^^"]


def test_an_empty_line_above_is_left_out() -> None:
    assert framed("\nf(a)", Span(2, 1, 2, 5)) == ["    2 │ f(a)", "      │ ^^^^"]


def test_a_span_over_several_lines_is_marked_to_the_end_of_its_first() -> None:
    assert framed("y = f(\n  a)", Span(1, 5, 2, 5)) == ["    1 │ y = f(", "      │     ^^"]


def test_a_place_outside_of_the_file_has_no_frame() -> None:
    assert framed("x", Span(7, 1, 7, 2)) == []
    assert framed("x", Span(0, 0, 0, 0)) == []


def test_control_characters_do_not_reach_the_terminal() -> None:
    (line, _) = framed("x = '\x1b[31m'", Span(1, 1, 1, 2))
    assert line == "    1 │ x = '·[31m'"


def test_a_long_line_is_cut_around_the_place() -> None:
    text = "a" * 100 + "call()" + "b" * 100
    source, mark = framed(text, Span(1, 101, 1, 107), width=40)
    assert source == "    1 │ …aaaaaaacall()bbbbbbbbbbbbbbbbb…"
    assert mark.index("^") == source.index("call()")
    assert len(source) <= 40


def test_a_file_that_cannot_be_read_has_no_lines(tmp_path: object) -> None:
    assert SourceTexts().lines(f"{tmp_path}/gone.py") == ()
