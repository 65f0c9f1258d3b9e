"""What an edit leaves as it was: the lines of a text, and the functions that are lowered from them.

An analysis may go on from a place where nothing that was edited had run yet, see
``pytea.analysis.edited``. It keeps the code of the functions that are the same, with the line
numbers of the text before the edit: a function that was edited gets numbers that fit to those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pytea.ir.code import Code
from pytea.ir.definitions import MakeClass, MakeFunction
from pytea.ir.instruction import Instruction
from pytea.records import immutable
from pytea.span import NOWHERE, Span

#: What is added to the numbers of new lines for which the old text has none to spare.
_FRESH = 10_000_000


@immutable()
class Lines:
    """How the lines of a text correspond to those of the same text before an edit."""

    #: How many lines at the beginning are the same, and how many stand between those and the lines
    #: at the end that are the same: in the old and in the new text.
    kept: int
    old: int
    new: int

    @staticmethod
    def between(old: Sequence[str], new: Sequence[str]) -> Lines:
        """Returns the correspondence with the fewest lines in between."""
        shorter = min(len(old), len(new))
        kept = 0
        while kept < shorter and old[kept] == new[kept]:
            kept += 1
        end = 0
        while end < shorter - kept and old[-1 - end] == new[-1 - end]:
            end += 1
        return Lines(kept, len(old) - kept - end, len(new) - kept - end)

    @property
    def moves(self) -> bool:
        """Whether any line that is the same has another number than before."""
        return self.old != self.new

    def before(self, span: Span) -> Span:
        """Returns the place in the numbers of the old text for a place in the new one."""
        return self._moved(span, self._line_before)

    def after(self, span: Span) -> Span:
        """Returns the place in the new text for one in the numbers that ``before`` gives."""
        return self._moved(span, self._line_after)

    def touches(self, span: Span) -> bool:
        """Returns whether a place in the new text has a line in it that is not the same."""
        return span.end_line > self.kept and span.line <= self.kept + self.new

    def touched(self, span: Span) -> bool:
        """Returns whether a place in the old text has a line in it that is not the same."""
        return span.end_line > self.kept and span.line <= self.kept + self.old

    def _line_before(self, line: int) -> int:
        if line <= self.kept + min(self.old, self.new):
            return line
        if line <= self.kept + self.new:
            return line + _FRESH
        return line - self.new + self.old

    def _line_after(self, line: int) -> int:
        if line > _FRESH:
            return line - _FRESH
        return line if line <= self.kept + self.old else line - self.old + self.new

    def _moved(self, span: Span, number: Callable[[int], int]) -> Span:
        if not self.moves or span.end_line <= self.kept or span == NOWHERE:
            return span
        return Span(number(span.line), span.column, number(span.end_line), span.end_column)


def edited_functions(old: Code, new: Code, lines: Lines) -> list[tuple[Code, Code]] | None:
    """Returns the functions of a module that an edit changed: the old code and the new one.

    None where more than the bodies of functions was changed: what a module or a class does when it
    is run, or how a function is called.
    """
    found: list[tuple[Code, Code]] = []
    return found if _is_alike(old, new, lines, found) else None


def _is_alike(old: Code, new: Code, lines: Lines, found: list[tuple[Code, Code]]) -> bool:
    """Returns whether the bodies of modules or classes do the same; collects edited functions."""
    if not _fits(old, new) or len(old.instructions) != len(new.instructions):
        return False
    if (old.registers, old.loops) != (new.registers, new.loops):
        return False
    # a body ends with two instructions that nobody wrote: they stand where its last line ends
    written = len(old.instructions) - 2
    for index, (a, b) in enumerate(zip(old.instructions, new.instructions, strict=True)):
        after = new.spans[index]
        if index < written and old.spans[index] != lines.before(after):
            return False
        if not _is_same_instruction(a, b, exact=lines.touches(after)):
            return False
        if isinstance(a, MakeClass) and isinstance(b, MakeClass):
            if not _is_alike(a.code, b.code, lines, found):
                return False
        elif isinstance(a, MakeFunction) and isinstance(b, MakeFunction):
            if _is_same(a.code, b.code, lines):
                continue
            if not _fits(a.code, b.code):
                return False
            found.append((a.code, b.code))
    return True


def _fits(old: Code, new: Code) -> bool:
    """Returns whether code can take the place of other code wherever that is defined."""
    return (
        old.name == new.name
        and old.qualname == new.qualname
        and old.kind == new.kind
        and old.parameters == new.parameters
        and _cells(old) == _cells(new)
        and old.is_generator == new.is_generator
        and old.is_async == new.is_async
        and old.docstring == new.docstring
    )


def _cells(code: Code) -> list[str]:
    return [name for name, _ in code.free_cells]


def _is_same(old: Code, new: Code, lines: Lines) -> bool:
    """Returns whether a function is what it was, but for the numbers of its lines."""
    if lines.touches(new.span) or lines.touched(old.span):
        return False
    if not _fits(old, new) or len(old.instructions) != len(new.instructions):
        return False
    return all(
        _is_same_instruction(a, b)
        and before == lines.before(after)
        and all(_is_same(x, y, lines) for x, y in zip(_nested(a), _nested(b), strict=True))
        for a, b, before, after in zip(
            old.instructions, new.instructions, old.spans, new.spans, strict=True
        )
    )


def _nested(instruction: Instruction) -> Iterator[Code]:
    if isinstance(instruction, (MakeFunction, MakeClass)):
        yield instruction.code


def _is_same_instruction(a: Instruction, b: Instruction, *, exact: bool = False) -> bool:
    """Returns whether two instructions do the same, but for code in them.

    ``exact`` tells constants apart that are equal: 1, 1.0 and True.
    """
    if exact and repr(_own(a)) != repr(_own(b)):
        return False
    return type(a) is type(b) and _own(a) == _own(b)


def _own(instruction: Instruction) -> object:
    """Returns what an instruction consists of beside code in it."""
    if not isinstance(instruction, (MakeFunction, MakeClass)):
        return instruction
    names = [name for name in instruction.__match_args__ if name != "code"]
    return [getattr(instruction, name) for name in names]


def renumbered(code: Code, lines: Lines) -> Code:
    """Returns code of the new text with the line numbers that ``Lines.before`` gives."""
    if not lines.moves:
        return code
    return replace(
        code,
        instructions=tuple([_renumbered(item, lines) for item in code.instructions]),
        spans=tuple([lines.before(span) for span in code.spans]),
        span=lines.before(code.span),
    )


def _renumbered(instruction: Instruction, lines: Lines) -> Instruction:
    if not isinstance(instruction, (MakeFunction, MakeClass)):
        return instruction
    values = {name: getattr(instruction, name) for name in instruction.__match_args__}
    values["code"] = renumbered(instruction.code, lines)
    return type(instruction)(**values)
