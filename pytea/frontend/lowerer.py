"""The state of lowering one Code, and the dispatch from kinds of nodes to their lowering.

The lowering itself stands in the files named after the themes of the language. They register here,
and reach each other only through ``Lowerer.value``, ``Lowerer.run`` and ``Lowerer.assign``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from typing import Any, TypeVar

import libcst as cst

from pytea.frontend.builder import Builder
from pytea.frontend.parsing import Tree
from pytea.frontend.scopes import Scope, mangled, owner_of
from pytea.ir import instructions as ir
from pytea.ir.code import Code, Parameters
from pytea.records import immutable, mutable
from pytea.span import Span

R = TypeVar("R", bound=Callable[..., Any])
Place = tuple[int, int]

NO_PARAMETERS = Parameters()

#: Lowers an expression into a register; the int is the wanted register or -1.
ExpressionRule = Callable[["Lowerer", Any, int], int]
StatementRule = Callable[["Lowerer", Any], None]

EXPRESSIONS: dict[type[cst.CSTNode], ExpressionRule] = {}
STATEMENTS: dict[type[cst.CSTNode], StatementRule] = {}


def expression(*kinds: type[cst.CSTNode]) -> Callable[[R], R]:
    """Registers the lowering of kinds of expressions, called as an ExpressionRule."""

    def register(rule: R) -> R:
        EXPRESSIONS.update(dict.fromkeys(kinds, rule))
        return rule

    return register


def statement(*kinds: type[cst.CSTNode]) -> Callable[[R], R]:
    """Registers the lowering of kinds of statements, called as a StatementRule."""

    def register(rule: R) -> R:
        STATEMENTS.update(dict.fromkeys(kinds, rule))
        return rule

    return register


@mutable(eq=False)
class File:
    """What all functions of one file share."""

    tree: Tree
    scopes: dict[int, Scope]
    faults: list[tuple[Span, str]] = field(default_factory=list)
    #: The kinds of Observe instructions to emit.
    observed: frozenset[str] = frozenset()
    #: What is being called: its value is a function, which nobody wants to see.
    callee: cst.CSTNode | None = None


@immutable()
class Block:
    """Something that a ``break``, ``continue`` or ``return`` leaves on its way out.

    ``unwind`` emits what must run then; loops have none and carry their labels instead.
    """

    unwind: Callable[[Place], None] | None
    #: How many exceptions were being handled around the block.
    handled: int
    leave: int = -1
    again: int = -1


class Lowerer:
    """Lowers the body of one frame scope."""

    def __init__(self, file: File, scope: Scope, qualname: str, place: Place) -> None:
        self.file = file
        self.frame = scope
        #: The scope that names are looked up in: the frame's own or an inline one inside it.
        self.scope = scope
        self.qualname = qualname
        self.blocks: list[Block] = []
        #: Registers of exceptions that are being handled, innermost last.
        self.handled: list[int] = []
        names: list[str] = []
        self.registers: dict[tuple[str, Scope], int] = {}
        for name, owner in _named(scope):
            self.registers[(name, owner)] = len(names)
            names.append(name)
        self.builder = Builder(names)
        self._start(scope, place)

    def _start(self, scope: Scope, place: Place) -> None:
        builder = self.builder
        for name in scope.parameters:
            builder.set_bound(self.registers[(name, scope)])
        for (name, owner), register in self.registers.items():
            if name in owner.deleted:
                builder.deleted |= 1 << register
        for name in scope.cells:
            register = self.registers[(name, scope)]
            builder.emit(ir.MakeCell(register, name), place)

    # --- places -----------------------------------------------------------------------------

    def place(self, node: cst.CSTNode) -> Place:
        """Returns the offsets of ``node``; brackets of tuples and generators belong to them."""
        offsets = self.file.tree.offsets
        if isinstance(node, (cst.Tuple, cst.GeneratorExp)) and node.lpar:
            return offsets[id(node.lpar[-1])][0], offsets[id(node.rpar[0])][1]
        return offsets.get(id(node), (0, 0))

    def source(self, node: cst.CSTNode) -> str:
        """Returns the text of ``node``."""
        start, end = self.place(node)
        return self.file.tree.text[start:end]

    def span(self, place: Place) -> Span:
        """Returns the span of two offsets."""
        return self.file.tree.lines.span(*place)

    # --- dispatch ---------------------------------------------------------------------------

    def value(self, node: cst.CSTNode, dst: int = -1) -> int:
        """Emits the evaluation of ``node`` and returns the register of its value.

        With ``dst`` the value is written there, by the last instruction only; without it the result
        may be the register of a local.
        """
        rule = EXPRESSIONS.get(type(node))
        if rule is None:
            return self.unsupported(node, dst, f"expression {type(node).__name__}")
        return rule(self, node, dst)

    def run(self, node: cst.CSTNode) -> None:
        """Emits one statement; its temporaries are free afterwards."""
        builder = self.builder
        if not builder.reachable:
            return
        rule = STATEMENTS.get(type(node))
        mark = builder.next_temporary
        if rule is None:
            self.unsupported(node, -1, f"statement {type(node).__name__}")
        else:
            rule(self, node)
        builder.next_temporary = mark

    def run_all(self, nodes: Sequence[cst.CSTNode]) -> None:
        """Emits statements one after another."""
        for node in nodes:
            self.run(node)

    def target(self, dst: int) -> int:
        """Returns ``dst``, or a new temporary when it is -1."""
        return self.builder.temporary() if dst < 0 else dst

    def emit(self, instruction: ir.Instruction, node: cst.CSTNode) -> None:
        """Adds an instruction with the place of ``node``."""
        if self.builder.reachable:
            self.builder.emit(instruction, self.place(node))

    def observe(self, src: int, node: cst.CSTNode, kind: str = "assign") -> None:
        """Shows ``src``, the value of ``node``, to the observer if there is one."""
        if kind in self.file.observed:
            name = self.source(node) if kind in ("assign", "parameter") else ""
            subject = self._own_instance() if kind in ("parameter", "return") else -1
            self.builder.emit(ir.Observe(src, name, kind, subject), self.place(node))

    def observe_use(self, src: int, node: cst.Name | cst.Attribute) -> None:
        """Shows the value of a name or attribute that is read."""
        file = self.file
        if (
            "use" in file.observed
            and node is not file.callee
            and getattr(node, "value", "") != "self"
        ):
            self.builder.emit(ir.Observe(src, "", "use"), self.place(node))

    def _own_instance(self) -> int:
        scope = self.frame
        if scope.parameters[:1] != ("self",) or self.is_cell("self", scope):
            return -1
        return self.registers[("self", scope)]

    def const(self, value: ir.Constant, place: Place, dst: int = -1) -> int:
        """Emits a constant."""
        dst = self.target(dst)
        self.builder.emit(ir.Const(dst, value), place)
        return dst

    def unsupported(self, node: cst.CSTNode, dst: int, reason: str) -> int:
        """Emits Unsupported for ``node`` and records the fault."""
        dst = self.target(dst)
        place = self.place(node)
        text = self.file.tree.text[place[0] : place[1]][:200]
        self.builder.emit(ir.Unsupported(dst, reason, text), place)
        self.file.faults.append((self.span(place), reason))
        return dst

    # --- names ------------------------------------------------------------------------------

    def mangle(self, name: str) -> str:
        """Returns ``name`` as the class around rewrites it."""
        return mangled(name, self.scope.private)

    def inner_name(self, name: str) -> str:
        """Returns the ``__qualname__`` of a function or class defined here."""
        if self.frame.kind == "module" or self.mangle(name) in self.scope.globals:
            return name
        if self.frame.kind == "class":
            return f"{self.qualname}.{name}"
        return f"{self.qualname}.<locals>.{name}"

    def load(self, name: str, place: Place, dst: int = -1) -> int:
        """Emits the reading of ``name`` (already mangled)."""
        owner = owner_of(self.scope, name)
        builder = self.builder
        if owner is None or (owner is self.frame and owner.kind == "class"):
            return self._load_outside(name, owner, place, dst)
        register = self.registers[(name, owner)]
        if self.is_cell(name, owner):
            dst = self.target(dst)
            if self.scope.kind == "class":
                builder.emit(ir.LoadName(dst, name, register), place)
            else:
                builder.emit(ir.LoadCell(dst, register, name), place)
            return dst
        if not builder.is_bound(register):
            builder.emit(ir.CheckBound(register, name), place)
            if builder.reachable:
                builder.set_bound(register)
        if dst < 0 and name not in owner.walrus:
            return register
        dst = self.target(dst)
        builder.emit(ir.Move(dst, register), place)
        return dst

    def _load_outside(self, name: str, owner: Scope | None, place: Place, dst: int) -> int:
        dst = self.target(dst)
        in_class = self._reads_namespace() and name not in self.scope.globals
        if in_class or owner is not None:
            self.builder.emit(ir.LoadName(dst, name, -1), place)
        else:
            self.builder.emit(ir.LoadGlobal(dst, name), place)
        return dst

    def _reads_namespace(self) -> bool:
        scope = self.scope
        while scope.kind == "typeparams" and scope.parent is not None:
            scope = scope.parent
        return scope.kind == "class"

    def is_cell(self, name: str, owner: Scope) -> bool:
        """Says whether ``name`` of ``owner`` is reached through a cell in this frame."""
        return name in owner.cells

    def local(self, name: str) -> int:
        """Returns the register of ``name`` if it is a plain local here, else -1."""
        owner = owner_of(self.scope, name)
        if owner is None or owner.kind == "class" or self.is_cell(name, owner):
            return -1
        return self.registers[(name, owner)]

    def store(self, name: str, src: int, place: Place) -> None:
        """Emits an assignment to ``name`` (already mangled)."""
        owner = owner_of(self.scope, name)
        builder = self.builder
        if owner is None:
            builder.emit(ir.StoreGlobal(name, src), place)
        elif owner.kind == "class" and owner is self.frame:
            builder.emit(ir.StoreName(name, src), place)
        elif self.is_cell(name, owner):
            builder.emit(ir.StoreCell(self.registers[(name, owner)], src, name), place)
        else:
            register = self.registers[(name, owner)]
            if register != src:
                builder.emit(ir.Move(register, src), place)
            builder.set_bound(register)

    def delete(self, name: str, place: Place) -> None:
        """Emits ``del name`` (already mangled)."""
        owner = owner_of(self.scope, name)
        builder = self.builder
        if owner is None:
            builder.emit(ir.DeleteGlobal(name), place)
        elif owner.kind == "class" and owner is self.frame:
            builder.emit(ir.DeleteName(name), place)
        elif self.is_cell(name, owner):
            builder.emit(ir.DeleteCell(self.registers[(name, owner)], name), place)
        else:
            register = self.registers[(name, owner)]
            builder.emit(ir.Unbind(register, name), place)
            builder.set_unbound(register)

    # --- the result -------------------------------------------------------------------------

    def finish(
        self,
        kind: str,
        place: Place,
        parameters: Parameters = NO_PARAMETERS,
        *,
        is_async: bool = False,
        docstring: str | None = None,
    ) -> Code:
        """Returns the finished Code; the end of the body returns None.

        A class body whose methods need ``__class__`` returns the cell that is to hold the class.
        """
        builder = self.builder
        if builder.reachable:
            end = (place[1], place[1])
            cell = self.registers.get(("__class__", self.frame), -1) if kind == "class" else -1
            builder.terminate(ir.Return(cell if cell >= 0 else self.const(None, end)), end)
        instructions, spans = builder.finish(self.file.tree.lines.span)
        temporaries = builder.register_count - len(builder.names)
        frame = self.frame
        return Code(
            name=frame.name,
            qualname=self.qualname,
            kind=kind,
            parameters=parameters,
            instructions=instructions,
            spans=spans,
            registers=(*builder.names, *[""] * temporaries),
            free_cells=tuple((key[0], self.registers[key]) for key in frame.free),
            loops=builder.closed_loops(),
            span=self.span(place),
            is_generator=frame.has_yield or kind == "generator",
            is_async=is_async,
            docstring=docstring,
        )


def _named(scope: Scope) -> list[tuple[str, Scope]]:
    """Returns the names that have a register in the frame of ``scope``, parameters first."""
    found = dict.fromkeys((name, scope) for name in scope.parameters)
    if scope.kind not in ("module", "class"):
        found.update(dict.fromkeys((name, scope) for name in scope.bound if scope.owns(name)))
    found.update(dict.fromkeys((name, scope) for name in scope.cells))
    pending = [child for child in scope.children if child.frame is scope]
    while pending:
        inner = pending.pop(0)
        found.update(dict.fromkeys((name, inner) for name in inner.bound if inner.owns(name)))
        pending.extend(child for child in inner.children if child.frame is scope)
    found.update(dict.fromkeys(scope.free))
    return list(found)
