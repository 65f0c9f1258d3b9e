"""Making classes: bases, method resolution order, metaclasses, hooks."""

from __future__ import annotations

from pytea.machine.lookup import MISSING, find_in_class
from pytea.machine.machine import Machine
from pytea.machine.types import OBJECT, TYPE, class_name, is_open, is_subclass, mro_of
from pytea.values.objects import BuiltinType, ClassMethod, Ref, StaticMethod, Typing, Value
from pytea.values.records import ClassRecord, DictRecord, InstanceRecord, ModuleRecord
from pytea.values.unknown import Unknown

#: Bases that only matter to type checkers.
_TRANSPARENT = frozenset({"Generic", "Protocol", "ABC", "Any"})


def new_class(
    m: Machine, name: Value, bases: Value, namespace: Value, meta: Value, kwargs: dict[str, Value]
) -> Value:
    """Executes ``type.__new__``: returns the class object, after the hooks of its attributes."""
    assert isinstance(name, str)
    assert isinstance(bases, tuple)
    known, made = m.answer()
    if not known:
        made = _make_class(m, name, bases, namespace, meta, kwargs)
        m.remember(made)
    # where paths with other bases meet in a hook, each has a class of its own
    made = m.resolve(made)
    assert isinstance(made, Ref)
    cls = m.read(made)
    assert isinstance(cls, ClassRecord)
    hooks = _set_name_hooks(m, cls.attrs)
    parent_hook = _subclass_hook(m, cls.ancestors)
    if hooks or parent_hook is not MISSING:
        function = m.program.prelude(m, "run_class_hooks")
        parent = parent_hook if parent_hook is not MISSING else None
        return m.call(function, [made, tuple(hooks), parent, m.new_dict(kwargs)])
    return made


def _make_class(
    m: Machine, name: str, bases: tuple[Value, ...], namespace: Value, meta: Value,
    kwargs: dict[str, Value],
) -> Ref:  # fmt: skip
    attrs = namespace_of(m, namespace)
    attrs.setdefault("__doc__", None)
    if "__eq__" in attrs:
        attrs.setdefault("__hash__", None)
    kept, is_open = real_bases(m, bases)
    if any(isinstance(base, Typing) and base.name.endswith("Protocol") for base in bases):
        attrs["_is_protocol"] = True
    ancestors = linearize(m, kept)
    if ancestors == ():
        _refuse_bases(m, kept)
    record = m.read(m.frame.module)
    module = record.name if isinstance(record, ModuleRecord) else ""
    bundled = isinstance(record, ModuleRecord) and record.kind == "bundled"
    if bundled and attrs["__doc__"] is None:
        attrs["__doc__"] = Unknown("the docstring of a class of a library", kind="str")
    annotations = attrs.pop("__annotations_text__", ())
    qualname = attrs.pop("__qualname__", name)
    cls = ClassRecord(
        name, qualname if isinstance(qualname, str) else name, kept, ancestors, attrs,
        meta if isinstance(meta, Ref) else None, module,
        annotations if isinstance(annotations, tuple) else (), is_open, bundled,
    )  # fmt: skip
    for special in ("__init_subclass__", "__class_getitem__"):
        if isinstance(attrs.get(special), Ref):
            attrs[special] = ClassMethod(attrs[special])
    if isinstance(attrs.get("__new__"), Ref):
        attrs["__new__"] = StaticMethod(attrs["__new__"])
    # before anything changes: this may split the state
    subclasses = _subclasses(m, kept)
    ref = m.alloc(cls)
    _fill_class_cell(m, attrs, ref)
    for base, known in subclasses:
        record = m.state.heap.write(base, attributes=False)
        assert isinstance(record, ClassRecord)
        record.subclasses = (*known, ref)
    if (
        kwargs
        and _subclass_hook(m, cls.ancestors) is MISSING
        and not is_open
        and len(kept) == len(bases)
    ):
        text = f"{name}.__init_subclass__() takes no keyword arguments"
        m.raise_("TypeError", text, "bad-call")
    return ref


def _subclasses(m: Machine, bases: tuple[Value, ...]) -> list[tuple[Ref, tuple[Value, ...]]]:
    """Returns each base that is interpreted with the classes that derive from it so far."""
    found = []
    for base in bases:
        if isinstance(base, Ref):
            record = m.read(base)
            assert isinstance(record, ClassRecord)
            known = m.resolve(record.subclasses)
            assert isinstance(known, tuple)
            found.append((base, known))
    return found


def _refuse_bases(m: Machine, bases: tuple[Value, ...]) -> None:
    for index, base in enumerate(bases):
        if any(base is other for other in bases[:index]):
            m.raise_("TypeError", f"duplicate base class {class_name(m, base)}", "bad-call")
    names = ", ".join(class_name(m, base) for base in bases)
    m.raise_(
        "TypeError",
        f"Cannot create a consistent method resolution\norder (MRO) for bases {names}",
        "bad-call",
    )


def namespace_of(m: Machine, namespace: Value) -> dict[str, Value]:
    """Returns the attributes that a class body or a dict of attributes holds."""
    if isinstance(namespace, Ref):
        record = m.read(namespace)
        if isinstance(record, InstanceRecord) and isinstance(record.payload, Ref):
            record = m.read(record.payload)
        if isinstance(record, DictRecord):
            return {k: v for k, (_, v) in record.entries.items() if isinstance(k, str)}
    return {}


def real_bases(m: Machine, bases: tuple[Value, ...]) -> tuple[tuple[Value, ...], bool]:
    """Returns the bases that are classes, and whether one could not be followed."""
    kept: list[Value] = []
    is_open = False
    for base in bases:
        base = m.resolve(base)
        if isinstance(base, Typing):
            if base.name.rpartition(".")[2] not in _TRANSPARENT and not base.name.startswith(
                ("typing", "collections")
            ):
                is_open = True
        elif isinstance(base, BuiltinType) or (
            isinstance(base, Ref) and isinstance(m.read(base), ClassRecord)
        ):
            kept.append(base)
        elif isinstance(base, (Unknown, Ref)):
            is_open = True
    return tuple(kept), is_open


def linearize(m: Machine, bases: tuple[Value, ...]) -> tuple[Ref | BuiltinType, ...]:
    """Returns the C3 linearization behind a class with these bases; empty when there is none."""
    lists = [list(mro_of(m, base)) for base in bases]  # type: ignore[arg-type]
    lists.append(list(bases))  # type: ignore[arg-type]
    result: list[Ref | BuiltinType] = []
    while any(lists):
        for candidates in lists:
            if not candidates:
                continue
            head = candidates[0]
            if not any(head is entry for other in lists for entry in other[1:]):
                break
        else:
            return ()
        result.append(head)
        lists = [[e for e in other if e is not head] for other in lists]
    if OBJECT not in result:
        result.append(OBJECT)
    return tuple(result)


def _fill_class_cell(m: Machine, attrs: dict[str, Value], ref: Ref) -> None:
    cell = attrs.pop("__classcell__", None)
    if isinstance(cell, Ref):
        m.write(cell).value = ref  # type: ignore[attr-defined]


def _set_name_hooks(m: Machine, attrs: dict[str, Value]) -> list[Value]:
    hooks: list[Value] = []
    for name, value in attrs.items():
        if isinstance(value, Ref):
            record = m.read(value)
            if isinstance(record, InstanceRecord) and isinstance(record.cls, Ref):
                found, _ = find_in_class(m, record.cls, "__set_name__")
                if found is not MISSING:
                    hooks.append((value, name))
    return hooks


def _subclass_hook(m: Machine, mro: tuple[Ref | BuiltinType, ...]) -> Value:
    for entry in mro:
        if isinstance(entry, Ref):
            record = m.read(entry)
            assert isinstance(record, ClassRecord)
            hook = record.attrs.get("__init_subclass__")
            if hook is not None:
                return hook.function if isinstance(hook, ClassMethod) else hook
    return MISSING


_CONFLICT = (
    "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the "
    "metaclasses of all its bases"
)


def metaclass_of(m: Machine, bases: tuple[Value, ...], explicit: Value) -> Value:
    """Returns the metaclass of a class statement: the most derived one."""
    best = explicit
    for base in bases:
        if isinstance(base, Ref):
            record = m.read(base)
            if isinstance(record, ClassRecord) and record.metaclass is not None:
                if (
                    best is None
                    or not isinstance(best, Ref)
                    or any(entry is best for entry in mro_of(m, record.metaclass))
                ):
                    best = record.metaclass
                elif isinstance(m.read(best), ClassRecord) and not any(
                    entry is record.metaclass for entry in mro_of(m, best)
                ):
                    m.raise_("TypeError", _CONFLICT, "bad-call")
    if isinstance(best, Ref) and isinstance(m.read(best), ClassRecord):
        # one that derives from what is not followed makes classes all the same
        return None if is_open(m, best) and not is_subclass(m, best, TYPE) else best
    return None if best is TYPE or (isinstance(best, (Typing, Unknown))) else best
