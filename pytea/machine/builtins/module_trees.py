"""What ``torch.nn.Module`` asks about its tree of modules: walked natively, since loops do it often."""

from __future__ import annotations

from types import NoneType

from pytea.machine.lookup import find_in_class
from pytea.machine.machine import Machine
from pytea.machine.summaries import Items, as_items, fresh_count, new_summary
from pytea.machine.tables import native
from pytea.records import mutable
from pytea.values.objects import Ref, Value
from pytea.values.records import InstanceRecord, SetRecord
from pytea.values.unknown import Unknown

#: Why the parts of a module cannot be listed.
_HIDDEN = "the parts of a module that is not known"


@native("_pytea", "walk_modules")
def intrinsic_walk_modules(m: Machine, module: Value, prefix: Value, once: Value) -> Value:
    """Returns a list of (name, module), each module once or as often as it is found."""
    tree = _walk(m, module, prefix, once=m.truth(once))
    if len(tree.modules) == 1 and tree.hides:
        return m.opaque("list", _HIDDEN)
    return _listed(m, list(tree.modules), tree.is_open)


@native("_pytea", "walk_members")
def intrinsic_walk_members(
    m: Machine, module: Value, table: Value, prefix: Value, recurse: Value, once: Value
) -> Value:
    """Returns a list of (name, parameter or buffer) of a module, with those of its children."""
    remove_duplicates = m.truth(once)
    tree = _Tree([(prefix, module)] if isinstance(module, Ref) else [])
    if m.truth(recurse):
        tree = _walk(m, module, prefix, once=remove_duplicates)
    seen: set[int] = set()
    rows: list[Value] = []
    for owner_name, owner in tree.modules:
        entries, is_open = _entries(m, owner, str(table))
        tree.is_open |= is_open
        for name, value in entries:
            if value is None or (isinstance(value, Ref) and value.addr in seen):
                continue
            if remove_duplicates and isinstance(value, Ref):
                seen.add(value.addr)
            rows.append((_joined(m, owner_name, name), value))
    if not rows and tree.hides:
        return m.opaque("list", _HIDDEN)
    return _listed(m, rows, tree.is_open)


@native("_pytea", "set_training")
def intrinsic_set_training(m: Machine, module: Value, mode: Value) -> Value:
    """Sets ``training`` on a module and below it; returns the children with a ``train`` of their own."""
    plain: list[Ref] = []
    special: list[Value] = []
    stack: list[Value] = [module]
    seen: set[int] = set()
    while stack:
        current = stack.pop()
        if not isinstance(current, Ref) or current.addr in seen:
            continue
        seen.add(current.addr)
        plain.append(current)
        for _, child in reversed(_entries(m, current, "_modules")[0]):
            if child is None:
                continue
            (stack if _trains_plainly(m, child) else special).append(child)
    for ref in plain:
        attrs = getattr(m.read(ref), "attrs", {})
        if "training" not in attrs or attrs["training"] is not mode:
            m.write(ref).attrs["training"] = mode  # type: ignore[attr-defined]
    return tuple(special)


@native("_pytea", "state_rows")
def intrinsic_state_rows(m: Machine, module: Value, prefix: Value) -> Value:
    """Returns the (key, tensor) pairs of ``state_dict`` for a module and what is below it.

    None if a part of the tree is not known, or has a ``state_dict`` of its own.
    """
    if not isinstance(prefix, str) or (prefix and not prefix.endswith(".")):
        return None
    tree = _walk(m, module, prefix.removesuffix("."), once=False)
    rows: list[Value] = []
    for owner_name, owner in tree.modules:
        hidden = _texts_in(m, m.read(owner).attrs.get("_non_persistent_buffers_set"))  # type: ignore[attr-defined]
        if hidden is None or (owner != module and not _is_plain(m, owner, "state_dict")):
            return None
        for table in ("_parameters", "_buffers"):
            entries, is_open = _entries(m, owner, table)
            if is_open:
                return None
            for name, value in entries:
                if not isinstance(name, str) or not isinstance(value, (Ref, NoneType)):
                    return None
                if value is not None and (table == "_parameters" or name not in hidden):
                    rows.append((_joined(m, owner_name, name), value))
    return None if tree.hides or tree.is_open else tuple(rows)


def _texts_in(m: Machine, names: Value) -> list[str] | None:
    """Returns what is in a set of texts; nothing of an attribute that is not there."""
    if names is None:
        return []
    record = m.read(names) if isinstance(names, Ref) else None
    values = [*record.entries.values()] if isinstance(record, SetRecord) else [None]
    texts = [value for value in values if isinstance(value, str)]
    return texts if len(texts) == len(values) else None


def _trains_plainly(m: Machine, module: Value) -> bool:
    return isinstance(module, Ref) and _is_plain(m, module, "train")


def _is_plain(m: Machine, module: Ref, method: str) -> bool:
    """Returns whether a module has the method that torch gives it."""
    record = m.read(module)
    if not isinstance(record, InstanceRecord) or method in record.attrs:
        return False
    _, holder = find_in_class(m, record.cls, method)
    plain: bool = m.program.semantics.is_module_class(m, holder)
    return plain


@mutable()
class _Tree:
    """Modules with their names; a tree is open where there may be more that look like these."""

    modules: list[tuple[Value, Ref]]
    is_open: bool = False
    #: Whether a child or an attribute of a module is not known: it may be a module of any kind.
    hides: bool = False


def _listed(m: Machine, rows: list[Value], is_open: bool) -> Value:
    listed = m.new_list(rows)
    items = as_items(m, listed) if is_open and rows else None
    if items is None:
        return listed
    return new_summary(m, "list", Items(items.element, fresh_count(m, 1), items.bound))


def _walk(m: Machine, root: Value, prefix: Value, *, once: bool) -> _Tree:
    tree = _Tree([])
    seen: set[int] = set()
    stack: list[tuple[Value, Value]] = [(prefix, root)]
    while stack:
        name, module = stack.pop()
        if isinstance(module, Unknown):
            # a child of any kind, with parts of its own
            tree.hides = tree.is_open = True
        if not isinstance(module, Ref) or module.addr in seen:
            continue
        if not isinstance(m.read(module), InstanceRecord):
            continue
        if once:
            seen.add(module.addr)
        tree.modules.append((name, module))
        tree.hides |= _hides(m, module)
        children, is_open = _entries(m, module, "_modules")
        tree.is_open |= is_open
        for child_name, child in reversed(children):
            stack.append((_joined(m, name, child_name), child))
    return tree


def _hides(m: Machine, module: Ref) -> bool:
    attrs: dict[str, Value] = m.read(module).attrs  # type: ignore[attr-defined]
    return any(type(value) is Unknown and not value.kind for value in attrs.values())


def _entries(m: Machine, module: Value, table: str) -> tuple[list[tuple[Value, Value]], bool]:
    """Returns what one of the tables of a module holds, and whether it may hold more of the kind.

    Of entries that cannot be listed, one stands for all.
    """
    record = m.read(module) if isinstance(module, Ref) else None
    if not isinstance(record, InstanceRecord):
        return [], False
    entries, others = m.program.semantics.mapping_items(m, record.attrs.get(table, ()))
    if others is not None:
        entries = [*entries, (others.key, others.value)]
    return [(m.resolve(name), m.resolve(value)) for name, value in entries], others is not None


def _joined(m: Machine, prefix: Value, name: Value) -> Value:
    prefix = m.resolve(prefix)
    if isinstance(prefix, str) and isinstance(name, str):
        return f"{prefix}.{name}" if prefix else name
    return name if not isinstance(name, str) else m.unknown("the name of a module", "str")
