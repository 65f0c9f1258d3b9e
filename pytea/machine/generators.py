"""Suspended functions: resuming a generator, and what it hands to whoever asked."""

from __future__ import annotations

from pytea.machine.machine import Machine
from pytea.machine.signals import Finished, NeedGenerator
from pytea.records import immutable
from pytea.state.frame import Continuation
from pytea.state.generator import GeneratorRecord
from pytea.values.objects import Ref, Value


def resume(
    m: Machine, generator: Ref, sent: Value, continuation: Continuation, raised: Value = None
) -> None:
    """Continues a suspended generator with ``sent``, or with an exception."""
    record = m.write(generator)
    assert isinstance(record, GeneratorRecord)
    if record.running:
        _refuse_resume(m, "ValueError", "generator already executing")
        return
    if record.frame is None:
        if raised is not None:
            m.program.semantics.throw(m, raised)
            return
        end_generator(m, generator, continuation, None)
        return
    if record.frame.pc == 0 and sent is not None and raised is None:
        text = "can't send non-None value to a just-started generator"
        _refuse_resume(m, "TypeError", text)
        return
    frame = record.frame.copy()
    record.frame, record.running = None, True
    frame.continuation = continuation
    frame.generator = generator
    m.state.push(frame)
    if frame.delegating:
        frame.answers = (Resumed(sent, raised),)
    elif raised is not None:
        m.program.semantics.throw(m, raised)
    elif frame.pc > 0:
        yielded = frame.code.instructions[frame.pc - 1]
        frame.regs[yielded.dst] = sent  # type: ignore[attr-defined]


def _refuse_resume(m: Machine, name: str, text: str) -> None:
    m.program.semantics.throw(m, m.program.semantics.make_exception(m, name, text))


@immutable(eq=False)
class Resumed:
    """The first answer of a ``yield from`` that goes on: what was sent or thrown to it."""

    sent: Value
    raised: Value


def end_generator(m: Machine, generator: Ref, continuation: Continuation, value: Value) -> None:
    """A generator returned ``value``: tells who asked it for an item."""
    frame = m.state.top()
    if m.state.round is not None and m.state.round.generator is generator:
        m.state.round = None
    if continuation.kind == "next":
        frame.pc = continuation.exit
    else:
        frame.answers = (*frame.answers, Finished(value))
        frame.pc -= 1


def generator_item(m: Machine, generator: Ref, sent: Value = None, raised: Value = None) -> Value:
    """Returns the next item of a generator, or Finished, by way of an answer."""
    known, value = m.answer()
    if known:
        return value
    raise NeedGenerator(generator, sent, raised)
