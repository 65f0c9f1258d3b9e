"""einops on generated patterns and shapes, valid and invalid, judged by einops itself."""

from __future__ import annotations

from typing import Any

import einops
import pytest
import torch
from einops.layers.torch import EinMix

from pytea.stubapi import OPERATORS, StubFailure
from tests.differential.numpy_calls import Calls, ramp, report

SHAPES = [
    (2, 3),
    (4, 6),
    (6, 4, 3),
    (2, 3, 4),
    (1, 3, 8, 8),
    (2, 3, 7, 8),
    (3, 1),
    (1,),
    (),
    (0, 4),
    (2, 3, 4, 5, 6),
]
TENSORS = [
    *(lambda shape=shape: torch.ones(shape) for shape in SHAPES), lambda: torch.ones(4, 6).t(),
    lambda: torch.ones(4, 6, dtype=torch.int64), lambda: torch.ones(2, 3, 4).permute(2, 0, 1),
    lambda: torch.ones(4, 6, requires_grad=True),
]  # fmt: skip
ARRAYS = [*(lambda shape=shape: ramp(*shape) for shape in SHAPES), lambda: ramp(4, 6).T]
LISTS = [lambda: [torch.ones(2, 3), torch.ones(2, 3)], lambda: [torch.ones(2, 3), torch.ones(3, 2)],
         lambda: [ramp(2, 3)] * 3, list, lambda: "text"]  # fmt: skip
ANY = [*TENSORS, *TENSORS, *ARRAYS, *LISTS]
REARRANGE = [
    "a b -> b a", "a b -> (a b)", "(a b) c -> a b c", "a (b c) -> a c b", "b c h w -> b (c h w)",
    "b c (h h1) (w w1) -> b (c h1 w1) h w", "... c -> c ...", "... a b -> ... b a", "a ... -> (...) a",
    "b ... -> b (...)", "a b ->", "-> ", "a 1 -> a", "a b -> a 1 b", "a b -> a () b", "1 c h w -> c h w",
    "() a -> a", "a b c -> c b", "a b -> a b c", "a a -> a", "a b -> a (b", "a b - a", "a b", "a b -> b -> a",
    "a_ b -> b a_", "a (b (c d)) -> a b c d", "(a b c) d -> a b c d", "a 2 -> 2 a", "a.b -> a", "... ... -> ...",
    "(... a) b -> a b", "a b -> ... a b", "a b -> b A", "t b c -> b t c", "a b c -> (a c) b", "a -> a", "a b -> a b",
    "a? b -> b a?", "b c (h p1) (w p2) -> b (h w) (p1 p2 c)", "(a b) (c d) -> (a c) (b d)", "... (h d) -> ... h d",
]  # fmt: skip
REDUCE = [
    "a b -> a", "a b -> b", "a b ->", "a b -> ()", "b c h w -> b c", "b c (h 2) (w 2) -> b c h w",
    "b c (h h1) (w w1) -> b c h w", "... c -> ...", "a ... -> ...", "a b -> a 1", "a b -> a c", "a b c -> c a",
    "a b -> b a", "(a 2) b -> a b", "(a 5) b -> a b", "b c h w -> 1 c 1 1", "a 1 -> a", "a b -> (b a)",
    "t b c -> b c", "a b c -> (a b)",
]  # fmt: skip
REPEAT = [
    "a b -> a b c", "a b -> (a c) b", "a b -> a b 3", "a b -> (a 2) b", "a b -> c a b", "... -> ... c", "a -> a 2",
    "a b -> a", "-> c", "a b -> a c d", "b c h w -> b c (h 2) (w 2)", "1 c -> n c", "a b -> 2 a 3 b", "() n d -> b n d",
    "... c -> ... (c 2)", "a b -> a b",
]  # fmt: skip
LENGTHS = {"a": [2, 3], "b": [2, 3], "c": [3, 2], "h1": [2, 3], "w1": [2], "p1": [2, 4], "p2": [2, 4],
           "h": [3, 4], "d": [2], "zz": [1], "a_": [1], "n": [2, 1]}  # fmt: skip


def _keywords(*names: str) -> dict[str, list[int]]:
    return {name: LENGTHS[name] for name in names}


CASES = [
    Calls("einops.rearrange", [ANY, REARRANGE], count=700),
    Calls("einops.rearrange", [TENSORS, REARRANGE], _keywords("a", "b"), count=500),
    Calls("einops.rearrange", [TENSORS, REARRANGE], _keywords("h1", "w1", "p1", "p2"), count=400),
    Calls("einops.rearrange", [ARRAYS, REARRANGE], _keywords("a", "h", "zz"), count=300),
    Calls("einops.repeat", [ANY, REPEAT], _keywords("c", "n"), count=500),
    Calls("einops.repeat", [TENSORS, REPEAT], _keywords("c", "d", "a", "b"), count=400),
    Calls("einops.parse_shape", [ANY, ["a b", "a _ c", "b c h w", "... a", "a ... b", "a 1", "(a b) c", "_ _", "a 3", "..."]], count=300),
    Calls("einops.pack", [[lambda: [torch.ones(2, 3), torch.ones(2, 4, 3)], lambda: [ramp(2, 3), ramp(2, 5, 3)],
                           lambda: [torch.ones(2, 3), torch.ones(3, 3)], lambda: [torch.ones(2, 3, 4, 5)],
                           lambda: (torch.ones(3), torch.ones(3)), list],
                          ["a * b", "* b", "a *", "*", "a b *", "a * a", "a b", "a * * b", "_a *", "a b c *"]], count=200),
    Calls("einops.unpack", [[lambda: torch.ones(2, 12, 3), lambda: ramp(2, 12, 3), lambda: torch.ones(2, 7, 3), lambda: torch.ones(12)],
                            [[(4,), (8,)], [(2, 2), (-1,)], [(2, 2), (-1, 2)], [(), (11,)], [(3,), (3,)], [(-1,), (-1,)], [[12]],
                             [(-1, 5), (2,)], [(20,), (-1,)]],
                            ["a * b", "*", "a *", "a b *"]], count=300),
    Calls("einops.einsum", [TENSORS[:5], TENSORS[:5], ["a b, b c -> a c", "a b, a b -> a", "a b, c b -> a c", "... a, b a -> ... b",
                                                      "x y, x y -> z", "a b, b -> a", "a b, a b", "a (b c), a -> a", "a b, 1 -> a",
                                                      "long_name b, b other -> long_name other"]], count=250),
    Calls("einops.einsum", [ARRAYS[:5], ["a b -> a", "a b -> b a", "a a -> a", "a b c -> c"]], count=60),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_einops(case: Calls) -> None:
    problems = case.problems()
    assert not problems, report(problems)


class Reduction:
    """The native part of ``einops.reduce`` under the name and with the arguments of the real one."""

    CASES = [
        Calls("einops.reduce", [ANY, REDUCE, ["mean", "sum", "max", "min", "prod", "any", "median"]],
              _keywords("h1", "w1"), count=700),
        Calls("einops.reduce", [TENSORS, REDUCE, ["mean", "max"]], _keywords("a", "b"), count=300),
    ]  # fmt: skip


@pytest.fixture(autouse=True)
def reduce_as_function() -> Any:
    """Makes the native part of reduce callable as the real function is."""
    native = OPERATORS["einops._native.reduce"]

    def reduce(tensor: Any, pattern: Any, reduction: Any, **axes_lengths: Any) -> Any:
        return native.function(tensor, pattern, reduction, axes_lengths)

    OPERATORS["einops.reduce"] = type(native)("einops.reduce", reduce)
    yield
    del OPERATORS["einops.reduce"]


@pytest.mark.parametrize("case", Reduction.CASES)
def test_reduce(case: Calls) -> None:
    problems = case.problems()
    assert not problems, report(problems)


MIXES: list[tuple[tuple[Any, ...], dict[str, int]]] = [
    (("b c -> b d", "c d", "d"), {"c": 3, "d": 4}),
    (("b c -> b d", "c d"), {"c": 3, "d": 4}),
    (("t b (h c) -> t b (h d)", "h c d", "h d"), {"h": 2, "c": 3, "d": 4}),
    (("b c h w -> b h w d", "c d", "d"), {"c": 3, "d": 4}),
    (("... c -> ... d", "c d", "d"), {"c": 3, "d": 4}),
    (("b c -> b d", "c d", "d"), {"c": 3}),
    (("b c -> b d", "c d", "e"), {"c": 3, "d": 4}),
    (("b c -> b e", "c d"), {"c": 3, "d": 4}),
    (("b c -> b d", "c d e"), {"c": 3, "d": 4, "e": 2}),
    (("b c -> b d", "c d"), {"c": 3, "d": 4, "zz": 2}),
    (("b c -> b d", "(c d)"), {"c": 3, "d": 4}),
    (("b 3 -> b d", "d"), {"d": 4}),
    (("... c -> d", "c d"), {"c": 3, "d": 4}),
]


@pytest.mark.parametrize(("args", "lengths"), MIXES)
def test_einmix(args: tuple[Any, ...], lengths: dict[str, int]) -> None:
    pattern, weight, bias = (*args, None)[:3]
    try:
        layer = EinMix(pattern, weight, bias, **lengths)
    except (einops.EinopsError, KeyError):
        layer = None
    try:
        made = OPERATORS["einops._native.einmix"].function(pattern, weight, bias, lengths)
    except StubFailure:
        made = None
    assert (made is None) == (layer is None)
    if made is not None and layer is not None:
        assert tuple(made[0]) == tuple(layer.weight.shape)  # type: ignore[index]
        assert (made[1] is None) == (layer.bias is None)  # type: ignore[index]
        if layer.bias is not None:
            assert tuple(made[1]) == tuple(layer.bias.shape)  # type: ignore[index]
        assert made[2] == layer.einsum_pattern  # type: ignore[index]
