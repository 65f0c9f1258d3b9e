"""What the parameters of a function are taken for although its text does not tell everything."""

from __future__ import annotations

from pytea.analysis.library.kinds import Judged, Kind
from pytea.analysis.library.parameter import Parameter

#: Kinds of sequences and layers of which the text does not tell everything, besides tuples of tensors.
_OTHER_GUESSES = (Kind.PAIR, Kind.LIST, Kind.LAYER, Kind.FACTORY)


class Guesses:
    """The side of the inputs of a function that is guessed, and may be tried out otherwise."""

    __slots__ = ()

    parameters: tuple[Parameter, ...]

    @property
    def counts(self) -> bool:
        """Whether something is repeated as often as a parameter says."""
        kinds = {p.judged.kind for p in self.parameters if p.judged is not None}
        return bool(kinds & {Kind.COUNT, Kind.LIST})

    @property
    def _unsure(self) -> list[Judged]:
        return [p.judged for p in self.parameters if p.judged and not p.judged.certain]

    @property
    def guesses(self) -> bool:
        """Whether a parameter is a sequence of which the text does not tell how long it is."""
        guessed = (*_OTHER_GUESSES, Kind.TENSORS)
        return any(judged.kind in guessed and not judged.is_list for judged in self._unsure)

    @property
    def guessed_tensors(self) -> frozenset[str] | None:
        """The tensors of such sequences; None where one is none of tensors."""
        if any(judged.kind in _OTHER_GUESSES for judged in self._unsure):
            return None
        several = (p for p in self.parameters if p.judged in self._unsure and len(p.tensors) > 1)
        return frozenset(name for p in several for name in p.tensors)

    @property
    def other_lengths(self) -> tuple[int, ...]:
        """How much longer lists of tensors may be, too; fewer than 0 for shorter ones."""
        lists = [p.judged for p in self.parameters if p.judged is not None and p.judged.is_list]
        if not lists:
            return ()
        return (-1, 1) if all(judged.length > judged.least for judged in lists) else (1, 2)

    @property
    def is_unsure(self) -> bool:
        """Whether a parameter may be something else than what it is taken for.

        That lists may have other lengths is tried out.
        """
        return any(j.kind in (Kind.PAIR, Kind.TENSORS) for j in self._unsure)
