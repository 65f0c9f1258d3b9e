"""Layers that a constructor is handed: those that keep a shape, classes of such, and any others.

What a layer of the second kind gives is an input of its own: a tensor whose number of dims and sizes
are learned from what is done with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from pytea.analysis.library.kinds import Kind
from pytea.machine.imports import import_module
from pytea.machine.machine import Machine
from pytea.records import mutable
from pytea.values.objects import Builtin, Value

if TYPE_CHECKING:
    from pytea.analysis.library.inputs import Inputs


@mutable()
class Given:
    """What the layers give that a constructor was handed."""

    #: The names of the tensors that they give.
    names: list[str] = field(default_factory=list)
    #: The inputs of the function that runs now, which have the sizes of these tensors.
    owner: Inputs | None = None
    dims: dict[str, int | None] = field(default_factory=dict)

    def giver(self, parameter: str) -> Builtin:
        """Returns a function that gives the tensor of a layer."""
        name = f"{parameter}(...)"
        self.names.append(name)

        def give(m: Machine) -> Value:
            if self.owner is None:
                return m.unknown(f"parameter {parameter}")
            return self.owner.tensor(m.state, name, self.dims.get(name))

        return Builtin(name, give)


def layers_for(kinds: Mapping[str, Kind], given: Given) -> Builtin:
    """Returns a function that makes the layers, or classes of them, for these parameters."""
    givers = {name: given.giver(name) for name, kind in kinds.items() if kind is Kind.MODULE}

    def make(m: Machine) -> Value:
        module = import_module(m, "_handed")
        keeping = m.program.semantics.get_attr(m, module, "Keeping")
        giving = m.program.semantics.get_attr(m, module, "Giving")
        made: list[Value] = []
        for name, kind in kinds.items():
            if kind is Kind.FACTORY:
                made.append(keeping)
            else:
                made.append(
                    m.call(giving, [givers[name]]) if name in givers else m.call(keeping, [])
                )
        return tuple(made)

    return Builtin("make", make)
