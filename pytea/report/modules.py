"""A table of the modules of a program: outputs, parameters, multiply-adds, as torchinfo prints them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import prod

from pytea.machine.observer import ModuleUse
from pytea.records import immutable
from pytea.report.styled import Line, Piece, Role
from pytea.symbolic import Int, render

_HEAD = ("Module", "Output shape", "Parameters", "Mult-adds")
#: Layers whose weights the module around them uses itself.
_NEVER_CALLED = ("NonDynamicallyQuantizableLinear",)
#: Bytes of a number in an activation.
_BYTES = 4
_KNOWN = re.compile(r"\w")


@immutable()
class Row:
    """One module in the table."""

    name: str
    use: ModuleUse
    #: The parameters of the module and of all modules in it: symbol (or "") → factor.
    total: Counter[str]
    is_leaf: bool
    #: How often it is called for one call of the whole model.
    times: int = 1
    #: The weights that it computes with, its own and those of parts that are never called.
    weights: tuple[tuple[int | str, ...], ...] = ()
    #: It gave nothing that is known, since it or a part of it failed.
    failed: bool = False


def rows_of(modules: Mapping[int, ModuleUse]) -> Iterator[Row]:
    """Yields the modules as a tree: those that the program calls itself, then what is in them."""
    inner = {address for use in modules.values() for _, address in use.children}
    tops = [use for use in modules.values() if use.address not in inner]
    used = [use for use in tops if use.outermost]
    for use in used or tops:
        yield from _tree(use, use.class_name, "", "", modules, frozenset(), max(use.calls, 1))


def _tree(
    use: ModuleUse,
    label: str,
    lead: str,
    below: str,
    modules: Mapping[int, ModuleUse],
    above: frozenset[int],
    whole: int,
) -> Iterator[Row]:
    children = [(n, modules[a]) for n, a in use.children if a in modules and a not in above]
    total = _parameters(use, modules, set())
    weights = tuple(_weights(use, [child for _, child in children]))
    failed = _fails(use, modules, above)
    yield Row(lead + label, use, total, not children, max(use.calls // whole, 1), weights, failed)
    for number, (name, child) in enumerate(children, 1):
        last = number == len(children)
        text = f"{name}: {child.class_name}"
        own, deeper = ("└─ ", "   ") if last else ("├─ ", "│  ")
        inside = above | {use.address}
        yield from _tree(child, text, below + own, below + deeper, modules, inside, whole)


def _fails(use: ModuleUse, modules: Mapping[int, ModuleUse], above: frozenset[int]) -> bool:
    """Returns whether a module was called and gave nothing, or a part of it did.

    What it seems to give behind such a part is only what was meant.
    """
    if use.inputs and not use.outputs:
        return True
    inside = above | {use.address}
    parts = (modules[a] for _, a in use.children if a in modules and a not in inside)
    return any(_fails(part, modules, inside) for part in parts)


def _parameters(use: ModuleUse, modules: Mapping[int, ModuleUse], seen: set[int]) -> Counter[str]:
    """Returns the parameters of a module and of those in it, each module once."""
    if use.address in seen:
        return Counter()
    seen.add(use.address)
    shapes = (sizes_in(text) for _, text in use.parameters)
    own = (_elements(sizes) for sizes in shapes if sizes is not None)
    inner = (modules[a] for _, a in use.children if a in modules)
    return sum((*own, *(_parameters(child, modules, seen) for child in inner)), Counter[str]())


def _weights(use: ModuleUse, children: Sequence[ModuleUse]) -> Iterator[tuple[int | str, ...]]:
    for part in (use, *(child for child in children if child.class_name in _NEVER_CALLED)):
        yield from (sizes_in(shape) or () for name, shape in part.parameters if "weight" in name)


def multiply_adds(row: Row) -> Counter[str]:
    """Returns the multiply-adds of a module in one call of the model: symbol → factor.

    Those of products are counted as they run; those of weights by their sizes.

    Every number of a weight is used once for every output position: for ``(B, out, H, W)`` of a
    convolution B·H·W times, for ``(*, out)`` of a linear or recurrent layer once per row. In a
    transposed convolution every input position spreads over its kernel.
    """
    use = row.use
    given = use.inputs if "Transpose" in use.class_name else use.outputs
    outputs = [sizes_in(shape) for shape in given[:1]]
    counts = _products(use.products * row.times)
    if "Embedding" in use.class_name:
        return counts
    for weight in row.weights:
        for output in outputs:
            if weight and output:
                # the size that both have counts once
                pairs = (weight, output[:-1]) if len(weight) == 2 else (weight[1:], output)
                counts += _elements((*pairs[0], *pairs[1]), row.times)
    return counts


def _products(count: Int) -> Counter[str]:
    if isinstance(count, int):
        return Counter({"": count}) if count else Counter()
    counts = Counter({"": count.const}) if count.const else Counter[str]()
    for monomial, factor in count.terms:
        counts["·".join(render(atom.expr) for atom in monomial)] += factor
    return counts


def _elements(sizes: Sequence[int | str] | None, factor: int = 1) -> Counter[str]:
    names = [str(size) for size in sizes or () if not isinstance(size, int)]
    names.sort(key=lambda name: (not name.isidentifier(), name))
    symbols = "·".join(f"({name})" if " " in name else name for name in names)
    number = factor * prod(size for size in sizes or () if isinstance(size, int))
    return Counter({symbols: number})


def sizes_in(text: str) -> tuple[int | str, ...] | None:
    """Returns the sizes of the first shape in a text, ``((H + 1) // 2, 3)`` among them; else None."""
    start = text.find("(")
    while start >= 0:
        inner = _inside(text, start)
        items = _items(inner)
        # what is in brackets without a comma is an expression, or the arguments of max
        if (not inner or len(items) > 1) and not text[start - 1 : start].isalnum():
            if items[0].startswith("(") and _inside(items[0], 0) == items[0][1:-1]:
                return sizes_in(items[0])
            return tuple(int(item) if item.isdigit() else item for item in items if item)
        start = text.find("(", start + 1)
    return None


def _inside(text: str, start: int) -> str:
    """Returns what stands between a bracket and the one that closes it."""
    depth = 0
    for index in range(start, len(text)):
        depth += (text[index] == "(") - (text[index] == ")")
        if not depth:
            return text[start + 1 : index]
    return text[start + 1 :]


def _items(text: str) -> list[str]:
    """Returns the parts of a text between the commas outside of brackets."""
    items, depth = [""], 0
    for sign in text:
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and not depth:
            items.append("")
        else:
            items[-1] += sign
    return [item.strip() for item in items]


def activations(use: ModuleUse) -> Counter[str]:
    """Returns the bytes of a module's output: symbol (or "") → factor."""
    sizes = sizes_in(use.outputs[0]) if use.outputs else ()
    return _elements(sizes, _BYTES) if sizes else Counter()


def render_modules(modules: Mapping[int, ModuleUse]) -> Iterator[Line]:
    """Yields the table and its totals."""
    rows = list(rows_of(modules))
    if not rows:
        yield (Piece("no module is called"),)
        return
    cells = [_cells(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(_HEAD, *cells, strict=True)]
    yield _line(_HEAD, widths, "place")
    yield (Piece("─" * (sum(widths) + 3 * 2), "margin"),)
    for row, texts in zip(rows, cells, strict=True):
        yield _line(texts, widths, "error" if row.failed else "plain")
    yield (Piece("─" * (sum(widths) + 3 * 2), "margin"),)
    leaves = {row.use.address: row.use for row in rows if row.is_leaf}
    everything = {row.use.address: row for row in rows}
    tops = [row for row in rows if not row.name.startswith(("│", "├", "└", " "))]
    adds = sum((multiply_adds(row) for row in everything.values()), Counter[str]())
    held = sum((activations(use) for use in leaves.values()), Counter[str]())
    total = sum((row.total for row in tops), Counter[str]())
    yield (Piece(f"parameters: {_polynomial(total)}"),)
    yield (Piece(f"multiply-adds: {_polynomial(adds)}"),)
    yield (Piece(f"activations: {_polynomial(held)} bytes"),)


def _cells(row: Row) -> tuple[str, ...]:
    outputs = [shape for shape in row.use.outputs if _KNOWN.search(shape)] or row.use.outputs
    output = "error" if row.failed else outputs[0] if outputs else "—"
    adds = multiply_adds(row)
    total = _polynomial(row.total) if row.total else "—"
    return (row.name, output, total, _polynomial(adds) if adds else "—")


def _polynomial(terms: Counter[str]) -> str:
    texts = [f"{number:,}{'·' + name if name else ''}" for name, number in sorted(terms.items())]
    return " + ".join(texts) or "0"


def _line(texts: Sequence[str], widths: Sequence[int], role: Role) -> Line:
    first, *rest = (
        text.ljust(width) if index < 2 else text.rjust(width)
        for index, (text, width) in enumerate(zip(texts, widths, strict=True))
    )
    return (Piece("  ".join([first, *rest]), role),)
