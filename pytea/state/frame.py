"""One activation of a function, class body or module: registers, handlers, loops, return path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytea.ir.code import Code
from pytea.ir.nesting import innermost_loops
from pytea.records import immutable
from pytea.symbolic import Bool, Int
from pytea.values.objects import UNBOUND, Ref, Value

if TYPE_CHECKING:
    from pytea.state.call_summary import Recording
    from pytea.state.state import State
    from pytea.state.trial import Trial
    from pytea.state.widen import Growth


@immutable()
class Handler:
    """An active ``try`` or ``with``: see the instruction PushHandler."""

    target: int
    dst: int
    kind: str
    types: tuple[str, ...]
    #: How many exceptions were being handled when it was pushed.
    depth: int = 0


@immutable(eq=False)
class LoopRecord:
    """How far a loop of this frame has come."""

    #: Rounds that were begun.
    rounds: int
    #: Steps of the state when the loop was entered.
    steps: int
    #: "running" round by round, "trial" (it may stand for all others), "marked" (a snapshot was taken), "generic" (one round stands for
    #: many), "last" (the last round of a known number), "over".
    mode: str = "running"
    #: The state at an earlier arrival at the head, against which changes are widened.
    snapshot: State | None = None
    #: How often any path had forked at the last arrival at the head.
    splits: int = 0
    #: Rounds in which a path forked.
    forked: int = 0
    #: A loop inside went through its rounds in summary.
    summarized: bool = False
    #: Lists that grew in the round before the generic one, and how many rounds there were then.
    growth: tuple[Growth, ...] = ()
    grown_at: int = 0
    #: The serial of the next symbol and the address of the next object when the loop was entered.
    began: tuple[int, int] = (0, 0)
    #: The condition of the path at the last arrival at the head.
    guard: Bool = True
    #: Rounds in which a path forked whose halves had not met again at their end.
    parted: int = 0
    #: The state at the first arrival at the head, where the second round may be a trial.
    entry: State | None = None
    #: What the round that is a trial needs.
    trial: Trial | None = None
    #: How often what the rounds change was looked for again, since no path had left the loop.
    again: int = 0
    #: The state at the beginning of a round that stands for several, and the serial of the first
    #: symbol that was made to stand for what those before had changed.
    generic: tuple[State, int] | None = None

    def next_round(self, splits: int, guard: Bool) -> LoopRecord:
        """Returns the record at the beginning of one more round, at ``splits`` forks."""
        forked = self.splits != splits
        return LoopRecord(
            self.rounds + 1,
            self.steps,
            self.mode,
            self.snapshot,
            splits,
            self.forked + forked,
            self.summarized,
            self.growth,
            self.grown_at,
            self.began,
            guard,
            self.parted + (forked and guard is not self.guard),
            self.entry,
            self.trial,
            self.again,
            self.generic,
        )


@immutable(eq=False)
class Continuation:
    """What to do with the value that a frame returns.

    ``kind``: "store" (into ``dst`` of the caller), "instance" (``subject`` is delivered instead),
    "answer" (kept for the instruction of the caller, which is executed again), "try" (the same,
    and an exception becomes an answer too), "again" (the instruction of the caller is executed
    again without it), "next" (an item for a ForNext of the caller), "class" (the body of a class
    has ended), "module" (the body of a module has ended).
    """

    kind: str
    dst: int = -1
    subject: Value = None
    exit: int = -1
    #: For "instance": what becomes of the instance.
    inner: Continuation | None = None


STORE_NOWHERE = Continuation("store")
_STORES = tuple(Continuation("store", dst) for dst in range(64))


def store_into(dst: int) -> Continuation:
    """Returns the continuation that puts the value into a register of the caller."""
    return _STORES[dst] if 0 <= dst < len(_STORES) else Continuation("store", dst)


class Frame:
    """The mutable record of an activation; see ``State.top`` for who may change it."""

    __slots__ = (
        "answers",
        "axes",
        "back",
        "code",
        "continuation",
        "current",
        "delegating",
        "function",
        "generator",
        "guard",
        "handlers",
        "loops",
        "module",
        "namespace",
        "owner",
        "pc",
        "recording",
        "regs",
    )  # fmt: skip

    def __init__(self, code: Code, module: Ref, continuation: Continuation) -> None:
        self.code = code
        self.module = module
        self.continuation = continuation
        self.pc = 0
        self.regs: list[Value] = [UNBOUND] * len(code.registers)
        self.handlers: tuple[Handler, ...] = ()
        #: Results of calls that the instruction at ``pc`` asked for.
        self.answers: tuple[Value, ...] = ()
        #: The exceptions being handled, innermost last.
        self.current: tuple[Value, ...] = ()
        self.loops: list[LoopRecord | None] = [None] * len(code.loops)
        #: The dict of a class body.
        self.namespace: Ref | None = None
        #: The function that runs here.
        self.function: Ref | None = None
        #: The generator object that this frame belongs to.
        self.generator: Ref | None = None
        #: A back edge was just taken.
        self.back = False
        #: Suspended inside a ``yield from``, which is executed again when the frame goes on.
        self.delegating = False
        self.owner: object = None
        #: The sizes of the axes that annotations of the parameters name.
        self.axes: dict[str, Int] | None = None
        #: The condition of the path when the call began.
        self.guard: Bool = True
        #: What the call reads and writes, while that is recorded.
        self.recording: Recording | None = None

    def copy(self) -> Frame:
        """Returns a frame that can run on independently of this one."""
        twin = Frame.__new__(Frame)
        twin.code, twin.module, twin.continuation = self.code, self.module, self.continuation
        twin.pc, twin.regs, twin.handlers = self.pc, list(self.regs), self.handlers
        twin.answers, twin.current, twin.loops = self.answers, self.current, list(self.loops)
        twin.namespace, twin.function = self.namespace, self.function
        twin.generator, twin.back, twin.owner = self.generator, self.back, None
        twin.delegating, twin.axes, twin.guard = self.delegating, self.axes, self.guard
        twin.recording = self.recording
        return twin

    def take_code(self, code: Code) -> None:
        """Goes on in other code that is the same up to here; no loop may be running."""
        known = len(self.regs)
        self.regs += [UNBOUND] * (len(code.registers) - known)
        self.loops += [None] * (len(code.loops) - len(self.loops))
        self.code = code

    def position(self, pc: int) -> tuple[int, ...]:
        """Returns how far the frame has come at ``pc``: loop heads and rounds, then the index."""
        loops = self.code.loops
        if not loops:
            return pc, len(self.answers)
        chain: list[int] = []
        around = innermost_loops(self.code)
        inner = around[pc] if pc < len(around) else -1
        while inner >= 0:
            record = self.loops[inner]
            chain.append(record.rounds if record is not None else 0)
            chain.append(loops[inner].head)
            inner = loops[inner].parent
        chain.reverse()
        chain.append(pc)
        chain.append(len(self.answers))
        return tuple(chain)
