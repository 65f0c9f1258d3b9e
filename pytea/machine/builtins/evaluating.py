"""``eval`` and ``exec`` of texts that are known: they are lowered as the program itself is, and run.

Nothing is executed by Python: a text of the analysed program becomes instructions of the machine. What
goes wrong in it is told at the place of the call.
"""

from __future__ import annotations

import ast
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from pytea.frontend import SourceError, lower_source
from pytea.ir import instructions as ir
from pytea.ir.code import Code
from pytea.machine.builtins.running import builtin_locals
from pytea.machine.machine import Machine
from pytea.machine.signals import NeedFrame
from pytea.machine.tables import FUNCTIONS, builtin
from pytea.machine.types import BUILTIN_TYPES
from pytea.span import SourceFile, Span
from pytea.state.frame import Continuation, Frame
from pytea.values.objects import Ref, Value
from pytea.values.records import AttributesRecord, DictRecord, FunctionRecord
from pytea.values.unknown import Unknown

#: Characters of a text that is followed.
_LONGEST = 4_000
_UNFOLLOWED = "code that is made at run time"


@builtin("eval")
def builtin_eval(
    m: Machine, source: Value, globals: Value = None, locals: Value = None, /
) -> Value:
    """Returns the value of an expression whose text is known."""
    text = m.resolve(source)
    if not isinstance(text, str) or len(text) > _LONGEST:
        return m.unknown(_UNFOLLOWED)
    text = text.strip(" \t")
    names = _names(m, text)
    given = globals is not None or locals is not None
    scope = _scope(m, [globals, locals]) if given else _own_scope(m)
    if scope is None:
        return m.unknown(_UNFOLLOWED)
    taken = tuple(name for name in names if name in scope)
    if given and any(
        name not in scope and name not in FUNCTIONS and name not in BUILTIN_TYPES for name in names
    ):
        return m.unknown(_UNFOLLOWED)
    code = _expression(text, taken)
    if code is None:
        return m.unknown(_UNFOLLOWED)
    function = m.alloc(FunctionRecord(_placed(code, _place(m)), m.frame.module, (), {}, (), {}))
    return m.call(function, [scope[name] for name in taken])


@builtin("exec")
def builtin_exec(m: Machine, source: Value, globals: Value = None, *rest: Value) -> Value:
    """Runs statements whose text is known where the names that they bind are those of a module."""
    known, _ = m.answer()
    if known:
        return None
    text, scope = m.resolve(source), m.resolve(globals)
    module = m.frame.module if scope is None and m.frame.code.kind == "module" else None
    record = m.read(scope) if isinstance(scope, Ref) else None
    if isinstance(record, AttributesRecord) and not rest:
        module = record.target
    code = _statements(text) if isinstance(text, str) and len(text) <= _LONGEST else None
    if module is None or code is None:
        _open_names(m, [scope, *map(m.resolve, rest)])
        return m.unknown(_UNFOLLOWED)
    raise NeedFrame(Frame(_placed(code, _place(m)), module, Continuation("answer")))


def _open_names(m: Machine, tables: list[Value]) -> None:
    """Lets code that is not followed define any name where it runs: in dicts, or in this module."""
    alone = True
    for table in tables:
        record = m.write(table) if isinstance(table, Ref) else None
        if isinstance(record, DictRecord) and not isinstance(record, AttributesRecord):
            alone = False
            record.rest = record.rest_key = Unknown(_UNFOLLOWED)
    if alone:
        m.program.unknown_stars.add(m.read(m.frame.module).name)  # type: ignore[attr-defined]


def _names(m: Machine, text: str) -> tuple[str, ...]:
    """Returns the names that an expression reads; raises SyntaxError in the program."""
    try:
        tree = ast.parse(text, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        m.raise_("SyntaxError", str(error))
    found = (node.id for node in ast.walk(tree) if isinstance(node, ast.Name))
    return tuple(dict.fromkeys(found))


def _own_scope(m: Machine) -> dict[str, Value]:
    """Returns the local variables of the caller; those of a module are found as its globals."""
    if m.frame.code.kind == "module" and m.frame.namespace is None:
        return {}
    return _scope(m, [builtin_locals(m)]) or {}


def _scope(m: Machine, tables: list[Value]) -> dict[str, Value] | None:
    """Returns the names in some dicts, the last of which counts most; None where they are not known."""
    scope: dict[str, Value] = {}
    for table in map(m.resolve, tables):
        record = m.read(table) if isinstance(table, Ref) else None
        if table is not None and (not isinstance(record, DictRecord) or record.rest is not None):
            return None
        if isinstance(record, DictRecord):
            scope |= {str(key): value for key, value in record.entries.values()}
    return scope


def _place(m: Machine) -> Span:
    return m.frame.code.spans[m.frame.pc - 1]


@lru_cache(maxsize=256)
def _expression(text: str, parameters: tuple[str, ...]) -> Code | None:
    """Returns the code of a function that gives the value of an expression."""
    code = _statements(f"def eval({', '.join(parameters)}):\n return (\n{text}\n )\n")
    for instruction in () if code is None else code.instructions:
        if isinstance(instruction, ir.MakeFunction):
            return instruction.code
    return None


@lru_cache(maxsize=256)
def _statements(text: str) -> Code | None:
    try:
        return lower_source(SourceFile(Path("<string>"), "<string>", text), "<string>").code
    except SourceError:
        return None


def _placed(code: Code, span: Span) -> Code:
    """Returns the same code, all of which stands at one place."""
    inner = tuple(_inner_placed(instruction, span) for instruction in code.instructions)
    return replace(
        code, instructions=inner, spans=(span,) * len(code.spans), span=span, pending=None
    )


def _inner_placed(instruction: ir.Instruction, span: Span) -> ir.Instruction:
    code = getattr(instruction, "code", None)
    if not isinstance(code, Code):
        return instruction
    names = type(instruction).__match_args__
    fields = {name: getattr(instruction, name) for name in names}
    return type(instruction)(**(fields | {"code": _placed(code, span)}))
