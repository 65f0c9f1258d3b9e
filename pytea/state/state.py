"""One path through the analysed program, changed in place by the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytea.records import immutable
from pytea.state.frame import Frame
from pytea.state.heap import Heap
from pytea.symbolic import Bool, SymBool
from pytea.symbolic.atoms import Test
from pytea.symbolic.nodes import nodes_of
from pytea.values.defaults import AT_START, Defaults
from pytea.values.history import History
from pytea.values.objects import Ref

if TYPE_CHECKING:
    from pytea.state.call_summary import Recording


@immutable(eq=False)
class Round:
    """The round of a loader loop that the state is in, where errors get a code of their own."""

    #: What the user should know: {"len(train_set)": 60000, "batch_size": 64}.
    facts: tuple[tuple[str, object], ...]
    #: Whether such a round certainly exists.
    certain: bool
    #: The generator that gives the batches: the round ends with it.
    generator: Ref | None = None


class State:
    """Frames, heap and path condition of one path."""

    __slots__ = (
        "backwards", "defaults", "facts", "forgotten", "frames", "freed", "generic", "grad", "guard", "heap", "inference", "inferred",
        "modules", "recordings", "representatives", "round", "splits", "steps", "token",
    )  # fmt: skip

    def __init__(self, heap: Heap) -> None:
        self.frames: list[Frame] = []
        self.heap = heap
        #: Which runs are on this path, as a decision diagram over what was not decided.
        self.guard: Bool = True
        #: What requirements and assertions have established, beside the guard.
        self.facts: tuple[SymBool, ...] = ()
        #: sys.modules.
        self.modules: dict[str, Ref] = {}
        #: By hash: the objects with a ``__hash__`` of the program that stand for their equals.
        self.representatives: dict[object, tuple[Ref, ...]] = {}
        self.round: Round | None = None
        #: The next item of the innermost loop stands for several: its round is a generic one.
        self.generic = False
        #: Whether torch records gradients.
        self.grad = True
        #: Whether torch is in inference mode.
        self.inference = False
        #: Whether it ever was.
        self.inferred = False
        #: Another object when leaves may have got a gradient that no one has seen.
        self.backwards = object()
        #: For each of the last backward passes: the nodes whose saved tensors it freed.
        self.freed: tuple[frozenset[History], ...] = ()
        #: torch's default dtype and device, and its autocast regions.
        self.defaults: Defaults = AT_START
        self.steps = 0
        #: Tests that were dropped from the guard: values that hang on them may not fit together.
        self.forgotten: frozenset[Test] = frozenset()
        #: How often this path forked.
        self.splits = 0
        #: The calls that are running and may get a summary, innermost last.
        self.recordings: tuple[Recording, ...] = ()
        self.token = object()

    def top(self) -> Frame:
        """Returns the running frame, copied first if a forked state shares it."""
        frame = self.frames[-1]
        if frame.owner is not self.token:
            frame = frame.copy()
            frame.owner = self.token
            self.frames[-1] = frame
        return frame

    def push(self, frame: Frame) -> None:
        """Starts a frame."""
        frame.owner = self.token
        self.frames.append(frame)

    def fork(self) -> State:
        """Returns a second state that shares everything until one of them changes it."""
        twin = State(self.heap.fork())
        twin.frames = list(self.frames)
        twin.guard, twin.facts, twin.modules = self.guard, self.facts, dict(self.modules)
        twin.round, twin.steps, twin.generic = self.round, self.steps, self.generic
        twin.grad, twin.splits = self.grad, self.splits
        twin.inference, twin.inferred = self.inference, self.inferred
        twin.backwards, twin.freed = self.backwards, self.freed
        twin.forgotten, twin.defaults = self.forgotten, self.defaults
        twin.representatives = dict(self.representatives)
        self.token = object()
        return twin

    def position(self) -> tuple[int, ...]:
        """Returns how far the path has come; a path that is behind has a smaller position."""
        parts: list[int] = []
        for frame in self.frames[:-1]:
            parts.extend(frame.position(frame.pc - 1))
        parts.extend(self.frames[-1].position(self.frames[-1].pc))
        return tuple(parts)

    @property
    def approximate(self) -> bool:
        """Whether values that hang on conditions may not fit together."""
        return bool(self.forgotten)

    @property
    def is_doubtful(self) -> bool:
        """Whether the path decided a test again that was forgotten: it may not exist."""
        return bool(self.forgotten) and any(
            item.atom in self.forgotten for item in nodes_of(self.guard)
        )

    def learn(self, fact: Bool) -> None:
        """Adds what is certain from here on."""
        if isinstance(fact, SymBool) and not any(fact is known for known in self.facts):
            self.facts = (*self.facts, fact)
