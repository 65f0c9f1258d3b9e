"""``try`` in all its forms.

The body comes first, then ``else``, then the handlers, then ``finally`` once for each way into it:
the normal end, the unwinding of an exception, and every ``break``, ``continue`` and ``return`` that
leaves (those copies stand where the jump is).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import libcst as cst

from pytea.frontend.lowerer import Block, Lowerer, Place, statement
from pytea.frontend.statements import dotted
from pytea.ir import instructions as ir

AnyTry = cst.Try | cst.TryStar
AnyHandler = cst.ExceptHandler | cst.ExceptStarHandler


def protected(
    lowerer: Lowerer, kind: str, place: Place, body: Callable[[], None], unwind: Block
) -> tuple[int, int]:
    """Emits ``body`` under a handler and returns the handler's label and exception register.

    On return the code is at the normal end of the body, the handler already popped.
    """
    builder = lowerer.builder
    label, exception = builder.label(), builder.temporary()
    builder.handler(label, exception, kind, (), place)
    lowerer.blocks = [*lowerer.blocks, unwind]
    body()
    lowerer.blocks = lowerer.blocks[:-1]
    builder.emit(ir.PopHandler(), place)
    return label, exception


@statement(cst.Try, cst.TryStar)
def _try(lowerer: Lowerer, node: AnyTry) -> None:
    if node.finalbody is None:
        _except(lowerer, node)
        return
    builder = lowerer.builder
    place = _keyword_place(lowerer, node, "try")
    final = node.finalbody.body

    def unwind(at: Place) -> None:
        builder.emit(ir.PopHandler(), at)
        lowerer.run(final)

    def body() -> None:
        if node.handlers:
            _except(lowerer, node)
        else:
            lowerer.run(node.body)

    block = Block(unwind, len(lowerer.handled))
    label, exception = protected(lowerer, "finally", place, body, block)
    end = builder.label()
    lowerer.run(final)
    builder.jump(end, place)
    builder.place(label)
    in_handler(lowerer, exception, place, lambda: lowerer.run(final))
    builder.terminate(ir.Reraise(exception), place)
    builder.place(end)


def in_handler(lowerer: Lowerer, exception: int, place: Place, body: Callable[[], None]) -> None:
    """Emits ``body`` as code that runs while ``exception`` is being handled."""
    builder = lowerer.builder
    builder.emit(ir.EnterHandler(exception), place)
    leave = Block(lambda at: builder.emit(ir.LeaveHandler(), at), len(lowerer.handled))
    lowerer.blocks = [*lowerer.blocks, leave]
    lowerer.handled = [*lowerer.handled, exception]
    body()
    lowerer.blocks = lowerer.blocks[:-1]
    lowerer.handled = lowerer.handled[:-1]


def _keyword_place(lowerer: Lowerer, node: cst.CSTNode, word: str) -> Place:
    start = lowerer.place(node)[0]
    return start, start + len(word)


# --- except -----------------------------------------------------------------------------------


def _except(lowerer: Lowerer, node: AnyTry) -> None:
    builder = lowerer.builder
    place = _keyword_place(lowerer, node, "try")
    label, exception = builder.label(), builder.temporary()
    builder.handler(label, exception, "except", _types(lowerer, node.handlers), place)
    pop = Block(lambda at: builder.emit(ir.PopHandler(), at), len(lowerer.handled))
    lowerer.blocks = [*lowerer.blocks, pop]
    lowerer.run(node.body)
    lowerer.blocks = lowerer.blocks[:-1]
    builder.emit(ir.PopHandler(), place)
    if node.orelse is not None:
        lowerer.run(node.orelse.body)
    end = builder.label()
    builder.jump(end, place)
    builder.place(label)
    if isinstance(node, cst.TryStar):
        group = node
        in_handler(lowerer, exception, place, lambda: _groups(lowerer, group, exception, end))
    else:
        handlers = node.handlers
        in_handler(lowerer, exception, place, lambda: _clauses(lowerer, handlers, exception, end))
        builder.terminate(ir.Reraise(exception), place)
    builder.place(end)


def _types(lowerer: Lowerer, handlers: Sequence[AnyHandler]) -> tuple[str, ...]:
    """Returns the dotted names of what is caught; nothing if any type may be caught."""
    found: list[str] = []
    for handler in handlers:
        if handler.type is None:
            return ()
        names = (
            [element.value for element in handler.type.elements]
            if isinstance(handler.type, cst.Tuple)
            else [handler.type]
        )
        for name in names:
            text = dotted(name)
            if not text or not isinstance(name, (cst.Name, cst.Attribute)):
                return ()
            found.append(text)
    return tuple(found)


def _clauses(
    lowerer: Lowerer, handlers: Sequence[cst.ExceptHandler], exception: int, end: int
) -> None:
    """Emits the ``except`` clauses; falls through when none of them matches."""
    builder = lowerer.builder
    for handler in handlers:
        place = _keyword_place(lowerer, handler, "except")
        then, other = builder.label(), builder.label()
        if handler.type is not None:
            types = lowerer.value(handler.type)
            matched = builder.temporary()
            at = lowerer.place(handler.type)
            builder.emit(ir.MatchException(matched, exception, types), at)
            builder.branch(matched, then, other, at)
            builder.place(then)
        _handler_body(lowerer, handler, exception, place)
        builder.emit(ir.LeaveHandler(), place)
        builder.jump(end, place)
        builder.place(other)


def _handler_body(lowerer: Lowerer, node: AnyHandler, exception: int, place: Place) -> None:
    """Emits the body of a clause; the name it binds is unbound on every way out."""
    builder = lowerer.builder
    if node.name is None or not isinstance(node.name.name, cst.Name):
        lowerer.run(node.body)
        return
    name = lowerer.mangle(node.name.name.value)
    at = lowerer.place(node.name.name)
    lowerer.store(name, exception, at)

    def forget(place: Place) -> None:
        lowerer.store(name, lowerer.const(None, place), place)
        lowerer.delete(name, place)

    def unwind(place: Place) -> None:
        builder.emit(ir.PopHandler(), place)
        forget(place)

    block = Block(unwind, len(lowerer.handled))
    label, error = protected(lowerer, "finally", at, lambda: lowerer.run(node.body), block)
    forget(place)
    end = builder.label()
    builder.jump(end, place)
    builder.place(label)
    in_handler(lowerer, error, place, lambda: forget(place))
    builder.terminate(ir.Reraise(error), place)
    builder.place(end)


# --- except* ----------------------------------------------------------------------------------


def _groups(lowerer: Lowerer, node: cst.TryStar, exception: int, end: int) -> None:
    """Emits ``except*`` clauses: each takes its part, and what they raise is raised together."""
    builder = lowerer.builder
    place = _keyword_place(lowerer, node, "try")
    rest, raised, none = builder.temporary(), builder.temporary(), lowerer.const(None, place)
    builder.emit(ir.Move(rest, exception), place)
    builder.emit(ir.BuildList(raised, (), ()), place)
    for handler in node.handlers:
        at = lowerer.place(handler.type)
        then, other = builder.label(), builder.label()
        types = lowerer.value(handler.type)
        part, missing = builder.temporary(), builder.temporary()
        builder.emit(ir.SplitGroup(part, rest, rest, types), at)
        builder.emit(ir.Compare(missing, "is", part, none), at)
        builder.branch(missing, other, then, at)
        builder.place(then)
        _group_body(lowerer, handler, part, raised)
        builder.place(other)
    result, missing = builder.temporary(), builder.temporary()
    builder.emit(ir.MergeGroup(result, exception, rest, raised), place)
    builder.emit(ir.Compare(missing, "is", result, none), place)
    done, failed = builder.label(), builder.label()
    builder.branch(missing, done, failed, place)
    builder.place(failed)
    builder.terminate(ir.Reraise(result), place)
    builder.place(done)
    builder.emit(ir.LeaveHandler(), place)
    builder.jump(end, place)


def _group_body(lowerer: Lowerer, handler: cst.ExceptStarHandler, part: int, raised: int) -> None:
    builder = lowerer.builder
    place = _keyword_place(lowerer, handler, "except")

    def body() -> None:
        in_handler(lowerer, part, place, lambda: _handler_body(lowerer, handler, part, place))
        builder.emit(ir.LeaveHandler(), place)

    pop = Block(lambda at: builder.emit(ir.PopHandler(), at), len(lowerer.handled))
    label, error = protected(lowerer, "except", place, body, pop)
    end = builder.label()
    builder.jump(end, place)
    builder.place(label)
    builder.emit(ir.EnterHandler(error), place)
    builder.emit(ir.ListAppend(raised, error), place)
    builder.emit(ir.LeaveHandler(), place)
    builder.place(end)
