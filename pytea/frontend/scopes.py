"""Names and where they live: scopes, their owners, and the cells that closures need.

A *frame scope* has a Code of its own (module, function, lambda, class, generator expression). A
comprehension and a list of type parameters are *inline scopes*: they own names, but run in the frame
of the scope around them, so a name of theirs is a register of that frame.
"""

from __future__ import annotations

from dataclasses import field

from pytea.records import mutable

#: Kinds of scopes that have no Code of their own.
INLINE = ("comprehension", "typeparams")
#: Kinds whose names are visible from scopes inside them.
_VISIBLE = ("function", "lambda", "generator", "comprehension", "typeparams")


@mutable(eq=False)
class Scope:
    """One scope of the source text; filled by ``collecting`` and closed by ``resolve_cells``."""

    kind: str
    name: str
    parent: Scope | None
    #: The class whose name mangles ``__private`` names here, or None.
    private: str | None = None
    #: Parameter names in the order of their registers.
    parameters: tuple[str, ...] = ()
    #: How many of them can be given by position.
    positional_count: int = 0
    #: Names bound here, in order of their first binding; parameters included.
    bound: dict[str, None] = field(default_factory=dict)
    used: dict[str, None] = field(default_factory=dict)
    globals: set[str] = field(default_factory=set)
    nonlocals: set[str] = field(default_factory=set)
    #: Names bound by ``:=``; reading one of them copies it first.
    walrus: set[str] = field(default_factory=set)
    #: Names that a ``del`` or the end of a handler unbinds.
    deleted: set[str] = field(default_factory=set)
    has_yield: bool = False
    has_await: bool = False
    children: list[Scope] = field(default_factory=list)
    #: Names of this scope that another frame captures.
    cells: dict[str, None] = field(default_factory=dict)
    #: Names of outer scopes that this frame receives or passes on, with their owner.
    free: dict[tuple[str, Scope], None] = field(default_factory=dict)

    @property
    def frame(self) -> Scope:
        """The scope whose Code runs the instructions of this one."""
        scope = self
        while scope.kind in INLINE and scope.parent is not None:
            scope = scope.parent
        return scope

    @property
    def function(self) -> Scope:
        """The scope in which ``:=`` binds: the nearest one that is no comprehension."""
        scope = self
        while scope.kind in ("comprehension", "generator", "typeparams"):
            if scope.parent is None:
                break
            scope = scope.parent
        return scope

    def owns(self, name: str) -> bool:
        """Says whether ``name`` is a local of this scope."""
        return name in self.bound and name not in self.globals and name not in self.nonlocals


def owner_of(scope: Scope, name: str) -> Scope | None:
    """Returns the scope that owns ``name`` as seen from ``scope``; None for a global or builtin.

    The result has kind "class" for a name of that class body, which lives in its namespace, or for
    the ``__class__`` of its methods.
    """
    current: Scope | None = scope
    if name in scope.globals:
        return None
    while current is not None and current.kind == "typeparams" and not current.owns(name):
        current = current.parent
    if current is None or name in current.globals:
        return None
    if current.owns(name):
        return None if current.kind == "module" else current
    current = current.parent
    while current is not None:
        if current.kind in _VISIBLE:
            if name in current.globals:
                return None
            if current.owns(name):
                return current
        elif current.kind == "class" and name == "__class__":
            return current
        current = current.parent
    return None


def outer_owner(scope: Scope, name: str) -> Scope | None:
    """Returns the owner of ``name`` around a class body that may or may not bind it itself."""
    owner = owner_of(scope, name)
    return None if owner is scope and name != "__class__" else owner


def resolve_cells(module: Scope) -> None:
    """Finds every name that crosses a frame: fills ``cells`` and ``free`` of all scopes."""
    pending = [module]
    while pending:
        scope = pending.pop()
        pending.extend(reversed(scope.children))
        for name in [*scope.used, *scope.bound]:
            owner = owner_of(scope, name)
            if owner is None or owner.kind == "module":
                continue
            _capture(scope, name, owner)


def _capture(scope: Scope, name: str, owner: Scope) -> None:
    home = owner.frame
    current = scope.frame
    if current is home:
        return
    owner.cells[name] = None
    while current is not home:
        current.free[(name, owner)] = None
        if current.parent is None:
            break
        current = current.parent.frame


def mangled(name: str, private: str | None) -> str:
    """Returns ``name`` as a class body rewrites it: ``__x`` becomes ``_Class__x``."""
    if private is None or not name.startswith("__") or name.endswith("__") or "." in name:
        return name
    stripped = private.lstrip("_")
    return f"_{stripped}{name}" if stripped else name
