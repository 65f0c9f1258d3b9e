"""Inputs that come to be when they are used: attributes of configurations, members of Enums."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pytea.analysis.library.hints import fields_of, judge_annotation, members_of
from pytea.analysis.library.kinds import Judged, Kind, judge_parameter
from pytea.analysis.library.made import one_of
from pytea.analysis.library.outline import Outline
from pytea.machine.machine import Machine
from pytea.machine.types import OBJECT
from pytea.state.state import State
from pytea.values.objects import Builtin, Ref, Value
from pytea.values.records import ClassRecord, InstanceRecord
from pytea.values.unknown import Unknown

#: Makes the value of an attribute, by its dotted name and what it is taken for.
Make = Callable[[State, str, Judged], Value]


def config_object(outline: Outline, state: State, name: str, owner: str, make: Make) -> Ref:
    """Returns an object whose attributes come to exist when they are read.

    ``owner`` is the class of the file that annotates their kinds; empty if there is none.
    """
    node = outline.classes.get(owner)
    fields = {} if node is None else fields_of(node)

    def read(m: Machine, self_: Value, attribute: str) -> Value:
        judged = _judged(outline, attribute, fields.get(attribute, ""))
        value = make(m.state, f"{name}.{attribute}", judged)
        if isinstance(self_, Ref):
            m.write(self_).attrs[attribute] = value  # type: ignore[attr-defined]
        return value

    attrs: dict[str, Value] = {"__getattr__": Builtin("__getattr__", read)}
    record = ClassRecord("Config", "Config", (OBJECT,), (OBJECT,), attrs, None, "")
    return state.heap.alloc(InstanceRecord(state.heap.alloc(record), {}))


def _judged(outline: Outline, attribute: str, annotation: str) -> Judged:
    hint = judge_annotation(annotation, outline)
    judged = judge_parameter(attribute, hint, outline.attribute_uses(attribute), method=False)
    is_tensor = judged.kind in (Kind.TENSOR, Kind.TENSORS)
    return Judged(Kind.OTHER) if is_tensor else judged


def any_member(
    outline: Outline, module: Mapping[str, Value], state: State, name: str, owner: str
) -> Value:
    """Returns any member of an Enum of the file, whose global names are ``module``."""
    cls = module.get(owner)
    record = state.heap.read(cls) if isinstance(cls, Ref) else None
    names = members_of(outline.classes[owner])
    if not isinstance(record, ClassRecord) or not names:
        return Unknown(f"parameter {name}")
    members = [(f"{owner}.{item}", record.attrs.get(item)) for item in names]
    if any(not isinstance(value, Ref) for _, value in members):
        return Unknown(f"parameter {name}")
    return one_of(members, name)
