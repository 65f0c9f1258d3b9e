"""The constructor of a layer that is running: what it makes is named after it."""

from __future__ import annotations

from collections.abc import Iterator

from pytea.machine.machine import Machine
from pytea.state.frame import Frame
from pytea.symbolic import SymInt
from pytea.values.objects import Ref
from pytea.values.records import ClassRecord, InstanceRecord, ModuleRecord

#: Arguments of a constructor that are told.
_MOST = 3


def running_constructor(m: Machine) -> str:
    """Returns ``nn.Linear(9216, 128)`` while the constructor of a bundled class runs, else ""."""
    text = ""
    for frame in reversed(m.state.frames):
        module = m.state.heap.read(frame.module)
        if not isinstance(module, ModuleRecord) or module.kind != "bundled":
            break
        if frame.code.name == "__init__" and module.name.startswith("torch.nn."):
            sizes = [*_leading_sizes(frame)][:_MOST]
            text = f"nn.{_class_name(m, frame)}"
            text += f"({', '.join(sizes)})" if sizes else ""
    return text


def _class_name(m: Machine, frame: Frame) -> str:
    """Returns the class that is made, where the user derived from it his base, not the base's."""
    made = frame.regs[0]
    record = m.state.heap.read(made) if isinstance(made, Ref) else None
    own = record.cls if isinstance(record, InstanceRecord) else None
    cls = m.state.heap.read(own) if isinstance(own, Ref) else None
    for ref in (own, *cls.ancestors) if isinstance(cls, ClassRecord) else ():
        base = m.state.heap.read(ref) if isinstance(ref, Ref) else None
        if isinstance(base, ClassRecord) and base.bundled:
            return base.name.lstrip("_")
    return frame.code.qualname.partition(".")[0].lstrip("_")


def _leading_sizes(frame: Frame) -> Iterator[str]:
    """Yields the first arguments of a constructor, as far as they are sizes."""
    last = len(frame.code.parameters.positional) + 1
    for register in frame.regs[1:last]:
        for value in register if isinstance(register, tuple) else (register,):
            if not isinstance(value, (int, SymInt)) or isinstance(value, bool):
                return
            yield str(value)
