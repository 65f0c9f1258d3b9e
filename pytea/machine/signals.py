"""How an instruction says that it cannot simply go on. None of these is an error of ours."""

from __future__ import annotations

from pytea.records import immutable
from pytea.state.frame import Frame
from pytea.state.state import State
from pytea.symbolic import SymBool
from pytea.values.objects import Ref, Value


class Signal(Exception):
    """Base of the signals; an instruction that raises one has had no effect yet."""


class Split(Signal):
    """The state must fork on ``cond``; both sides execute the instruction again."""

    def __init__(self, cond: SymBool) -> None:
        super().__init__()
        self.cond = cond


class NeedCall(Signal):
    """An interpreted function must run first; its result becomes an answer to the instruction.

    With ``catch`` an exception of one of these builtin names becomes the answer ``Caught``.
    """

    def __init__(
        self,
        function: Value,
        args: list[Value],
        kwargs: dict[str, Value],
        catch: tuple[str, ...] = (),
    ) -> None:
        super().__init__()
        self.function, self.arguments, self.kwargs, self.catch = function, args, kwargs, catch


class NeedFrame(Signal):
    """A frame must run first (a module body, a generator); then the instruction runs again."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame


class Awaited(Signal):
    """A function that somebody waits for is about to run; the instruction is executed again.

    ``at_entry`` says that it is the first one that the entry itself calls.
    """

    def __init__(self, *, at_entry: bool) -> None:
        super().__init__()
        self.at_entry = at_entry


class Gather(Signal):
    """The paths that are behind this one must come here first; then the instruction runs again."""


class Raised(Signal):
    """The analysed program raises ``exception``.

    ``explicit`` is true for a ``raise`` statement of the program, which always ends what follows.
    """

    def __init__(self, exception: Value, *, explicit: bool = False) -> None:
        super().__init__()
        self.exception, self.explicit = exception, explicit


class Instead(Signal):
    """Another state goes on where this one does not."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self.state = state


class PathEnds(Signal):
    """Nothing more happens on this path: it ended, or it cannot happen."""


class Repeats(PathEnds):
    """The path would only go round in its loop once more, and leave it as others have left it."""


@immutable(eq=False)
class Caught:
    """The answer to a NeedCall whose function raised an exception that was to be caught."""

    exception: Ref


@immutable(eq=False)
class Finished:
    """The answer of a generator that returned ``value`` instead of giving an item."""

    value: Value


class NeedGenerator(Signal):
    """A generator must run up to its next item, which becomes an answer (or ``Finished``)."""

    def __init__(self, generator: Ref, sent: Value = None, raised: Value = None) -> None:
        super().__init__()
        self.generator, self.sent, self.raised = generator, sent, raised
