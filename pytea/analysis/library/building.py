"""Makes what a function needs to be called, also otherwise than its first assumption says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pytea.analysis.library.contradictions import contradictions
from pytea.analysis.library.inputs import Inputs
from pytea.analysis.library.kinds import Judged, Kind
from pytea.analysis.library.outcome import Outcome
from pytea.analysis.library.outline import Outline
from pytea.analysis.library.parameter import layer_parameters
from pytea.analysis.library.session import Session
from pytea.analysis.library.settling import Runner, settled
from pytea.analysis.library.targets import Target, is_of_layer
from pytea.diagnostics import Diagnostic
from pytea.records import immutable
from pytea.state.state import State
from pytea.symbolic import Symbol
from pytea.values.objects import BoundMethod, Ref, Value
from pytea.values.records import FunctionRecord

_NONE: frozenset[str] = frozenset()
#: How many arguments are tried that are None by default, where a constructor needs one of them.
_MOST_ABSENT = 6


@immutable()
class Built:
    """A function that can be called, in a state where everything it needs exists."""

    state: State
    callee: Value
    #: The inputs of the constructor that ran before; None for a function.
    constructor: Inputs | None
    #: Sizes that have the number with which what is repeated is repeated.
    counted: frozenset[str] = _NONE

    @property
    def numbers(self) -> frozenset[Symbol]:
        """The symbols of the parameters of the constructor."""
        return self.constructor.numbers if self.constructor is not None else frozenset()


@immutable()
class Builder:
    """Makes the objects and the inputs of the functions of one file."""

    session: Session
    base: State
    outline: Outline

    def inputs(
        self, target: Target, built: Built, filled: frozenset[str] = _NONE,
        given: frozenset[str] = _NONE, longer: int = 0,
    ) -> Inputs:  # fmt: skip
        """Returns the inputs of a function, with what the layers of its object give.

        ``filled`` are parameters that are sizes although their default is 0, ``given`` those that do
        not keep their default. Lists of tensors are ``longer`` than is likely.
        """
        record = built.state.heap.read(target.function)
        assert isinstance(record, FunctionRecord)
        bound = built.constructor is not None
        told = dict.fromkeys(filled, Judged(Kind.INT))
        inputs = Inputs.of(
            record, self.outline, method=True, bound=bound, told=told, given=given, longer=longer
        )
        if built.constructor is not None:
            inputs.given = built.constructor.given
        return inputs

    def construct(
        self, target: Target, count: int = 2, *, keeps: bool = True,
        filled: frozenset[str] = _NONE, counted: frozenset[str] = _NONE,
    ) -> Built | tuple[Diagnostic, ...]:  # fmt: skip
        """Makes the object of a method; returns the errors of a constructor that cannot come to its end.

        ``keeps`` says whether layers that are handed in are taken to keep a shape, ``filled`` which
        parameters are sizes although their default is 0, ``counted`` which sizes have the number
        with which what is repeated is repeated.
        """
        if target.cls is None:
            return Built(self.base, target.function, None)
        inputs = self._arguments(target, filled, counted=counted)
        inputs.count, inputs.keeps = count, keeps
        outcome = self._made(target.cls, inputs)
        lists = inputs.named(outcome.run.sequences)
        if lists:
            inputs = self._arguments(target, filled, lists, counted=counted)
            inputs.count, inputs.keeps = count, keeps
            outcome = self._made(target.cls, inputs)
        if not outcome.works or not outcome.run.ended:
            other = (
                None if outcome.faults else self._with_one_more(target, filled, count, keeps=keeps)
            )
            if other is not None:
                return other
            sure = outcome.fails and outcome.faults and not inputs.counts
            return contradictions(outcome, self.session.explainer) if sure else ()
        state, value = _object_of(outcome)
        return Built(state, BoundMethod(target.function, value), inputs, counted)

    def _with_one_more(
        self, target: Target, filled: frozenset[str], count: int, *, keeps: bool
    ) -> Built | None:
        """Makes the object with one of the arguments that are None by default, where it needs one."""
        for name in self._arguments(target, filled).without_value[:_MOST_ABSENT]:
            inputs = self._arguments(target, filled, given=frozenset([name]))
            inputs.count, inputs.keeps = count, keeps
            outcome = self._made(target.cls, inputs) if target.cls is not None else None
            if outcome is not None and outcome.works and outcome.run.ended:
                state, value = _object_of(outcome)
                return Built(state, BoundMethod(target.function, value), inputs)
        return None

    def _made(self, cls: Ref, inputs: Inputs) -> Outcome:
        """Returns what calling a class gives."""
        base = self.base
        if inputs.handed:
            base = self.session.with_layers(base, inputs)
        return Runner(self.session, base, cls, inputs).run({})

    def _arguments(
        self, target: Target, filled: frozenset[str] = _NONE, lists: frozenset[str] = _NONE,
        given: frozenset[str] = _NONE, counted: frozenset[str] = _NONE,
    ) -> Inputs:  # fmt: skip
        """Returns the inputs of the constructor; ``lists`` are parameters that are lists of sizes.

        Those that are ``given`` do not keep their default, those that are ``counted`` are numbers
        of repetitions and nothing else.
        """
        if target.constructor is None:
            return Inputs((), self.outline)
        record = self.base.heap.read(target.constructor)
        assert isinstance(record, FunctionRecord)
        if is_of_layer(self.base, target.constructor):
            return Inputs(layer_parameters(record), self.outline, module=record.module)
        told = dict.fromkeys(filled, Judged(Kind.INT))
        told |= dict.fromkeys(lists, Judged(Kind.LIST, certain=False))
        told |= dict.fromkeys(counted, Judged(Kind.COUNT))
        return Inputs.of(record, self.outline, method=False, bound=True, told=told, given=given)

    def never_made(self, target: Target) -> bool:
        """Returns whether the constructor fails also with other sizes where its defaults are 0."""
        names = self._arguments(target).empty_sizes
        made = (self.construct(target, filled=filled) for filled in choices_of(names))
        return all(isinstance(built, tuple) and built for built in made)

    def always_fails(self, target: Target, built: Built) -> bool:
        """Returns whether an error is there however often things are repeated, whatever layers that
        are handed in do, with other sizes where the defaults are 0, and however long lists are.
        """
        constructor = built.constructor
        inputs = self.inputs(target, built)
        own = choices_of(inputs.empty_sizes)
        if not all(self._fails(target, built, filled) for filled in own):
            return False
        if not all(self._fails(target, built, longer=more) for more in inputs.other_lengths):
            return False
        if constructor is None:
            return True
        # sizes that hang on a number of heads may be equal for one that is not tried
        told = self._told(target, built) if built.counted else None
        return not constructor.is_unsure and all(
            isinstance(other, Built)
            and self._fails(target, other)
            and (told is None or told == self._told(target, other))
            for other in self._others(target, constructor, built.counted)
        )

    def _others(
        self, target: Target, constructor: Inputs, counted: frozenset[str]
    ) -> Iterator[Built | tuple[Diagnostic, ...]]:
        for count in (1, 3) if constructor.counts else ():
            yield self.construct(target, count, counted=counted)
        if {Kind.LAYER, Kind.FACTORY} & set(constructor.handed.values()):
            yield self.construct(target, keeps=False, counted=counted)
        for filled in choices_of(constructor.empty_sizes):
            yield self.construct(target, filled=filled, counted=counted)

    def _fails(
        self, target: Target, built: Built, filled: frozenset[str] = _NONE, longer: int = 0
    ) -> bool:
        """Returns whether a method of an object fails whatever its inputs are."""
        return bool(self._errors(target, built, filled, longer))

    def _told(self, target: Target, built: Built) -> set[str]:
        """Returns what the errors of a method say, with the sizes that conflict."""
        return {error.message for error in self._errors(target, built)}

    def _errors(
        self, target: Target, built: Built, filled: frozenset[str] = _NONE, longer: int = 0
    ) -> Sequence[Diagnostic]:
        inputs = self.inputs(target, built, filled, longer=longer)
        runner = Runner(self.session, built.state, built.callee, inputs)
        runner.numbers = built.numbers
        return settled(runner).errors


def _object_of(outcome: Outcome) -> tuple[State, Value]:
    """Returns the object that a constructor made, in the state that it left.

    Where it comes to its end on one path only, as behind a test for which it raises, objects exist
    under the condition of that path: it is a fact for whoever has one, and not a choice.
    """
    finals = outcome.finals()
    ended, guard = finals[0]
    if len(finals) > 1 or guard is True:
        return ended.state, ended.value
    state = ended.state.fork()
    state.learn(guard)
    state.guard = True
    return state, ended.value


def choices_of(names: Sequence[str]) -> list[frozenset[str]]:
    """Returns the sets of parameters that are tried without their defaults: each, and all."""
    return [frozenset([name]) for name in names] + [frozenset(names)] * (len(names) > 1)
