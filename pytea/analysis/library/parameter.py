"""One parameter of a function that is analysed alone, and the texts of defaults."""

from __future__ import annotations

import ast

from pytea.analysis.library.kinds import Judged, Kind, judge_parameter
from pytea.analysis.library.outline import Outline
from pytea.analysis.library.uses import Uses
from pytea.records import mutable
from pytea.values.records import FunctionRecord


@mutable()
class Parameter:
    """One parameter of a function that is analysed alone."""

    name: str
    judged: Judged | None  #: None for a parameter that keeps its default
    #: The source text of the default.
    default: str = ""
    #: Whether it is a tensor where a caller gives it, and None elsewhere.
    may_be_tensor: bool = False
    #: Whether a variable picks rows of it.
    picked: bool = False
    #: Whether it is handed to dropout.
    drops: bool = False
    #: Whether it is a size that says besides how often something is repeated.
    repeats: bool = False

    @property
    def tensors(self) -> tuple[str, ...]:
        """The names of the tensors in it: its own, or one for each item of a tuple."""
        if self.judged is None:
            return ()
        if self.judged.keys:
            return tuple(f"{self.name}[{key!r}]" for key in self.judged.keys)
        if self.judged.kind is Kind.TENSORS:
            return tuple(f"{self.name}[{index}]" for index in range(self.judged.length))
        return (self.name,) if self.judged.kind is Kind.TENSOR else ()

    @property
    def is_several(self) -> bool:
        """Whether it is a sequence of tensors."""
        return self.judged is not None and self.judged.kind is Kind.TENSORS


def default_texts(outline: Outline, qualname: str) -> dict[str, str]:
    """Returns the texts of the defaults of a function."""
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


def layer_parameters(constructor: FunctionRecord) -> tuple[Parameter, ...]:
    """Returns the parameters of a layer of torch that have no default."""
    layer = constructor.code.qualname.partition(".")[0]
    positional = constructor.code.parameters.positional
    names = positional[1 : len(positional) - len(constructor.defaults)]
    return tuple(
        Parameter(name, judge_parameter(name, None, _given_to(layer, name), method=False))
        for name in names
    )


def _given_to(layer: str, name: str) -> Uses:
    return Uses(places={(f"nn.{layer}", name)})
