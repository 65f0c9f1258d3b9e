"""What was edited in files that an analysis has read: new bodies of functions, if it is no more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path

from pytea.config.shipped import bundled_stubs
from pytea.edited_lines import EditedLines, Hunk
from pytea.frontend import SourceError, lower_function, read_source
from pytea.frontend.loading import lowered
from pytea.ir.code import Code, Module
from pytea.ir.data import VALUES
from pytea.ir.edited import (
    Enclosing,
    edited_behind,
    edited_functions,
    enclosing_function,
    renumbered,
    takes_the_place,
)
from pytea.records import mutable
from pytea.span import SourceFile

#: The modules of the user by file, with the text that they were made from.
Texts = dict[Path, tuple[SourceFile, dict[str, Module]]]


class Unfit(Exception):
    """More was edited than the bodies of functions, or of functions that had run."""


class Unparsed(Exception):
    """A file cannot be parsed that could be parsed the last time."""


@mutable()
class Edits:
    """What was edited since a text was lowered."""

    texts: dict[str, SourceFile] = field(default_factory=dict)
    #: By file in reports: where lines have other numbers.
    lines: dict[str, EditedLines] = field(default_factory=dict)
    #: New code, with the line numbers of the text before, by the identity of the code before.
    bodies: dict[int, Code] = field(default_factory=dict)
    #: The code before, by its identity.
    originals: dict[int, Code] = field(default_factory=dict)
    #: New code for the entry itself, which goes on at the place that it had come to.
    entry: Code | None = None


def edits_of(
    texts: Texts,
    overlay: Mapping[Path, str],
    may_change: Callable[[Code], bool],
    entry: tuple[Code, int] | None,
) -> Edits:
    """Returns the edits of files since they had these texts.

    ``entry`` is the code of the entry and the place that it had come to. Raises Unfit if the edits
    reach more than what is behind it and functions for which ``may_change`` holds; and Unparsed.
    """
    edits = Edits()
    for file, (before, modules) in texts.items():
        text = text_now(file, before, overlay)
        if text is before:
            continue
        lines = EditedLines.between(before.lines, text.lines)
        for name, module in modules.items():
            ran = entry[1] if entry is not None and module.code is entry[0] else None
            found, behind = _edited(before, module, name, text, lines, ran)
            edits.entry = edits.entry or behind
            for old, new in found:
                if not may_change(old):
                    raise Unfit
                edits.originals[id(old)] = old
                edits.bodies[id(old)] = renumbered(new, lines)
        edits.texts[before.display] = text
        if lines.moves:
            edits.lines[before.display] = lines
    return edits


def text_now(file: Path, before: SourceFile, overlay: Mapping[Path, str]) -> SourceFile:
    """Returns the text of a file; the same object if it is as it was."""
    unsaved = overlay.get(file)
    if unsaved is None:
        try:
            unsaved = read_source(file, before.display).text
        except (OSError, SourceError) as error:
            raise Unfit from error
    return before if unsaved == before.text else SourceFile(file, before.display, unsaved)


def edited_in(
    module: Module, name: str, text: SourceFile, lines: EditedLines
) -> list[tuple[Code, Code]]:
    """Returns the edited functions of a file, before and after.

    The new code is what an analysis of the new text finds in memory. Raises Unfit if there is more,
    and Unparsed.
    """
    found = edited_functions(module.code, _lowered(module, name, text).code, lines)
    if found is None:
        raise Unfit
    return found


def _edited(
    before: SourceFile,
    module: Module,
    name: str,
    text: SourceFile,
    lines: EditedLines,
    ran: int | None,
) -> tuple[list[tuple[Code, Code]], Code | None]:
    """Returns the same, with new code for a module of which so many instructions have run."""
    alone = _edited_alone(before, module, text, lines)
    if alone is not None:
        return alone, None
    if ran is None:
        return edited_in(module, name, text, lines), None
    new = _lowered(module, name, text)
    found = edited_functions(module.code, new.code, lines)
    if found is not None:
        return found, None
    behind = edited_behind(module.code, new.code, ran, lines)
    if behind is None:
        raise Unfit
    return behind


def _lowered(module: Module, name: str, text: SourceFile) -> Module:
    try:
        new = lowered(text, name, None, observed=VALUES)
    except SourceError as error:
        raise Unparsed from error
    if module.faults or new.faults:
        raise Unfit
    return new


def _edited_alone(
    before: SourceFile, module: Module, text: SourceFile, lines: EditedLines
) -> list[tuple[Code, Code]] | None:
    """Returns the functions that were edited, if they can be told without the rest of the file."""
    around: dict[int, tuple[Enclosing, list[Hunk]]] = {}
    for hunk in lines.hunks:
        old = enclosing_function(module.code, before.lines, hunk)
        if (
            old is None
            or module.faults
            or any("[" in before.line(c.span.line) for c in old.classes)
        ):
            # type parameters of a class are cells of its methods
            return None
        around.setdefault(id(old.code), (old, []))[1].append(hunk)
    found: list[tuple[Code, Code]] = []
    for old, hunks in around.values():
        last = hunks[-1].before_new + hunks[-1].new
        span = lines.after(old.code.span)
        names = tuple(code.name for code in old.classes)
        lone = lower_function(text, span.line, max(span.end_line, last), names)
        if lone is None:
            return None
        code, body_line = lone
        if body_line > hunks[0].before_new + 1 or not takes_the_place(old.code, code):
            return None
        found.append((old.code, code))
    return found


def texts_of(
    texts: Mapping[str, SourceFile], modules: Mapping[tuple[Path, str], Module | None]
) -> Texts:
    """Returns the files that are not ours, with the modules made from them."""
    found: Texts = {}
    by_path = {text.path: text for text in texts.values()}
    for (file, name), module in modules.items():
        text = by_path.get(file)
        if module is not None and text is not None and not file.is_relative_to(bundled_stubs()):
            found.setdefault(file, (text, {}))[1][name] = module
    return found
