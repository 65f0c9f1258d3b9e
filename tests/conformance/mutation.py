"""Calls that are a little different from those of torch's database: valid and invalid neighbours."""

from __future__ import annotations

import inspect
import random
from typing import Any

import torch

from pytea.stubapi import OPERATORS
from tests.differential.samples import DTYPES

#: Tensors are not made larger than this.
_MOST_ELEMENTS = 4096
_WORDS = (
    "mean",
    "sum",
    "none",
    "constant",
    "reflect",
    "same",
    "valid",
    "bogus",
    "bilinear",
    "trunc",
)


class Mutator(random.Random):
    """Draws neighbours of a call, one to three changes away."""

    def call(
        self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """Returns changed arguments."""
        listed, named = list(args), dict(kwargs)
        for _ in range(self.choice([1, 1, 1, 2, 2, 3])):
            if self.random() < 0.15 and not name.endswith("__"):
                listed, named = self._form(name, listed, named)
                continue
            places: list[Any] = [*range(len(listed)), *named]
            if not places:
                continue
            place = self.choice(places[:3] if self.random() < 0.5 else places)
            held: Any = listed if isinstance(place, int) else named
            held[place] = self.value(held[place])
        return tuple(listed), named

    def _form(
        self, name: str, args: list[Any], kwargs: dict[str, Any]
    ) -> tuple[list[Any], dict[str, Any]]:
        """Returns the call in another form: keywords for positions, something left out or added."""
        match self.choice(["keyword", "keyword", "drop", "extra", "wrong", "swap", "out"]):
            case "keyword" if args:
                names = [*inspect.signature(OPERATORS[name].function).parameters]
                fits = len(names) >= len(args) > (".Tensor." in name)
                if fits and names[len(args) - 1] not in kwargs:
                    return args[:-1], {**kwargs, names[len(args) - 1]: args[-1]}
            case "drop":
                if kwargs:
                    gone = self.choice([*kwargs])
                    return args, {key: value for key, value in kwargs.items() if key != gone}
                return args[:-1], kwargs
            case "extra":
                return [*args, self.choice([1, None, True, "bogus"])], kwargs
            case "wrong":
                return args, {**kwargs, self.choice(["bogus", "dims", "axis", "dim"]): 0}
            case "swap" if len(args) > 1:
                first, second = self.sample(range(len(args)), 2)
                args[first], args[second] = args[second], args[first]
            case "out" if ".Tensor." not in name:
                return args, {**kwargs, "out": torch.empty(0, dtype=self.choice(DTYPES))}
        return args, kwargs

    def value(self, value: Any) -> Any:
        """Returns a neighbour of one argument."""
        match value:
            case torch.Tensor():
                return self.tensor(value)
            case bool():
                return self.choice([not value, not value, None, 1])
            case int():
                return self.choice([value + 1, value - 1, -value, 0, 1, 2, -1, 5, 1.5, True, None,
                                    torch.tensor(value), [value], [value, value]])  # fmt: skip
            case float():
                return self.choice(
                    [value + 1, -value, 0.0, 1, 0.5, None, True, 1j, torch.tensor(value)]
                )
            case str():
                return self.choice(_WORDS)
            case torch.dtype():
                return self.choice(DTYPES)
            case tuple() | list() if type(value) in (list, tuple, torch.Size):
                return self.sequence(value)
            case None:
                return self.choice([0, 1, True, torch.ones(2), "sum", 0.5])
        return value

    def sequence(self, value: Any) -> Any:
        """Returns a list or tuple with an item more, less, or changed."""
        items = list(value)
        match self.choice(["item", "item", "drop", "more", "empty", "kind", "first"]):
            case "item" if items:
                index = self.randrange(len(items))
                items[index] = self.value(items[index])
            case "drop":
                items = items[:-1]
            case "more" if items:
                items.append(self.choice(items))
            case "empty":
                items = []
            case "kind":
                return tuple(items) if isinstance(value, list) else items
            case "first" if items:
                return items[0]
        return items if isinstance(value, list) else tuple(items)

    def tensor(self, value: torch.Tensor) -> Any:
        """Returns a tensor of another dtype, shape or layout."""
        if value.layout != torch.strided or value.is_quantized:
            return value
        with torch.no_grad():
            changed = self._changed(value)
        if isinstance(changed, torch.Tensor) and changed.numel() > _MOST_ELEMENTS:
            return value
        return changed

    def _changed(self, value: torch.Tensor) -> Any:
        shape = list(value.shape)
        match self.choice(["dtype", "dtype", "size", "size", "size", "lead", "less", "last", "order",
                           "scalar", "expand", "number", "slice", "trail"]):  # fmt: skip
            case "dtype":
                return value.detach().to(self.choice(DTYPES))
            case "size" if shape:
                index = self.randrange(len(shape))
                shape[index] = max(
                    self.choice([shape[index] + 1, shape[index] - 1, 0, 1, *shape]), 0
                )
                return self._resized(value, shape)
            case "lead":
                return value.detach().expand(self.choice([1, 2, 3]), *shape).contiguous()
            case "trail":
                return value.detach().unsqueeze(-1).contiguous()
            case "less" if shape:
                return self._resized(value, shape[1:])
            case "last" if shape:
                return self._resized(value, shape[:-1])
            case "order" if len(shape) > 1:
                order = list(range(len(shape)))
                self.shuffle(order)
                return value.detach().permute(order)
            case "scalar":
                return self._resized(value, [])
            case "expand" if shape:
                return self._resized(value, [1, *shape[1:]]).expand(shape)
            case "slice" if shape and shape[-1] > 1:
                return value.detach()[..., ::2]
            case "number":
                return self.choice([2, 1.5, True, None, [1, 2], 1j])
        return value

    def _resized(self, value: torch.Tensor, shape: list[int]) -> torch.Tensor:
        """Returns a tensor of the shape, filled with the elements in turn (or zeros)."""
        count = torch.Size(shape).numel()
        flat = value.detach().reshape(-1)
        if not flat.numel():
            return torch.zeros(shape, dtype=value.dtype)
        times = -(-count // flat.numel())
        return flat.repeat(max(times, 1))[:count].reshape(shape)
