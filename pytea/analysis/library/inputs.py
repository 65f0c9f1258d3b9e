"""Makes the inputs of a function: symbols, tensors whose shape is learned, objects made on use."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field

from pytea.analysis.library.kinds import Judged, Kind, judge_parameter, may_be_zero
from pytea.analysis.library.uses import Outline, Uses
from pytea.machine.annotated import computed
from pytea.machine.machine import Machine
from pytea.machine.types import OBJECT
from pytea.state.state import State
from pytea.symbolic import (
    Int,
    Symbol,
    SymBool,
    SymInt,
    SymKind,
    choose,
    fresh_bool,
    fresh_int,
    symbols_of,
)
from pytea.values.annotation import AnnotatedShape, Axis, annotated_shape
from pytea.values.objects import Builtin, Ref, Value
from pytea.values.records import (
    ClassRecord,
    DictRecord,
    FunctionRecord,
    InstanceRecord,
    TensorRecord,
)
from pytea.values.tensor import Size, Strides, Tensor
from pytea.values.unknown import Unknown

#: The number of dims of each tensor input; None while it is not known.
Dims = dict[str, int | None]

_NAME = re.compile(r"[A-Za-z_]\w*$")


@dataclass(slots=True)
class Parameter:
    """One parameter of a function that is analysed alone."""

    name: str
    judged: Judged | None  #: None for a parameter that keeps its default
    #: The source text of the default.
    default: str = ""

    @property
    def is_tensor(self) -> bool:
        return self.judged is not None and self.judged.kind is Kind.TENSOR


@dataclass(slots=True)
class Inputs:
    """The inputs of one function; symbols stay the same from run to run."""

    parameters: tuple[Parameter, ...]
    outline: Outline
    #: The number with which what is repeated is repeated.
    count: int = 2
    values: dict[str, Value] = field(default_factory=dict)
    #: Sizes of tensors by input, counted from the last dim.
    sizes: dict[str, dict[int, Int]] = field(default_factory=dict)
    #: Sizes of axes that annotations name.
    axes: dict[str, Int] = field(default_factory=dict)

    @staticmethod
    def of(function: FunctionRecord, outline: Outline, *, method: bool, bound: bool) -> Inputs:
        """Returns the inputs of a function; ``bound`` leaves ``self`` out."""
        code = function.code
        uses = outline.uses(code.qualname)
        parameters = code.parameters
        texts = dict(parameters.annotations)
        defaults = _default_texts(outline, code.qualname)
        optional = len(parameters.positional) - len(function.defaults)
        found = []
        for index, name in enumerate((*parameters.positional, *parameters.keyword_only)):
            if index == 0 and bound:
                continue
            positional = index < len(parameters.positional)
            if index >= optional if positional else name in function.keyword_defaults:
                found.append(Parameter(name, None, defaults.get(name, "...")))
                continue
            used = uses.get(name, Uses())
            judged = judge_parameter(name, texts.get(name, ""), used, method=method)
            found.append(Parameter(name, judged))
        return Inputs(tuple(found), outline)

    @property
    def tensors(self) -> tuple[str, ...]:
        """The names of the tensor inputs."""
        return tuple(p.name for p in self.parameters if p.is_tensor)

    @property
    def fixed(self) -> Dims:
        """The numbers of dims that annotations tell."""
        shapes = {name: self._annotated(name) for name in self.tensors}
        return {n: shape.ndim for n, shape in shapes.items() if shape is not None and shape.ndim}

    @property
    def axis_names(self) -> dict[Symbol, str]:
        """The names that annotations give to sizes."""
        return {s: name for name, size in self.axes.items() for s in symbols_of(size)}

    def _annotated(self, name: str) -> AnnotatedShape | None:
        judged = next((p.judged for p in self.parameters if p.name == name), None)
        return None if judged is None else annotated_shape(judged.annotation)

    @property
    def counts(self) -> bool:
        """Whether something is repeated as often as a parameter says."""
        return any(p.judged is not None and p.judged.kind is Kind.COUNT for p in self.parameters)

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
        if judged.kind is Kind.TENSOR:
            return self._tensor(state, name, dims.get(name))
        if judged.kind is Kind.CONFIG:
            return self._config(state, name)
        if judged.kind is Kind.COUNT:
            return self.count
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
            case Kind.TEXT if judged.texts:
                value: Value = judged.texts[-1]
                for text in reversed(judged.texts[:-1]):
                    cond = fresh_bool(f"{name} == {text!r}")
                    value = choose(cond, text, value)
                return value
            case Kind.TEXT:
                return Unknown(f"parameter {name}", "str")
        return Unknown(f"parameter {name}")

    def _tensor(self, state: State, name: str, ndim: int | None) -> Value:
        sizes = None
        if ndim is not None:
            sizes = Size(self.size(name, index) for index in range(-ndim, 0))
        tensor = Tensor(
            sizes, strides=Strides.UNKNOWN if sizes is None else Strides.CONTIGUOUS,
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

    def _config(self, state: State, name: str) -> Ref:
        """Returns an object whose attributes come to exist when they are read."""

        def read(m: Machine, self_: Value, attribute: str) -> Value:
            value = self._attribute(f"{name}.{attribute}", attribute)
            if isinstance(self_, Ref):
                m.write(self_).attrs[attribute] = value  # type: ignore[attr-defined]
            return value

        attrs: dict[str, Value] = {"__getattr__": Builtin("__getattr__", read)}
        record = ClassRecord("Config", "Config", (OBJECT,), (OBJECT,), attrs, None, "")
        return state.heap.alloc(InstanceRecord(state.heap.alloc(record), {}))

    def _attribute(self, dotted: str, name: str) -> Value:
        if dotted not in self.values:
            uses = self.outline.attribute_uses(name)
            judged = judge_parameter(name, "", uses, method=False)
            self.values[dotted] = (
                self.count if judged.kind is Kind.COUNT else self._plain(dotted, judged)
            )
        return self.values[dotted]

    def required(self) -> dict[str, str]:
        """Returns each parameter without default with its expression, in their order."""
        texts = self.texts()
        return {p.name: texts[p.name] for p in self.parameters if p.judged is not None}

    def texts(self) -> dict[str, str]:
        """Returns each parameter with its expression: a symbol, or the default."""
        found = {}
        for parameter in self.parameters:
            judged = parameter.judged
            if judged is None:
                found[parameter.name] = parameter.default
            elif judged.kind is Kind.COUNT:
                found[parameter.name] = parameter.name
            else:
                value = self.values.get(parameter.name)
                known = isinstance(value, (SymInt, SymBool)) or judged.kind is Kind.CONFIG
                text = parameter.name if known else "?"
                if judged.kind is Kind.TEXT and judged.texts:
                    text = parameter.name
                found[parameter.name] = text
        return found


def _default_texts(outline: Outline, qualname: str) -> dict[str, str]:
    node = outline.functions.get(qualname)
    if node is None:
        return {}
    arguments = node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    pairs = list(zip(reversed(positional), reversed(arguments.defaults), strict=False))
    texts = {argument.arg: ast.unparse(default) for argument, default in pairs}
    for argument, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        if value is not None:
            texts[argument.arg] = ast.unparse(value)
    return texts
