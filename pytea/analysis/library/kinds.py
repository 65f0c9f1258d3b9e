"""What kind of value a parameter takes: by its annotation, by its uses, by its name."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import Enum

from pytea.analysis.library.layers import (
    parameter_at,
    takes_count,
    takes_data,
    takes_fraction,
    takes_probability,
    takes_size,
    takes_truth,
)
from pytea.analysis.library.uses import Uses
from pytea.records import immutable


class Kind(Enum):
    """The kinds of inputs that are made; a parameter with a default keeps it."""

    INT = "int"
    COUNT = "count"  #: an int that says how often something is repeated
    FLOAT = "float"
    BOOL = "bool"
    TEXT = "str"
    TENSOR = "tensor"
    TENSORS = "tensors"  #: a tuple of tensors
    PAIR = "pair"  #: a tuple of ints, as many as are indexed
    LIST = "list"  #: a list of ints, with as many items as other things are repeated
    CONFIG = "config"  #: an object with attributes
    MEMBER = "member"  #: a member of an Enum
    LAYER = "layer"  #: a module or function that is taken to keep the shape of what it is given
    FACTORY = "factory"  #: a class of such modules
    MODULE = "module"  #: a module that gives a tensor
    OTHER = "other"  #: not followed: a callable, a list of unknown length


@immutable()
class Judged:
    """A kind, the texts that a text may be, and whether errors may rest on it."""

    kind: Kind
    texts: tuple[str | int | bool | None, ...] = ()
    certain: bool = True
    #: The text of the annotation of a tensor.
    annotation: str = ""
    #: The number of tensors or ints in a tuple.
    length: int = 0
    #: The keys of the tensors, where they are in a dict.
    keys: tuple[str, ...] = ()
    #: Whether the tensors are in a list.
    is_list: bool = False
    #: How many tensors the list has at least, since they are asked for.
    least: int = 1
    #: The class of the file that the annotation names.
    owner: str = ""
    #: Whether nothing else than a value of this kind can be meant.
    clear: bool = False
    #: Whether a tensor is unpacked into rows that pick others, so that its first size is no batch.
    is_of_rows: bool = False


_FLOATS = re.compile(
    r"(^|_)(drop(out)?|p|prob|rate|eps|epsilon|alpha|beta|gamma|momentum|temperature|std|ratio"
    r"|lr|lambda|weight_decay|slope|tau|theta|sigma|margin|scale|smoothing)($|_)|drop"
)
#: Numbers that functions of tensors take, and that are never tensors.
_PLAIN_FLOATS = re.compile(
    r"^(radius|eps|epsilon|temperature|temp|tau|lr|momentum|p|prob|ratio|weight_decay|margin"
    r"|smoothing|slope|dropout|dropout_p|drop_prob)$"
)
#: What sizes are multiplied with: a whole number will do.
_FACTORS = re.compile(r"(ratio|expan|mult|factor|scale|rate)")
_BOOLS = re.compile(
    r"^(use|is|with|has|do|apply|return|enable|add|no|add)_|(^|_)(bias|causal|flag|bn)$"
)
_COUNTS = re.compile(
    r"(^|_)(depth|depths|layers?|blocks?|repeats?|num_layers|n_layers?|nlayers|stages|steps|n_blocks"
    r"|convolutions|convs|flows|iters|iterations)$"
)
_CALLABLES = re.compile(
    r"(layer|norm|act|activation|fn|func|block|module|model|backbone|net|encoder|decoder)$"
)
#: Names that end like those of modules or lists but are sizes.
_SIZES = re.compile(r"^(d|n|num|dim|in|out|hidden|input|output|img|image|emb|embed)_|_(dim|size)$")
#: What is called so and called with a tensor mostly gives one of the same shape.
_KEEPING = re.compile(
    r"^(fn|func|function|f|g|sub_?layer|layer|norm|act|activation|act_fn|nonlinearity|ff|ffn"
    r"|feed_?forward|mlp|mixer|residual)$"
)
#: What is called so and called with numbers makes layers that keep the shape of their input.
_MAKING = re.compile(
    r"(^|_)(norm|act|activation|nonlinearity|nonlin|normalization)(_?(layer|fn|func|class|cls|type|op))?$"
)
#: What functions are given that make something, and that is never a tensor.
_NUMBERS = re.compile(r"(^|_)(dim|channels|planes|ndim|axis)$|^(in|out)_features$")
_SURROUNDINGS = re.compile(r"(^|_)(device|dtype)$")
_LISTS = re.compile(r"(channels|dims|sizes|features|widths|layers|depths|kernels|strides)$")
#: Functions that make a tuple of one number: ``_pair``, ``to_2tuple``.
_TUPLING = re.compile(r"(^|\.)(_(single|pair|triple|quadruple)|pair|to_\d?n?_?tuple)$")
_CONFIGS = re.compile(r"^(cfg|config|conf|args|opt|opts|hparams|params|configs|c|hp)$")
_NOT_NEGATIVE = re.compile(r"(pad|start|index|offset|idx|level|step|pos(?!t)|shift)")


def may_be_zero(name: str) -> bool:
    """Returns whether an int of this name is often 0, unlike a size."""
    return _NOT_NEGATIVE.search(name) is not None


def may_be_probability(name: str) -> bool:
    """Returns whether not every number will do for a parameter of this name."""
    return re.search(r"drop|prob|rate|(^|_)p$", name) is not None


def are_probabilities(name: str) -> bool:
    """Returns whether the items of a sequence of this name are probabilities and no sizes."""
    return re.search(r"drop|prob", name) is not None


def judge_parameter(name: str, by_annotation: Judged | None, uses: Uses, *, method: bool) -> Judged:
    """Returns the kind of a parameter; ``method`` for those that take tensors by default."""
    if by_annotation is None or by_annotation.kind is Kind.OTHER:
        handed = _judge_handed(name, uses, method=method)
        if handed is not None:
            return handed
    if by_annotation is None and _SURROUNDINGS.search(name):
        return Judged(Kind.OTHER)
    if by_annotation is not None:
        by_annotation = replace(by_annotation, clear=True, is_of_rows=uses.of_rows)
        if by_annotation.kind is Kind.INT and _is_count(name, uses):
            return Judged(Kind.COUNT)
        if by_annotation.kind is Kind.FLOAT and uses.computed and _FACTORS.search(name):
            return Judged(Kind.INT, certain=False)
        if by_annotation.kind is Kind.TEXT and not by_annotation.texts and uses.texts:
            return Judged(Kind.TEXT, tuple(uses.texts))
        return listed(by_annotation, uses) if by_annotation.is_list else by_annotation
    return _judge_tensor(name, uses) if method else _judge_argument(name, uses)


def _judge_handed(name: str, uses: Uses, *, method: bool) -> Judged | None:
    """Returns the kind of a layer that is handed in, or of what makes layers; None for others."""
    if not method and not uses.attributes and not uses.texts and _MAKING.search(name):
        if uses.makes or name.endswith("_layer"):
            return Judged(Kind.FACTORY, certain=False)
    is_part = any(function.endswith(_HOLDERS) for function, _ in uses.places) and not method
    if (uses.called or (is_part and not uses.texts)) and not uses.attributes:
        if _KEEPING.match(name):
            return Judged(Kind.LAYER, certain=False)
    return Judged(Kind.MODULE, certain=False) if uses.gives and not method else None


#: What holds the layers that it is given.
_HOLDERS = ("Sequential", "ModuleList")


def _judge_argument(name: str, uses: Uses) -> Judged:
    """Judges a parameter of a constructor."""
    if uses.texts:
        return Judged(Kind.TEXT, tuple(uses.texts))
    if uses.called:
        return Judged(Kind.OTHER)
    if uses.counts and not uses.unpacked:
        return Judged(Kind.INT, certain=False)
    by_layers = _by_layers(name, uses)
    if by_layers is not None:
        return by_layers
    if takes_data(uses.places) and not (uses.computed or uses.counted or uses.as_size):
        return Judged(Kind.FLOAT if _PLAIN_FLOATS.match(name) else Kind.OTHER)
    if uses.as_tensor and not _CONFIGS.match(name) and uses.attributes:
        return Judged(Kind.OTHER)
    if uses.attributes:
        return Judged(Kind.CONFIG)
    if uses.iterated or uses.subscripted or uses.unpacked > 1:
        return _judge_sequence(name, uses)
    if uses.contains and not uses.as_tensor:
        return Judged(Kind.LIST, certain=False)
    if _CONFIGS.match(name) and not (uses.computed or uses.counted):
        return Judged(Kind.CONFIG, certain=False)
    return _judge_plain(name, uses)


def _is_count(name: str, uses: Uses) -> bool:
    """Returns whether a number says how often something is repeated, and is no size besides."""
    return uses.counted and (not uses.computed or _COUNTS.search(name) is not None)


def _by_layers(name: str, uses: Uses) -> Judged | None:
    """Returns the kind that layers of torch take it for, if it is given to one."""
    if uses.attributes or uses.iterated or uses.subscripted or uses.unpacked > 1:
        return None
    if takes_count(uses.places):
        return Judged(Kind.COUNT)
    if takes_size(uses.places):
        return Judged(Kind.COUNT if _is_count(name, uses) else Kind.INT)
    if takes_truth(uses.places):
        return Judged(Kind.BOOL)
    if takes_fraction(uses.places) or takes_probability(uses.places):
        return Judged(Kind.FLOAT)
    return None


def _judge_sequence(name: str, uses: Uses) -> Judged:
    """Judges what is indexed or iterated over: a tuple of ints, a list of them, or anything."""
    if any(_TUPLING.search(function) for function, _ in uses.places):
        return Judged(Kind.INT, certain=False)  # it is a pair only behind that
    elsewhere = any(not parameter_at(place) for place in uses.places)
    if uses.unpacked > 1 and not uses.sliced:
        return Judged(Kind.PAIR, length=uses.unpacked)
    if not (uses.sliced or uses.looped or elsewhere):
        length = uses.unpacked or (max(uses.indices) + 1 if uses.indices else 0)
        if length and (uses.unpacked or len(uses.indices) == length):
            return Judged(Kind.PAIR, length=length, certain=False)
    is_list = _LISTS.search(name) is not None or takes_size(uses.items) or uses.of_sizes
    return Judged(Kind.LIST if is_list else Kind.OTHER, certain=False)


def _judge_plain(name: str, uses: Uses) -> Judged:
    """Judges what is neither an object nor a sequence."""
    if _is_count(name, uses):
        return Judged(Kind.COUNT)
    if _COUNTS.search(name) and not uses.computed and not uses.given_to:
        return Judged(Kind.COUNT, certain=False)
    if uses.as_size:
        return Judged(Kind.INT)
    if _FACTORS.search(name) and uses.computed:
        return Judged(Kind.INT, certain=False)
    if _FLOATS.search(name):
        return Judged(Kind.FLOAT)
    if _BOOLS.search(name) or (uses.tested and not uses.computed and not uses.given_to):
        return Judged(Kind.BOOL)
    if _CALLABLES.search(name) and not uses.computed and not _SIZES.search(name):
        return Judged(Kind.OTHER)
    is_number = uses.computed or uses.given_to or uses.selects
    if _LISTS.search(name) and not (is_number or _SIZES.search(name)):
        return Judged(Kind.LIST, certain=False)
    return Judged(Kind.INT, certain=uses.computed or uses.counted)


def listed(judged: Judged, uses: Uses) -> Judged:
    """Returns the kind of a list of tensors, which has those that are asked for by their number."""
    least = max(uses.indices, default=0) + 1
    return replace(judged, least=least, length=max(judged.length, least))


def _judge_tensor(name: str, uses: Uses) -> Judged:
    """Judges a parameter of ``forward`` or of a function."""
    if uses.keys and not (uses.as_tensor or uses.indices or uses.sliced or uses.as_object):
        return Judged(Kind.TENSORS, length=len(uses.keys), certain=False, keys=tuple(uses.keys))
    if uses.as_tensor:
        unsure = (uses.iterated or uses.subscripted) and not uses.as_shaped
        return Judged(Kind.TENSOR, certain=not unsure, clear=uses.as_shaped)
    if uses.spelled:
        return Judged(Kind.TEXT, tuple(uses.texts), certain=False)
    if uses.counts:
        return Judged(Kind.INT, certain=False)
    if uses.unpacked > 1:
        if uses.of_rows and not uses.of_sizes:
            # the rows and columns of edges, which stand in one tensor
            return Judged(Kind.TENSOR, is_of_rows=True)
        kind = Kind.PAIR if uses.of_sizes else Kind.TENSORS
        return Judged(kind, length=uses.unpacked, certain=uses.of_tensors)
    if uses.texts:
        return Judged(Kind.TEXT, tuple(uses.texts))
    if uses.builds and not uses.as_object:
        return _judge_argument(name, uses)
    if uses.as_size and not (uses.iterated or uses.subscripted or uses.called):
        return Judged(Kind.INT, certain=uses.divided)
    if uses.counted or re.search(r"^(num|n|max)_|(_len|_size|_steps)$|^(height|width|H|W)$", name):
        return Judged(Kind.INT)
    if uses.decides == {float}:
        return Judged(Kind.FLOAT)
    if (uses.decides or _NUMBERS.search(name)) and not (uses.iterated or uses.subscripted):
        return Judged(Kind.INT, certain=False)
    if uses.as_object:
        return Judged(Kind.OTHER)
    if uses.iterated:
        return listed(Judged(Kind.TENSORS, length=2, certain=False, is_list=True), uses)
    if (_BOOLS.search(name) or uses.only_tested) and not uses.computed:
        return Judged(Kind.BOOL)
    if uses.called or (_CONFIGS.match(name) and name != "c"):
        return Judged(Kind.OTHER)
    if _PLAIN_FLOATS.match(name) and not uses.subscripted:
        return Judged(Kind.FLOAT)
    return Judged(Kind.TENSOR, certain=not uses.subscripted)
