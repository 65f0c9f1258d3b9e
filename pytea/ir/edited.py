"""What an edit leaves as it was: the functions that are lowered from the lines of a text.

An analysis may go on from a place where nothing that was edited had run yet, see
``pytea.analysis.edited``. It keeps the code of the functions that are the same, with the line
numbers of the text before the edit: a function that was edited gets numbers that fit to those.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pytea.edited_lines import EditedLines, Hunk
from pytea.ir.code import Code
from pytea.ir.control import Assert, Branch, Jump
from pytea.ir.definitions import MakeClass, MakeFunction
from pytea.ir.instruction import Instruction
from pytea.records import immutable


@immutable()
class Enclosing:
    """The function that an edit happened in."""

    code: Code
    #: The classes around it, the outermost first.
    classes: tuple[Code, ...] = ()


def enclosing_function(module: Code, old: Sequence[str], hunk: Hunk) -> Enclosing | None:
    """Returns the function of a module, or of its classes, whose body holds an edited range.

    ``old`` is the text before. What was edited may begin behind the last statement of the function
    if nothing but comments stood there.
    """
    found = max(_functions(module, ()), key=lambda item: _last_line(item, hunk), default=None)
    if found is None or not 0 < found.code.span.line <= hunk.before_old:
        return None
    behind = old[found.code.span.end_line : hunk.before_old + hunk.old]
    return found if all(_is_blank(line) for line in behind) else None


def _last_line(found: Enclosing, hunk: Hunk) -> int:
    """Returns the line of a function for the choice of the last one before an edit."""
    line = found.code.span.line
    return line if line <= hunk.before_old else -1


def _is_blank(line: str) -> bool:
    return line.strip()[:1] in ("", "#")


def _functions(code: Code, classes: tuple[Code, ...]) -> Iterator[Enclosing]:
    for instruction in code.instructions:
        if isinstance(instruction, MakeClass):
            yield from _functions(instruction.code, (*classes, instruction.code))
        elif isinstance(instruction, MakeFunction) and instruction.code.kind == "function":
            yield Enclosing(instruction.code, classes)


def takes_the_place(old: Code, new: Code) -> bool:
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


def edited_functions(old: Code, new: Code, lines: EditedLines) -> list[tuple[Code, Code]] | None:
    """Returns the functions of a module that an edit changed: the old code and the new one.

    None where more than the bodies of functions was changed: what a module or a class does when it
    is run, or how a function is called.
    """
    found: list[tuple[Code, Code]] = []
    return found if _is_alike(old, new, lines, found) else None


def edited_behind(
    old: Code, new: Code, ran: int, lines: EditedLines
) -> tuple[list[tuple[Code, Code]], Code] | None:
    """Returns what an edit changed of a module of which the first ``ran`` instructions have run.

    That is the functions that these have defined, as in ``edited_functions``, and code with the line
    numbers of the old text that can go on at the next instruction. None where an edit reaches more.
    """
    found: list[tuple[Code, Code]] = []
    if any(loop.head < ran < loop.end for code in (old, new) for loop in code.loops):
        return None
    if not _is_alike(old, new, lines, found, ran):
        return None
    kept = {item.code.qualname: item.code for item in _functions(old, ())}
    return found, _with_old_functions(new, kept, lines)


def _is_alike(
    old: Code, new: Code, lines: EditedLines, found: list[tuple[Code, Code]], ran: int | None = None
) -> bool:
    """Returns whether the bodies of modules or classes do the same; collects edited functions.

    Where ``ran`` is given, only that many instructions of them are compared.
    """
    if not takes_the_place(old, new):
        return False
    most = len(old.instructions) if ran is None else ran
    if ran is None:
        if len(old.instructions) != len(new.instructions):
            return False
        if (old.registers, old.loops) != (new.registers, new.loops):
            return False
    # a body ends with two instructions that nobody wrote: they stand where its last line ends
    written = len(old.instructions) - 2
    pairs = zip(old.instructions[:most], new.instructions[:most], strict=False)
    for index, (a, b) in enumerate(pairs):
        after = new.spans[index]
        if index < written and old.spans[index] != lines.before(after):
            return False
        if ran is not None and isinstance(a, (Jump, Branch, Assert)):
            # how far a jump leads that has not come to an end hangs on what is edited
            a, b = _shortened(a, ran), _shortened(b, ran)
        if not _is_same_instruction(a, b, exact=lines.touches(after)):
            return False
        if isinstance(a, MakeClass) and isinstance(b, MakeClass):
            if not _is_alike(a.code, b.code, lines, found):
                return False
        elif isinstance(a, MakeFunction) and isinstance(b, MakeFunction):
            if _is_same(a.code, b.code, lines):
                continue
            if not takes_the_place(a.code, b.code):
                return False
            found.append((a.code, b.code))
    return True


def _shortened(instruction: Instruction, most: int) -> Instruction:
    """Returns a jump that leads to ``most`` at the farthest."""
    match instruction:
        case Jump(target):
            return Jump(min(target, most))
        case Branch(cond, then, other, assumed):
            return Branch(cond, min(then, most), min(other, most), assumed)
        case Assert(cond, passed):
            return Assert(cond, min(passed, most))
    return instruction


def _cells(code: Code) -> list[str]:
    return [name for name, _ in code.free_cells]


def _is_same(old: Code, new: Code, lines: EditedLines) -> bool:
    """Returns whether a function is what it was, but for the numbers of its lines."""
    if lines.touches(new.span) or lines.touched(old.span):
        return False
    if not takes_the_place(old, new) or len(old.instructions) != len(new.instructions):
        return False
    return all(
        _is_same_instruction(a, b)
        and before == lines.before(after)
        and all(_is_same(x, y, lines) for x, y in zip(_nested(a), _nested(b), strict=True))
        for a, b, before, after in zip(
            old.instructions, new.instructions, old.spans, new.spans, strict=True
        )
    )


def all_code(code: Code) -> Iterator[Code]:
    """Yields a piece of code and all that is defined in it."""
    yield code
    for instruction in code.instructions:
        for inner in _nested(instruction):
            yield from all_code(inner)


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


def renumbered(code: Code, lines: EditedLines) -> Code:
    """Returns code of the new text with the line numbers that ``EditedLines.before`` gives."""
    return _with_old_functions(code, {}, lines) if lines.moves else code


def _with_old_functions(code: Code, kept: Mapping[str, Code], lines: EditedLines) -> Code:
    """Returns the same; functions that are as they were before have the very code of then."""
    return replace(
        code,
        instructions=tuple([_renumbered(item, kept, lines) for item in code.instructions]),
        spans=tuple([lines.before(span) for span in code.spans]),
        span=lines.before(code.span),
    )


def _renumbered(
    instruction: Instruction, kept: Mapping[str, Code], lines: EditedLines
) -> Instruction:
    if not isinstance(instruction, (MakeFunction, MakeClass)):
        return instruction
    values = {name: getattr(instruction, name) for name in instruction.__match_args__}
    old = kept.get(instruction.code.qualname) if isinstance(instruction, MakeFunction) else None
    if old is not None and _is_same(old, instruction.code, lines):
        values["code"] = old
    else:
        values["code"] = _with_old_functions(instruction.code, kept, lines)
    return type(instruction)(**values)
