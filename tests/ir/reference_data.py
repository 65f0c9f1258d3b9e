"""Reference execution of values, names, operators and displays."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from pytea.ir import instructions as ir
from tests.ir.frame import EXECUTE, UNBOUND, Cell, Frame, global_value, on, spread

BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "**": operator.pow,
    "@": operator.matmul,
    "<<": operator.lshift,
    ">>": operator.rshift,
    "&": operator.and_,
    "|": operator.or_,
    "^": operator.xor,
}
INPLACE: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.iadd,
    "-": operator.isub,
    "*": operator.imul,
    "/": operator.itruediv,
    "//": operator.ifloordiv,
    "%": operator.imod,
    "**": operator.ipow,
    "@": operator.imatmul,
    "<<": operator.ilshift,
    ">>": operator.irshift,
    "&": operator.iand,
    "|": operator.ior,
    "^": operator.ixor,
}
COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "is": operator.is_,
    "is-not": operator.is_not,
    "in": lambda a, b: a in b,
    "not-in": lambda a, b: a not in b,
}
UNARY: dict[str, Callable[[Any], Any]] = {
    "+": operator.pos,
    "-": operator.neg,
    "~": operator.invert,
}


# --- values and names ---------------------------------------------------------------------------


@on(ir.Const)
def _const(f: Frame, i: ir.Const) -> None:
    f.regs[i.dst] = i.value


@on(ir.Move)
def _move(f: Frame, i: ir.Move) -> None:
    assert f.regs[i.src] is not UNBOUND
    f.regs[i.dst] = f.regs[i.src]


@on(ir.CheckBound)
def _check(f: Frame, i: ir.CheckBound) -> None:
    if f.regs[i.slot] is UNBOUND:
        raise UnboundLocalError(
            f"cannot access local variable '{i.name}' where it is not associated with a value"
        )


@on(ir.Unbind)
def _unbind(f: Frame, i: ir.Unbind) -> None:
    _ = EXECUTE[ir.CheckBound](f, i)
    f.regs[i.slot] = UNBOUND


@on(ir.LoadGlobal)
def _load_global(f: Frame, i: ir.LoadGlobal) -> None:
    f.regs[i.dst] = global_value(f, i.name)


@on(ir.StoreGlobal)
def _store_global(f: Frame, i: ir.StoreGlobal) -> None:
    f.globals[i.name] = f.regs[i.src]


@on(ir.DeleteGlobal)
def _delete_global(f: Frame, i: ir.DeleteGlobal) -> None:
    if i.name not in f.globals:
        raise NameError(f"name '{i.name}' is not defined")
    del f.globals[i.name]


@on(ir.LoadName)
def _load_name(f: Frame, i: ir.LoadName) -> None:
    if i.name in f.namespace:
        f.regs[i.dst] = f.namespace[i.name]
    elif i.cell >= 0:
        EXECUTE[ir.LoadCell](f, i)
    else:
        f.regs[i.dst] = global_value(f, i.name)


@on(ir.StoreName)
def _store_name(f: Frame, i: ir.StoreName) -> None:
    f.namespace[i.name] = f.regs[i.src]


@on(ir.DeleteName)
def _delete_name(f: Frame, i: ir.DeleteName) -> None:
    if i.name not in f.namespace:
        raise NameError(f"name '{i.name}' is not defined")
    del f.namespace[i.name]


@on(ir.MakeCell)
def _make_cell(f: Frame, i: ir.MakeCell) -> None:
    assert not isinstance(f.regs[i.slot], Cell)
    f.regs[i.slot] = Cell(f.regs[i.slot])


@on(ir.LoadCell)
def _load_cell(f: Frame, i: ir.LoadCell) -> None:
    value = f.regs[i.cell].value
    if value is UNBOUND:
        if any(name == i.name for name, _ in f.code.free_cells):
            raise NameError(
                f"cannot access free variable '{i.name}' where it is not associated with a value"
                " in enclosing scope"
            )
        raise UnboundLocalError(
            f"cannot access local variable '{i.name}' where it is not associated with a value"
        )
    f.regs[i.dst] = value


@on(ir.StoreCell)
def _store_cell(f: Frame, i: ir.StoreCell) -> None:
    f.regs[i.cell].value = f.regs[i.src]


@on(ir.DeleteCell)
def _delete_cell(f: Frame, i: ir.DeleteCell) -> None:
    f.regs[i.cell].value = UNBOUND


# --- building -----------------------------------------------------------------------------------


@on(ir.BuildTuple)
def _tuple(f: Frame, i: ir.BuildTuple) -> None:
    f.regs[i.dst] = tuple(spread(f, i.items, i.starred))


@on(ir.BuildList)
def _list(f: Frame, i: ir.BuildList) -> None:
    f.regs[i.dst] = spread(f, i.items, i.starred)


@on(ir.BuildSet)
def _set(f: Frame, i: ir.BuildSet) -> None:
    f.regs[i.dst] = set(spread(f, i.items, i.starred))


@on(ir.BuildDict)
def _dict(f: Frame, i: ir.BuildDict) -> None:
    found: dict[Any, Any] = {}
    for key, value in zip(i.keys, i.values, strict=True):
        if key < 0:
            found.update(f.regs[value])
        else:
            found[f.regs[key]] = f.regs[value]
    f.regs[i.dst] = found


@on(ir.BuildSlice)
def _slice(f: Frame, i: ir.BuildSlice) -> None:
    f.regs[i.dst] = slice(f.regs[i.start], f.regs[i.stop], f.regs[i.step])


@on(ir.FormatValue)
def _format(f: Frame, i: ir.FormatValue) -> None:
    convert: dict[str, Callable[[Any], Any]] = {"s": str, "r": repr, "a": ascii}
    value = f.regs[i.src]
    value = convert[i.conversion](value) if i.conversion else value
    f.regs[i.dst] = format(value, f.regs[i.spec] if i.spec >= 0 else "")


@on(ir.BuildString)
def _string(f: Frame, i: ir.BuildString) -> None:
    f.regs[i.dst] = "".join(f.regs[part] for part in i.parts)


@on(ir.ListAppend)
def _append(f: Frame, i: ir.ListAppend) -> None:
    f.regs[i.list].append(f.regs[i.src])


@on(ir.SetAdd)
def _add(f: Frame, i: ir.SetAdd) -> None:
    f.regs[i.set].add(f.regs[i.src])


@on(ir.DictSet)
def _dict_set(f: Frame, i: ir.DictSet) -> None:
    f.regs[i.dict][f.regs[i.key]] = f.regs[i.value]


# --- operators ----------------------------------------------------------------------------------


@on(ir.Unary)
def _unary(f: Frame, i: ir.Unary) -> None:
    f.regs[i.dst] = UNARY[i.op](f.regs[i.src])


@on(ir.Not)
def _not(f: Frame, i: ir.Not) -> None:
    f.regs[i.dst] = not f.regs[i.src]


@on(ir.Binary)
def _binary(f: Frame, i: ir.Binary) -> None:
    f.regs[i.dst] = BINARY[i.op](f.regs[i.left], f.regs[i.right])


@on(ir.InplaceBinary)
def _inplace(f: Frame, i: ir.InplaceBinary) -> None:
    f.regs[i.dst] = INPLACE[i.op](f.regs[i.left], f.regs[i.right])


@on(ir.Compare)
def _compare(f: Frame, i: ir.Compare) -> None:
    f.regs[i.dst] = COMPARE[i.op](f.regs[i.left], f.regs[i.right])


@on(ir.GetAttr)
def _get_attr(f: Frame, i: ir.GetAttr) -> None:
    f.regs[i.dst] = getattr(f.regs[i.obj], i.name)


@on(ir.SetAttr)
def _set_attr(f: Frame, i: ir.SetAttr) -> None:
    setattr(f.regs[i.obj], i.name, f.regs[i.src])


@on(ir.DelAttr)
def _del_attr(f: Frame, i: ir.DelAttr) -> None:
    delattr(f.regs[i.obj], i.name)


@on(ir.GetItem)
def _get_item(f: Frame, i: ir.GetItem) -> None:
    f.regs[i.dst] = f.regs[i.obj][f.regs[i.index]]


@on(ir.SetItem)
def _set_item(f: Frame, i: ir.SetItem) -> None:
    f.regs[i.obj][f.regs[i.index]] = f.regs[i.src]


@on(ir.DelItem)
def _del_item(f: Frame, i: ir.DelItem) -> None:
    del f.regs[i.obj][f.regs[i.index]]


@on(ir.Unpack)
def _unpack(f: Frame, i: ir.Unpack) -> None:
    count = len(i.targets)
    items = list(f.regs[i.src])
    if i.star >= 0:
        if len(items) < count - 1:
            raise ValueError(
                f"not enough values to unpack (expected at least {count - 1}, got {len(items)})"
            )
        tail = len(items) - (count - i.star - 1)
        items = [*items[: i.star], items[i.star : tail], *items[tail:]]
    elif len(items) < count:
        raise ValueError(f"not enough values to unpack (expected {count}, got {len(items)})")
    elif len(items) > count:
        raise ValueError(f"too many values to unpack (expected {count})")
    for register, item in zip(i.targets, items, strict=True):
        f.regs[register] = item
