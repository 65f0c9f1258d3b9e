"""Where a script runs that ended early for want of something: with a GPU, with its options given."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pytea.diagnostics import Diagnostic
from pytea.machine.program import Program

#: What a program fails with that was not given what it wants.
_WANTING = frozenset(
    {"assertion-failed", "bad-argument", "missing-attribute", "missing-key", "uncaught-exception"}
)


def with_gpu(program: Program) -> None:
    """Lets the machine have a GPU."""
    program.gpu = True


def with_options(program: Program) -> None:
    """Lets options without a default be given, and variables of the environment be set."""
    program.open_surroundings = True


def with_flags(program: Program) -> None:
    """Lets switches be on, too."""
    program.open_surroundings = program.open_flags = True


def with_everything(program: Program) -> None:
    """Lets switches be on, too, and the machine have a GPU."""
    with_flags(program)
    with_gpu(program)


#: What is tried only where the program did not do its work without.
LAST_RESORTS = (with_flags, with_everything)
#: Operations of a program that waits for a switch that says what it is to do.
_IDLE = 8
#: Operations, and instructions, of a program that was busy: what it ended for was not want.
_BUSY = 32
_BUSY_STEPS = 200_000


def has_worked(program: Program, checked: int) -> bool:
    """Returns whether a program came to its end, and did what it is for."""
    return program.completed and checked > _IDLE


def other_surroundings(
    program: Program, found: Sequence[Diagnostic], checked: int, steps: int, *, gpu: bool
) -> tuple[Callable[[Program], None], ...]:
    """Returns in which surroundings a program may do more that ``checked`` so many operations.

    It took ``steps`` instructions; ``gpu`` says whether there may be one.
    """
    ended = not program.completed and not (checked > _BUSY and steps > _BUSY_STEPS)
    changes: list[Callable[[Program], None]] = []
    if gpu and ended and program.left and program.asked_gpu:
        changes.append(with_gpu)
    if program.asked_surroundings and (ended or any(d.code in _WANTING for d in found)):
        changes.append(with_options)
    idle = not has_worked(program, checked) and (program.left or program.completed)
    if idle and program.asked_flags:
        changes.append(with_everything if gpu else with_flags)
    return tuple(changes)


def gets_through(
    program: Program, found: Sequence[Diagnostic], again: Sequence[Diagnostic]
) -> bool:
    """Returns whether ``program`` ends well in other surroundings, where ``again`` was found.

    What is not found again of ``found`` must be faults of a program that was not given something.
    """
    there = {(d.file, d.span, d.code) for d in again}
    gone = [d for d in found if (d.file, d.span, d.code) not in there]
    wanting = all(d.code in _WANTING for d in gone)
    given = program.open_surroundings or program.gpu
    return program.completed and given and bool(gone) and wanting
