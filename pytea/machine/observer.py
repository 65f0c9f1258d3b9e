"""What an observer is shown while the machine runs: values of names, parameters and calls.

Only what is needed to tell one observation from another happens during the run; texts are made at
the end, by ``Observer.observations`` and ``Observer.modules``. ``observing`` feeds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field

from pytea.diagnostics import TraceEntry
from pytea.machine.findings import Place
from pytea.machine.operations import Operation
from pytea.records import immutable, mutable
from pytea.symbolic import Bool, Int, SymBool, SymInt, render
from pytea.values.origin import Origin
from pytea.values.tensor import Tensor

#: The bundled module whose ``Module.__call__`` shows the modules of the program.
MODULE_MODULE = "torch.nn.module"
#: Different values or callers that are kept for one place.
VALUES_PER_PLACE = 24
#: Modules of one program that are kept.
MODULES = 3000

#: What was seen: a tensor, a number, or a sequence of these.
Seen = Tensor | SymInt | int | tuple["Seen | None", ...] | list["Seen | None"]


@immutable()
class Observation:
    """One value that a name, a parameter or a call had."""

    place: Place
    #: The text of the target or the name of the parameter; empty for calls and returns.
    name: str
    #: "assign", "parameter", "value", "use" or "return": see the instruction Observe.
    kind: str
    #: ``(B, 3, 32, 32)``; for sequences ``((B, 10), (B, 4))``; for a number its expression.
    shape: str
    #: ``float32``, or empty where it is not known or not a tensor.
    dtype: str
    device: str
    #: The qualified name of the function that ran.
    function: str
    #: The calls that led there, outermost first.
    context: tuple[TraceEntry, ...]
    #: When the value is this one.
    guard: Bool
    origin: Origin | None
    #: What was seen, for those who need the sizes themselves.
    value: Seen
    #: The object whose method ran, as in ``ModuleUse.address``; 0 where there is none.
    subject: int = 0
    #: What was certain on the path, beside the guard.
    facts: tuple[SymBool, ...] = ()

    def moved(
        self, place: Place, context: tuple[TraceEntry, ...], origin: Origin | None
    ) -> Observation:
        """Returns the same at another place."""
        return Observation(
            place, self.name, self.kind, self.shape, self.dtype, self.device, self.function, context,
            self.guard, origin, self.value, self.subject, self.facts,
        )  # fmt: skip


@mutable()
class ModuleUse:
    """A module of the program: where it hangs, what it was called with and what it gave."""

    address: int
    class_name: str
    #: (name, address) of the modules in it.
    children: tuple[tuple[str, int], ...]
    #: (name, shape) of its own parameters.
    parameters: tuple[tuple[str, str], ...]
    #: The number of elements of its own parameters, where they are known.
    count: int = 0
    #: Where its class is defined, and where the object was first called from.
    place: Place | None = None
    inputs: list[str] = field(default_factory=list)
    outputs: list[str] = field(default_factory=list)
    #: Called by the program and not by another module.
    outermost: bool = False
    #: How often it was called, on all paths together.
    calls: int = 0
    #: The multiply-adds of the products in its first call that no weight of a layer tells.
    products: Int = 0


@mutable()
class Observer:
    """Collects what it is shown, each thing once."""

    _seen: dict[Place, dict[object, Observation]] = field(default_factory=dict)
    _known: dict[object, Observation] = field(default_factory=dict)
    modules: dict[int, ModuleUse] = field(default_factory=dict)
    #: Conditions on which a path forked, with the place of the branch, in the order of the run.
    decisions: dict[SymBool, Place] = field(default_factory=dict)

    #: The tensor operations in the order of the run; None: nobody asks for them.
    operations: list[Operation] | None = None

    def forget(self) -> None:
        """Drops the modules and operations that were shown so far."""
        self.modules.clear()
        if self.operations is not None:
            self.operations.clear()

    def relocate(
        self,
        place: Callable[[Place], Place],
        observation: Callable[[Observation], Observation],
        use: Callable[[ModuleUse], ModuleUse],
    ) -> None:
        """Moves all places; nothing may be shown afterwards."""
        self._seen = {
            place(at): {key: observation(item) for key, item in here.items()}
            for at, here in self._seen.items()
        }
        self.modules = {address: use(item) for address, item in self.modules.items()}
        self.decisions = {cond: place(at) for cond, at in self.decisions.items()}

    def known(self, key: object) -> Observation | None:
        """Returns what was shown under this key before."""
        return self._known.get(key)

    def is_full(self, place: Place) -> bool:
        """Returns whether nothing more is kept for a place."""
        here = self._seen.get(place)
        return here is not None and len(here) >= VALUES_PER_PLACE

    def add(self, observation: Observation, key: object) -> None:
        """Keeps an observation, while there are not too many at its place."""
        self._known[key] = observation
        here = self._seen.setdefault(observation.place, {})
        if len(here) < VALUES_PER_PLACE:
            here.setdefault(key, observation)

    def observations(self) -> tuple[Observation, ...]:
        """Returns everything that was seen, in the order of the text.

        What is not known on one path is left out where another path knows it.
        """
        found: list[Observation] = []
        for place in sorted(self._seen):
            here = list(self._seen[place].values())
            known = [item for item in here if item.shape != "?"]
            found += known or here
        return tuple(found)


def shape_of(value: Seen | None) -> str:
    """Returns ``(B, 3)`` for a tensor, an expression for a number, nested for sequences."""
    match value:
        case None:
            return "?"
        case Tensor():
            return "?" if value.sizes is None else tuple_text(map(render, value.sizes))
        case tuple():
            return tuple_text(shape_of(item) for item in value)
        case list():
            return f"[{', '.join(shape_of(item) for item in value)}]"
    return render(value)


def tuple_text(items: Iterable[str]) -> str:
    """Returns items as Python writes a tuple."""
    texts = list(items)
    return f"({texts[0]},)" if len(texts) == 1 else f"({', '.join(texts)})"


def guard_text(guard: Bool) -> str:
    """Returns a guard as an expression; empty when it always holds."""
    return render(guard) if isinstance(guard, SymBool) else ""
