"""How a function uses its parameters, read off its text: what kind of value each of them is."""

from __future__ import annotations

import ast
import inspect
import re
from dataclasses import field
from functools import lru_cache, partial

from pytea.analysis.library.items import item_names
from pytea.analysis.library.layers import Place
from pytea.analysis.library.written import is_named, unwrapped
from pytea.records import mutable
from pytea.stubapi import OPERATORS

_ITERATING = frozenset({"len", "enumerate", "zip", "reversed", "list", "tuple", "sum", "iter"})
_COUNTING = frozenset({"range"})
#: Functions of torch and methods of tensors that take sizes.
_SIZING = frozenset(
    [
        "view", "reshape", "zeros", "ones", "randn", "rand", "empty", "arange", "eye", "full",
        "manual_seed", "manual_seed_all", "set_num_threads", "linspace", "chunk", "topk", "narrow", "tril_indices", "triu_indices", "randperm",
    ]
)  # fmt: skip
#: Functions that take tensors and a text that tells their dims.
_BY_PATTERN = frozenset(["rearrange", "repeat", "einsum", "reduce"])
#: Methods of tensors that take how often, or to which size.
_REPEATING = re.compile(r"^(?!torch\.|einops\.).*\.(repeat|expand|tile)$")
#: What tensors and modules both have.
_OF_MODULES = frozenset(
    [
        "half", "float", "double", "bfloat16", "to", "type", "cpu", "cuda", "xpu", "ipu",
        "requires_grad_", "share_memory_", "register_hook",
    ]
)  # fmt: skip
#: How many functions are remembered with their parts.
_KEPT = 512
#: What of a function may tell what is done with a name.
_TELLING = (
    ast.Attribute, ast.Call, ast.Subscript, ast.Assign, ast.For, ast.comprehension, ast.Slice,
    ast.Starred, ast.Compare, ast.BinOp, ast.If, ast.IfExp, ast.UnaryOp, ast.BoolOp,
)  # fmt: skip
_BUILDING = re.compile(r"(^|\.)[A-Z]\w*[a-z]\w*$")


@mutable()
class Uses:
    """What is done with one name."""

    attributes: set[str] = field(default_factory=set)
    #: Texts that it is compared with, or that are keys of a display that it indexes.
    texts: dict[str, None] = field(default_factory=dict)
    called: bool = False
    #: Whether a constructor calls it: it makes layers.
    makes: bool = False
    #: Whether it is asked whether it is an int.
    counts: bool = False
    #: Whether it is kept as a layer whose results are tensors.
    gives: bool = False
    iterated: bool = False
    #: Whether a loop or a function goes through it, and not only ``*name``.
    looped: bool = False
    subscripted: bool = False
    counted: bool = False
    computed: bool = False
    #: Whether it is divided without a rest, or the divisor of such a division.
    divided: bool = False
    tested: bool = False
    #: Whether a number is looked for in it.
    contains: bool = False
    #: The types of the numbers with which it is compared where a branch hangs on it.
    decides: set[type] = field(default_factory=set)
    #: Functions that it is given to.
    given_to: set[str] = field(default_factory=set)
    #: The places of calls at which it is given, alone or in a sum or product.
    places: set[Place] = field(default_factory=set)
    #: Whether it is indexed with anything but a number, and the numbers.
    sliced: bool = False
    #: Whether a variable picks rows of it.
    picked: bool = False
    #: Whether it says which item of something else is taken.
    selects: bool = False
    indices: set[int] = field(default_factory=set)
    #: The texts that it is indexed with.
    keys: dict[str, None] = field(default_factory=dict)
    #: The places of calls at which its items are given.
    items: set[Place] = field(default_factory=set)
    #: Whether it is where a slice begins or ends.
    bounds: bool = False
    #: Whether it is split as only texts are.
    spelled: bool = False
    #: The number of variables that it is unpacked into; 0 if it is not.
    unpacked: int = 0
    #: Whether its items are sizes by their uses, or all of them tensors.
    of_sizes: bool = False
    of_tensors: bool = False
    #: Whether one of them picks rows of a tensor.
    of_rows: bool = False

    @property
    def as_tensor(self) -> bool:
        """Whether it is used as tensors are."""
        methods = self.attributes - {"device", "dtype", "size", "T"}
        if self.spelled:
            return False
        if self.attributes & {"shape", "size", "dtype", "device"} and not self.called:
            return True
        if any(f"torch.Tensor.{name}" in OPERATORS for name in methods):
            return True
        given = {name for name in self.given_to if name.rpartition(".")[2] not in _SIZING}
        return any(name.startswith(("torch.", "F.", "einops.")) for name in given) or bool(
            given & _BY_PATTERN
        )

    @property
    def as_shaped(self) -> bool:
        """Whether it has what only tensors have, so that no list, number or module can be meant."""
        by_pattern = any(name.rpartition(".")[2] in _BY_PATTERN for name in self.given_to)
        return self.as_tensor and (
            by_pattern
            or any(
                name in ("shape", "dtype", "device") or f"torch.Tensor.{name}" in OPERATORS
                for name in self.attributes - _OF_MODULES
            )
        )

    @property
    def as_size(self) -> bool:
        """Whether it is a number by its use: divided without a rest, or given as a size."""
        if self.divided or self.bounds:
            return True
        return any(
            name.rpartition(".")[2] in _SIZING or _REPEATING.search(name) for name, _ in self.places
        )

    @property
    def builds(self) -> bool:
        """Whether layers are made with it."""
        return any(
            _BUILDING.search(name) and not name.startswith("self.") for name in self.given_to
        )

    @property
    def only_tested(self) -> bool:
        """Whether nothing but its truth matters."""
        other = self.attributes or self.given_to or self.subscripted or self.iterated or self.called
        return self.tested and not (other or self.computed)

    def merge(self, other: Uses) -> None:
        """Adds what is done with the same value elsewhere."""
        self.attributes |= other.attributes
        self.texts |= other.texts
        self.given_to |= other.given_to
        self.places |= other.places
        self.items |= other.items
        self.decides |= other.decides
        self.indices |= other.indices
        self.keys |= other.keys
        self.unpacked = self.unpacked or other.unpacked
        for name in (
            "called", "makes", "counts", "iterated", "looped", "subscripted", "counted", "computed", "divided", "tested",
            "contains", "sliced", "picked", "bounds", "spelled", "of_sizes", "of_tensors", "of_rows",
        ):  # fmt: skip
            setattr(self, name, getattr(self, name) or getattr(other, name))

    @property
    def as_object(self) -> bool:
        """Whether attributes are read that tensors and numbers do not have."""
        return any(
            f"torch.Tensor.{name}" not in OPERATORS and not name.startswith("__")
            for name in self.attributes
        )


@lru_cache(maxsize=_KEPT)
def _nodes(function: ast.AST) -> tuple[ast.AST, ...]:
    """Returns the parts of a function that may tell what is done with a name."""
    return tuple(node for node in ast.walk(function) if isinstance(node, _TELLING))


@lru_cache(maxsize=_KEPT)
def _mentioned(function: ast.AST) -> frozenset[str]:
    """Returns the names and attributes in a function."""
    nodes = list(ast.walk(function))
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    return frozenset(names | {node.attr for node in nodes if isinstance(node, ast.Attribute)})


def collect(function: ast.AST, name: str, uses: Uses) -> None:
    """Adds what is done with a name, ``self.name`` or ``*.name`` in a function."""
    if name.rpartition(".")[2] not in _mentioned(function):
        return
    for node in _nodes(function):
        match node:
            case ast.Attribute() if is_named(node.value, name):
                uses.attributes.add(node.attr)
            case ast.Call():
                _collect_call(node, name, uses)
            case ast.Subscript() if is_named(node.value, name):
                _collect_index(node.slice, uses)
            case ast.Assign(targets=[ast.Tuple() as names]) if is_named(
                unwrapped(node.value), name
            ):
                uses.unpacked = len(names.elts)
                uses.of_sizes |= all(_is_size(function, part) for part in names.elts)
                uses.of_tensors |= all(_is_tensor(function, part) for part in names.elts)
                uses.of_rows |= any(_is_index(function, part) for part in names.elts)
            case ast.Subscript(value=ast.Dict() as table) if is_named(node.slice, name):
                _add_texts(uses, table.keys)
                uses.selects = True
            case ast.Subscript() if is_named(node.slice, name):
                uses.selects = True
            case ast.For() | ast.comprehension():
                if is_named(node.iter, name):
                    uses.iterated = uses.looped = True
                for item in item_names(node.target, node.iter, partial(is_named, name=name)):
                    uses.items |= _part(function, item).places
            case ast.Slice() if _is_bound(node, name):
                uses.bounds = True
            case ast.Starred() if is_named(node.value, name):
                uses.iterated = True
            case ast.Compare():
                _collect_compare(node, name, uses)
            case ast.BinOp() if is_named(node.left, name) or is_named(node.right, name):
                uses.computed = True
                uses.divided |= isinstance(node.op, (ast.FloorDiv, ast.Mod))
            case ast.BinOp(op=ast.Mult()) if _repeats(node, name):
                uses.counted = True
            case ast.If() | ast.IfExp() | ast.UnaryOp(op=ast.Not()) | ast.BoolOp():
                _collect_decision(node, name, uses)
                parts = node.values if isinstance(node, ast.BoolOp) else ()
                tested = getattr(node, "test", getattr(node, "operand", None))
                if any(is_named(part, name) for part in (*parts, tested)):
                    uses.tested = True


def _repeats(node: ast.BinOp, name: str) -> bool:
    """Returns whether a list is repeated as often as a name says: ``[dim] * (depth - 1)``."""
    sides = (node.left, node.right)
    is_list = any(isinstance(side, (ast.List, ast.Tuple)) for side in sides)
    return is_list and any(_is_part(side, name) for side in sides)


def _collect_decision(node: ast.AST, name: str, uses: Uses) -> None:
    """Adds the numbers with which a name is compared where a branch hangs on it."""
    test = getattr(node, "test", None)
    for part in test.values if isinstance(test, ast.BoolOp) else [test]:
        if isinstance(part, ast.Compare) and is_named(part.left, name):
            found = [side.value for side in part.comparators if isinstance(side, ast.Constant)]
            uses.decides |= {type(value) for value in found} & {int, float}


def _part(function: ast.AST, name: str) -> Uses:
    """Returns what is done with an item of a sequence: where it is given, computed and cut."""
    uses = Uses()
    for node in _nodes(function):
        match node:
            case ast.Call():
                _collect_call(node, name, uses)
            case ast.Attribute() if is_named(node.value, name):
                uses.attributes.add(node.attr)
            case ast.BinOp(op=ast.FloorDiv() | ast.Mod()):
                uses.divided |= is_named(node.left, name) or is_named(node.right, name)
            case ast.Slice():
                uses.bounds |= _is_bound(node, name)
    return uses


def _is_size(function: ast.AST, node: ast.expr) -> bool:
    """Returns whether a variable is a size and no tensor by its uses."""
    if not isinstance(node, ast.Name):
        return False
    uses = _part(function, node.id)
    return uses.as_size and not uses.as_tensor


def _is_tensor(function: ast.AST, node: ast.expr) -> bool:
    """Returns whether a variable is a tensor by its uses, or what a layer is given."""
    if not isinstance(node, ast.Name):
        return False
    uses = _part(function, node.id)
    is_given = any(key == 0 and called.startswith("self.") for called, key in uses.places)
    return uses.as_tensor or (is_given and not uses.as_size)


def _is_index(function: ast.AST, node: ast.expr) -> bool:
    """Returns whether a variable picks rows of something else, and is nothing else than that."""
    if not isinstance(node, ast.Name) or _is_size(function, node):
        return False
    return any(
        isinstance(user, ast.Subscript) and is_named(user.slice, node.id)
        for user in _nodes(function)
    )


def _is_bound(node: ast.Slice, name: str) -> bool:
    bounds = (node.lower, node.upper)
    return any(part is not None and _is_part(part, name) for part in bounds)


def _collect_index(index: ast.expr, uses: Uses) -> None:
    uses.subscripted = True
    if isinstance(index, ast.Constant) and type(index.value) is int and index.value >= 0:
        uses.indices.add(index.value)
    elif isinstance(index, ast.Constant) and isinstance(index.value, str):
        uses.keys[index.value] = None
    else:
        uses.sliced = True
        first = index.elts[0] if isinstance(index, ast.Tuple) and index.elts else index
        uses.picked |= isinstance(first, ast.Name)


@lru_cache(maxsize=16 * _KEPT)
def _called(node: ast.Call) -> str:
    """Returns the text of a function that is called; "" where it is not only names."""
    return ast.unparse(node.func) if isinstance(node.func, (ast.Name, ast.Attribute)) else ""


def _collect_call(node: ast.Call, name: str, uses: Uses) -> None:
    if is_named(node.func, name):
        uses.called = True
    match node:
        case ast.Call(func=ast.Name(id="isinstance"), args=[value, ast.Name(id="int")]):
            uses.counts |= is_named(value, name)
        case ast.Call(
            func=ast.Attribute(value=value, attr="split"),
            args=[] | [ast.Constant(value=str()), *_],
        ) if is_named(value, name):
            uses.spelled = True
    given = [*node.args, *(keyword.value for keyword in node.keywords)]
    function = _called(node)
    if function.endswith("Tensor") and len(node.args) > 1:
        function = "torch.empty"  # the old way to make a tensor of a size
    keys: list[int | str | None] = [*range(len(node.args)), *(k.arg for k in node.keywords)]
    for key, argument in zip(keys, given, strict=True):
        if function and key is not None and _is_part(argument, name):
            uses.places.add((function, key))
    if function in _COUNTING and any(_is_part(argument, name) for argument in given):
        uses.counted = True
    if not any(is_named(argument, name) for argument in given):
        return
    if function in _ITERATING:
        uses.iterated = uses.looped = True
    elif function and any(
        _takes_tensor(function, key)
        for key, argument in [*enumerate(node.args), *((k.arg, k.value) for k in node.keywords)]
        if is_named(argument, name)
    ):
        uses.given_to.add(function)


def _is_part(node: ast.expr, name: str) -> bool:
    """Returns whether a name is an argument, or a part of a sum, product or tuple that is one."""
    match node:
        case ast.BinOp():
            return _is_part(node.left, name) or _is_part(node.right, name)
        case ast.Tuple() | ast.List():
            return any(_is_part(item, name) for item in node.elts)
    return is_named(node, name)


def _takes_tensor(function: str, key: int | str | None) -> bool:
    """Returns whether an argument may be a tensor: the first one, or one of which nothing is known."""
    module, _, name = function.rpartition(".")
    if name in _BY_PATTERN and module in ("", "einops", "torch"):
        return key == 0 or (name == "einsum" and isinstance(key, int))
    full = {"F": "torch.nn.functional"}.get(module, module)
    operator = OPERATORS.get(f"{full}.{name}")
    if operator is None or name in _SIZING or key == 0:
        return True
    parameters = list(inspect.signature(operator.function).parameters.values())
    chosen = [p for i, p in enumerate(parameters) if key in (i, p.name)]
    return not chosen or "Tensor" in str(chosen[0].annotation)


def _collect_compare(node: ast.Compare, name: str, uses: Uses) -> None:
    sides = [node.left, *node.comparators]
    if isinstance(node.ops[0], (ast.In, ast.NotIn)) and is_named(node.comparators[0], name):
        left = node.left
        uses.contains |= not (isinstance(left, ast.Constant) and isinstance(left.value, str))
    if not any(is_named(side, name) for side in sides):
        return
    for side in sides:
        items = side.elts if isinstance(side, (ast.Tuple, ast.List, ast.Set)) else [side]
        _add_texts(uses, items)
        if isinstance(side, ast.Constant) and type(side.value) in (int, float):
            uses.computed = True


def _add_texts(uses: Uses, nodes: list[ast.expr] | list[ast.expr | None]) -> None:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            uses.texts[node.value] = None
