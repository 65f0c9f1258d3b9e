"""Makes the inputs of a function: symbols, tensors whose shape is learned, objects made on use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from types import MappingProxyType

from pytea.analysis.library.guesses import Guesses
from pytea.analysis.library.handed import Given
from pytea.analysis.library.hints import judge_annotation
from pytea.analysis.library.kinds import (
    Judged,
    Kind,
    are_probabilities,
    judge_parameter,
    may_be_probability,
    may_be_zero,
)
from pytea.analysis.library.layers import takes_probability
from pytea.analysis.library.made import dtype_of, layer, one_of
from pytea.analysis.library.on_use import any_member, config_object
from pytea.analysis.library.outline import Outline
from pytea.analysis.library.parameter import Parameter, default_texts
from pytea.analysis.library.uses import Uses
from pytea.machine.annotated import computed
from pytea.records import mutable
from pytea.state.state import State
from pytea.symbolic import (
    Choice,
    Int,
    Symbol,
    SymBool,
    SymInt,
    SymKind,
    fresh_bool,
    fresh_int,
    symbols_of,
)
from pytea.values.annotation import AnnotatedShape, Axis, annotated_shape
from pytea.values.objects import Ref, Value
from pytea.values.records import (
    DictRecord,
    FunctionRecord,
    ListRecord,
    ModuleRecord,
    TensorRecord,
)
from pytea.values.tensor import Size, Strides, Tensor
from pytea.values.unknown import Unknown

#: The number of dims of each tensor input; None while it is not known.
Dims = dict[str, int | None]

_NAME = re.compile(r"[A-Za-z_]\w*$")
#: A text that no program compares anything with.
_ANOTHER = "another text"


@mutable()
class Inputs(Guesses):
    """The inputs of one function; symbols stay the same from run to run."""

    parameters: tuple[Parameter, ...]
    outline: Outline
    #: The number with which what is repeated is repeated.
    count: int = 2
    values: dict[str, Value] = field(default_factory=dict)
    #: The module of the function.
    module: Ref | None = None
    #: Sizes of tensors by input, counted from the last dim.
    sizes: dict[str, dict[int, Int]] = field(default_factory=dict)
    #: Sizes of axes that annotations name.
    axes: dict[str, Int] = field(default_factory=dict)
    #: Whether layers that are handed in are taken to keep a shape, if their names say so.
    keeps: bool = True
    #: What the layers give that the constructor was handed.
    given: Given = field(default_factory=Given)

    @staticmethod
    def of(
        function: FunctionRecord,
        outline: Outline,
        *,
        method: bool,
        bound: bool,
        told: Mapping[str, Judged] = MappingProxyType({}),
        given: frozenset[str] = frozenset(),
        longer: int = 0,
    ) -> Inputs:
        """Returns the inputs of a function; ``bound`` leaves ``self`` out.

        ``told`` are kinds of parameters that are known otherwise, also of those with a default;
        ``given`` are parameters that do not keep their default. Lists of tensors are ``longer`` by
        as many items than is likely.
        """
        code = function.code
        uses = outline.uses(code.qualname)
        parameters = code.parameters
        texts = dict(parameters.annotations)
        defaults = default_texts(outline, code.qualname)
        optional = len(parameters.positional) - len(function.defaults)
        found = []
        for index, name in enumerate((*parameters.positional, *parameters.keyword_only)):
            if index == 0 and bound:
                continue
            if name in told:
                found.append(Parameter(name, told[name], defaults.get(name, "...")))
                continue
            positional = index < len(parameters.positional)
            has_default = index >= optional if positional else name in function.keyword_defaults
            default = defaults.get(name, "...")
            if has_default and name not in given and default != "None":
                found.append(Parameter(name, None, default))
                continue
            used = uses.get(name, Uses())
            hint = judge_annotation(texts.get(name, ""), outline)
            judged = judge_parameter(name, hint, used, method=method)
            if judged.is_list:
                judged = replace(judged, length=judged.length + longer)
            if has_default and name not in given:
                is_tensor = judged.kind is Kind.TENSOR
                found.append(Parameter(name, None, default, may_be_tensor=is_tensor))
                continue
            drops = takes_probability(used.places)
            repeats = used.counted and judged.kind is Kind.INT
            found.append(Parameter(name, judged, picked=used.picked, drops=drops, repeats=repeats))
        return Inputs(tuple(found), outline, module=function.module)

    @property
    def tensors(self) -> tuple[str, ...]:
        """The names of the tensor inputs."""
        return (*(name for p in self.parameters for name in p.tensors), *self.given.names)

    @property
    def fixed(self) -> Dims:
        """The numbers of dims that annotations tell."""
        shapes = {name: self._annotated(name) for name in self.tensors}
        ndims = {n: shape.ndim for n, shape in shapes.items() if shape is not None}
        return {name: ndim for name, ndim in ndims.items() if ndim is not None}

    @property
    def least(self) -> dict[str, int]:
        """The numbers of dims that annotations tell at least."""
        shapes = {name: self._annotated(name) for name in self.tensors}
        return {name: shape.least for name, shape in shapes.items() if shape is not None}

    @property
    def axis_names(self) -> dict[Symbol, str]:
        """The names that annotations give to sizes."""
        return {s: name for name, size in self.axes.items() for s in symbols_of(size)}

    def _annotated(self, name: str) -> AnnotatedShape | None:
        return annotated_shape(self._annotation(name))

    def _annotation(self, name: str) -> str:
        owner, _, index = name.partition("[")
        judged = next((p.judged for p in self.parameters if p.name == owner), None)
        if judged is None:
            return ""
        if index and not judged.keys:
            place = min(int(index[:-1]), len(judged.texts) - 1)
            return str(judged.texts[place]) if judged.texts else ""
        return judged.annotation

    @property
    def handed(self) -> dict[str, Kind]:
        """The parameters that are layers, or make layers."""
        kinds = {p.name: p.judged.kind for p in self.parameters if p.judged is not None}
        wanted = (Kind.LAYER, Kind.FACTORY, Kind.MODULE) if self.keeps else (Kind.MODULE,)
        return {name: kind for name, kind in kinds.items() if kind in wanted}

    @property
    def has_placeholders(self) -> bool:
        """Whether a default is an empty tuple or list, where a caller mostly gives items."""
        return any(p.judged is None and p.default in ("()", "[]") for p in self.parameters)

    @property
    def empty_sizes(self) -> tuple[str, ...]:
        """The parameters whose default is 0 for what is no offset: a caller may give another size."""
        names = [p.name for p in self.parameters if p.judged is None and p.default == "0"]
        return tuple(name for name in names if not may_be_zero(name) and "drop" not in name)

    @property
    def repeating(self) -> frozenset[str]:
        """The sizes that say besides how often something is repeated, as a number of heads may."""
        return frozenset(p.name for p in self.parameters if p.repeats)

    @property
    def of_rows(self) -> frozenset[str]:
        """The tensors that are unpacked into rows which pick others: their first size is no batch."""
        return frozenset(p.name for p in self.parameters if p.judged and p.judged.is_of_rows)

    @property
    def absent(self) -> tuple[str, ...]:
        """The parameters whose default is None, for which a caller may give a tensor."""
        return tuple(p.name for p in self.parameters if p.may_be_tensor)

    @property
    def without_value(self) -> tuple[str, ...]:
        """The parameters whose default is None."""
        return tuple(p.name for p in self.parameters if p.judged is None and p.default == "None")

    @property
    def numbers(self) -> frozenset[Symbol]:
        """The symbols of parameters that are sizes of layers."""
        return frozenset(
            symbol
            for value in self.values.values()
            if isinstance(value, SymInt)
            for symbol in symbols_of(value)
        )

    def named(self, symbols: frozenset[Symbol]) -> frozenset[str]:
        """Returns the parameters that are these symbols."""
        names = {p.name for p in self.parameters if p.judged is not None}
        return frozenset(
            name
            for name, value in self.values.items()
            if name in names and isinstance(value, SymInt) and symbols_of(value) & symbols
        )

    @property
    def has_lists(self) -> bool:
        """Whether a parameter is a list of sizes, which is told with its items."""
        return any(p.judged is not None and p.judged.kind is Kind.LIST for p in self.parameters)

    def make(self, state: State, dims: Dims) -> tuple[tuple[Value, ...], Ref]:
        """Returns positional arguments and a dict of keywords, made in the heap of ``state``."""
        entries: dict[object, tuple[Value, Value]] = {}
        for parameter in self.parameters:
            if parameter.judged is None:
                continue
            entries[parameter.name] = (parameter.name, self._value(state, parameter, dims))
        return (), state.heap.alloc(DictRecord(entries))

    def _value(self, state: State, parameter: Parameter, dims: Dims) -> Value:
        name, judged = parameter.name, parameter.judged
        assert judged is not None
        match judged.kind:
            case Kind.TENSOR:
                return self.tensor(state, name, dims.get(name))
            case Kind.TENSORS:
                items = [self.tensor(state, item, dims.get(item)) for item in parameter.tensors]
                if judged.keys:
                    keyed: dict[object, tuple[Value, Value]] = {
                        key: (key, item) for key, item in zip(judged.keys, items, strict=True)
                    }
                    return state.heap.alloc(DictRecord(keyed))
                return state.heap.alloc(ListRecord(items)) if judged.is_list else tuple(items)
            case Kind.CONFIG:
                return config_object(self.outline, state, name, judged.owner, self._attribute)
            case Kind.COUNT:
                return self.count
            case Kind.LAYER if name not in self.values and self.keeps:
                return layer(name)
            case Kind.LIST:
                return state.heap.alloc(ListRecord(list(self._items(name, self.count))))
            case Kind.MEMBER:
                if name not in self.values:
                    module = self._module_attrs(state)
                    self.values[name] = any_member(self.outline, module, state, name, judged.owner)
                return self.values[name]
        if name not in self.values:
            self.values[name] = self._plain(name, judged)
        return self.values[name]

    def _plain(self, name: str, judged: Judged) -> Value:
        match judged.kind:
            case Kind.INT:
                return fresh_int(name, SymKind.INPUT, 0 if may_be_zero(name) else 1)
            case Kind.FLOAT:
                return Unknown(f"parameter {name}", "float")
            case Kind.BOOL:
                return fresh_bool(name)
            case Kind.PAIR:
                return self._items(name, judged.length)
            case Kind.TEXT if judged.texts:
                # what is compared with one text only is often another one
                others = [_ANOTHER] if len(judged.texts) == 1 and not judged.clear else []
                texts = [*judged.texts, *others]
                return one_of([(repr(text), text) for text in texts], name)
            case Kind.TEXT:
                return Unknown(f"parameter {name}", "str")
        return Unknown(f"parameter {name}")

    def _items(self, name: str, count: int) -> tuple[Value, ...]:
        """Returns the numbers of a sequence; each has a name of its own."""
        least = 0 if may_be_zero(name) else 1
        for index in range(count):
            item = f"{name}_{index}"
            if item not in self.values:
                self.values[item] = (
                    Unknown(f"parameter {item}", "float")
                    if are_probabilities(name)
                    else fresh_int(item, SymKind.INPUT, least)
                )
        return tuple(self.values[f"{name}_{index}"] for index in range(count))

    def _attribute(self, state: State, name: str, judged: Judged) -> Value:
        return self._value(state, Parameter(name, judged), {})

    def _module_attrs(self, state: State) -> Mapping[str, Value]:
        module = state.heap.read(self.module) if self.module is not None else None
        return module.attrs if isinstance(module, ModuleRecord) else {}

    def tensor(self, state: State, name: str, ndim: int | None) -> Value:
        sizes = None
        if ndim is not None:
            sizes = Size(self.size(name, index) for index in range(-ndim, 0))
        tensor = Tensor(
            sizes, dtype_of(self._annotation(name), name), strides=Strides.UNKNOWN if sizes is None else Strides.CONTIGUOUS,
            requires_grad=None, pending=name if sizes is None else "",
        )  # fmt: skip
        return state.heap.alloc(TensorRecord(tensor, {}))

    def size(self, name: str, index: int) -> Int:
        """Returns the symbol of one size of a tensor input; ``index`` is negative."""
        known = self.sizes.setdefault(name, {})
        if index not in known:
            shape = self._annotated(name)
            axis = None if shape is None else shape.axis(index)
            known[index] = self._axis(axis) or fresh_int(f"{name}.{-index}", SymKind.INPUT, 1)
        return known[index]

    def _axis(self, axis: Axis | None) -> Int | None:
        """Returns the size that an annotation tells; None when it tells nothing."""
        if axis is None or axis.value is not None or axis.broadcasts:
            return None if axis is None or axis.broadcasts else axis.value
        if axis.is_named:
            if axis.text not in self.axes:
                self.axes[axis.text] = fresh_int(axis.text, SymKind.INPUT, 1)
            return self.axes[axis.text]
        return computed(axis.text, self.axes)

    @property
    def probabilities(self) -> tuple[str, ...]:
        """The parameters without default that are handed to dropout."""
        floats = [
            p for p in self.parameters if p.judged is not None and p.judged.kind is Kind.FLOAT
        ]
        return (*(p.name for p in floats if p.drops), *self._probable_items())

    def _probable_items(self) -> Iterator[str]:
        for parameter in self.parameters:
            judged = parameter.judged
            if judged is not None and are_probabilities(parameter.name):
                if judged.kind in (Kind.PAIR, Kind.LIST):
                    count = self.count if judged.kind is Kind.LIST else judged.length
                    yield from (f"{parameter.name}_{index}" for index in range(count))

    def required(self) -> dict[str, str]:
        """Returns each parameter without default with its expression, in their order."""
        texts = self.texts()
        return {p.name: texts[p.name] for p in self.parameters if p.judged is not None}

    def texts(self) -> dict[str, str]:
        """Returns each parameter with its expression: a symbol, or the default."""
        return {p.name: self._text(p) for p in self.parameters}

    def _text(self, parameter: Parameter) -> str:
        name, judged = parameter.name, parameter.judged
        if judged is None:
            return parameter.default
        match judged.kind:
            case Kind.COUNT | Kind.CONFIG:
                return name
            case Kind.PAIR:
                items = [f"{name}_{index}" for index in range(judged.length)]
                return f"({items[0]},)" if len(items) == 1 else f"({', '.join(items)})"
            case Kind.LIST:
                return f"[{', '.join(f'{name}_{index}' for index in range(self.count))}]"
            case Kind.TEXT if judged.texts:
                return name
            case Kind.FLOAT if parameter.drops or not may_be_probability(name):
                return name
        value = self.values.get(name)
        return name if isinstance(value, (SymInt, SymBool, Choice)) else "?"
