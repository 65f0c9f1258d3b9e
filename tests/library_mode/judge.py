"""Real torch as the judge of signatures: sizes that fulfil them must run, others must not.

Sizes are drawn for the symbols of a signature. Where all its requirements hold, the module must run
and give the predicted shapes; where exactly one of them does not, it must raise.
"""

from __future__ import annotations

import ast
import builtins
import functools
import importlib.util
import itertools
import math
import random
import re
import sys
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch

#: Draws of sizes for one requirement or signature before it counts as not drawable.
DRAWS = 4000
#: Tensors with more elements are not made.
LARGEST = 2_000_000
#: What is said where a tensor of integers meets one of floats.
_MIXED = re.compile("same dtype|should be the same|must be the same")
_SMALL = (1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 16, 24, 32)


@dataclass(slots=True)
class Tally:
    """How often torch agreed."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    #: Signatures with something unknown, or without sizes that could be drawn.
    skipped: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """The share of the draws on which torch agreed."""
        total = self.right + len(self.wrong)
        return self.right / total if total else 1.0


@dataclass(slots=True)
class Verdicts:
    """The two figures: what should run, and what should not."""

    runs: Tally = field(default_factory=Tally)
    refuses: Tally = field(default_factory=Tally)


class Config:
    """A configuration object: drawn attributes, and harmless ones for what no shape depends on."""

    def __init__(self, **drawn: Any) -> None:
        self.__dict__.update(drawn)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if any(part in name for part in ("drop", "eps", "rate", "prob")):
            return 0.1
        if any(part in name for part in ("bias", "use_", "is_")):
            return True
        return 2


def load(file: Path) -> types.ModuleType:
    """Imports a file by its path."""
    name = f"judged_{file.stem}"
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def is_usable(function: Mapping[str, Any]) -> bool:
    """Returns whether a signature has nothing unknown in it."""
    texts = [*function.get("constructor", {}).values(), *function["inputs"].values()]
    everything = [*texts, *function["requires"], function["output"]]
    return not any("?" in text or "…" in text for text in everything)


def judge(module: types.ModuleType, function: Mapping[str, Any], verdicts: Verdicts) -> None:
    """Adds what torch says about one signature to ``verdicts``."""
    label = f"{function['file']}:{function['name']}"
    case = Case(module, function)
    if case.is_unknown:
        verdicts.runs.skipped.append(f"{label}: {function['inputs']} -> {function['output']}")
        return
    rng = random.Random(label)
    envs = list(case.draws(rng, ()))
    if not envs:
        verdicts.runs.skipped.append(f"{label}: no sizes for {function['requires']}")
    for env in envs[:4]:
        try:
            problem = case.run(env)
        except Exception as error:
            problem = f"{type(error).__name__}: {str(error)[:150]}"
        if problem:
            verdicts.runs.wrong.append(f"{label} {env}: {problem}")
        else:
            verdicts.runs.right += 1
    for requirement in function["requires"]:
        for env in list(case.draws(rng, (requirement,)))[:2]:
            try:
                case.run(env)
            except Exception:
                verdicts.refuses.right += 1
            else:
                verdicts.refuses.wrong.append(f"{label} {env} runs against {requirement}")


def _literals(module: types.ModuleType, function: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the values that annotations of the constructor list, by parameter."""
    owner = getattr(module, function["name"].split(".")[0])
    hints = typing.get_type_hints(owner.__init__) if "constructor" in function else {}
    listed = {
        name: typing.get_args(hint)
        for name, hint in hints.items()
        if typing.get_origin(hint) is typing.Literal
    }
    return listed | {name: (False, True) for name, hint in hints.items() if hint is bool}


class Case:
    """One signature with the means to draw sizes for it and to run what it describes."""

    def __init__(self, module: types.ModuleType, function: Mapping[str, Any]) -> None:
        self.module, self.function = module, function
        self.constructor: dict[str, str] = dict(function.get("constructor", {}))
        texts = [*self.constructor.values(), *function["inputs"].values(), *function["requires"]]
        self.is_unknown = not is_usable(function)
        self.names: list[str] = []
        self.dotted: list[str] = []
        if not self.is_unknown:
            for text in texts:
                self._collect(text)
        self.long: set[str] = set()
        self.flags: set[str] = set()
        self.texts = _literals(module, function)
        starts = (re.match(r"\(\*(\w+)", text) for text in function["inputs"].values())
        self.stars = {found[1] for found in starts if found}

    def _collect(self, text: str) -> None:
        tree = ast.parse(text, mode="eval")
        owners = {
            node.value.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute):
                self.dotted.append(ast.unparse(node))
            elif isinstance(node, ast.Name) and node.id not in owners:
                given = self.constructor.get(node.id, node.id) != node.id
                known = hasattr(self.module, node.id) or hasattr(builtins, node.id)
                known |= node.id == "isqrt"
                if not known and not given:
                    self.names.append(node.id)
        self.names = list(dict.fromkeys(self.names))
        self.dotted = [d for d in dict.fromkeys(self.dotted) if not self._is_global(d)]

    def _is_global(self, dotted: str) -> bool:
        return hasattr(self.module, dotted.partition(".")[0])

    def draws(self, rng: random.Random, violated: tuple[str, ...]) -> Iterator[dict[str, Any]]:
        """Yields environments in which all requirements hold but those in ``violated``."""
        numbers = {
            node.value
            for text in [*self.function["requires"], *self.function["inputs"].values()]
            for node in ast.walk(ast.parse(text, mode="eval"))
            if isinstance(node, ast.Constant) and type(node.value) is int
        }
        pool = sorted({*_SMALL, *(n + d for n in numbers for d in (-1, 0, 1, 2) if n + d > 0)})
        found = 0
        for _ in range(DRAWS):
            env = self._draw(rng, pool)
            if math.prod(value for value in env.values() if isinstance(value, int)) > LARGEST:
                continue
            try:
                held = [bool(self.evaluate(r, env)) for r in self.function["requires"]]
                if any(size < 1 for size in self._sizes(env)):
                    continue
                if any(env[name] % 2 == 0 for name in self.function.get("odd", ()) if name in env):
                    continue
                if any(self._is_degenerate(r, env) for r in violated):
                    continue
            except ZeroDivisionError:
                continue
            wanted = [r not in violated for r in self.function["requires"]]
            if held == wanted:
                yield env
                found += 1
                if found == 4:
                    return

    def _is_degenerate(self, requirement: str, env: Mapping[str, Any]) -> bool:
        """Returns whether torch may broadcast or leave out what a requirement is about.

        No size of 1 is claimed to be refused where another one is demanded (``a == b``), and none
        where a part is 0 or 1 (``n // k`` for ``n % k == 0``).
        """
        for node in ast.walk(ast.parse(requirement, mode="eval")):
            match node:
                case ast.Compare(left=left, ops=[ast.Eq()], comparators=[right]):
                    sides = [self.evaluate(ast.unparse(side), env) for side in (left, right)]
                    if 1 in sides and not isinstance(left, ast.BinOp):
                        return True
                case ast.BinOp(left=left, op=ast.Mod(), right=right):
                    number, divisor = (
                        self.evaluate(ast.unparse(side), env) for side in (left, right)
                    )
                    if number // divisor < 2:
                        return True
        return False

    def _draw(self, rng: random.Random, pool: list[int]) -> dict[str, Any]:
        env: dict[str, Any] = {}
        for name in self.names:
            if name in self._configs():
                continue
            env[name] = rng.choice(self.texts.get(name, pool if rng.random() < 0.2 else _SMALL))
            if name in self.stars:
                env[name] = tuple(rng.choice((1, 2, 3)) for _ in range(rng.choice((0, 1, 2))))
        for dotted in self.dotted:
            env[dotted] = rng.choice(pool if rng.random() < 0.2 else _SMALL)
        return env

    def _configs(self) -> set[str]:
        owners = {dotted.partition(".")[0] for dotted in self.dotted}
        return owners | {k for k, v in self.constructor.items() if k == v and "onfig" in k}

    def _sizes(self, env: Mapping[str, Any]) -> Iterator[int]:
        for shape in _leaves([self.evaluate(t, env) for t in self.function["inputs"].values()]):
            total = 1
            for size in shape:
                total *= size
                yield size
            if total > LARGEST:
                yield -1

    def evaluate(self, text: str, env: Mapping[str, Any]) -> Any:
        """Returns the value of an expression over the symbols."""
        scope: dict[str, Any] = {"isqrt": math.isqrt, **vars(self.module)}
        for owner in self._configs():
            drawn = {k.partition(".")[2]: v for k, v in env.items() if k.startswith(f"{owner}.")}
            scope[owner] = Config(**drawn)
        scope.update({k: v for k, v in env.items() if "." not in k})
        defaults = {k: v for k, v in self.constructor.items() if v.isdecimal()}
        return eval(text, scope | {k: int(v) for k, v in defaults.items()})

    def _with_others(self, function: Any, shapes: Mapping[str, Any], chosen: set[str]) -> Any:
        """Returns the result for the fewest tensors of another dtype that the module takes.

        ``chosen`` is filled with their names: those of tensors of integers, or of masks.
        """
        wants = _wants_masks if chosen is self.flags else _wants_integers
        for count in range(1, len(shapes) + 1):
            for names in itertools.combinations(shapes, count):
                chosen.clear()
                chosen.update(names)
                try:
                    return function(**self._tensors(shapes))
                except (RuntimeError, IndexError, TypeError) as error:
                    mixed = _MIXED.search(str(error)) or "for 'Bool'" in str(error)
                    if not (wants(error) or mixed):
                        raise
        raise TypeError("no choice of dtypes is taken")

    def run(self, env: Mapping[str, Any]) -> str:
        """Runs the module; returns what differs from the prediction, and raises what it raises."""
        torch.manual_seed(0)
        function = self._callee(env)
        given = {name: self.evaluate(t, env) for name, t in self.function["inputs"].items()}
        numbers = {n for n, text in self.function["inputs"].items() if _are_numbers(n, text)}
        shapes = {
            n: v for n, v in given.items() if isinstance(v, (tuple, dict)) and n not in numbers
        }
        rest = {name: value for name, value in given.items() if name not in shapes}
        function = functools.partial(function, **rest)
        try:
            result = function(**self._tensors(shapes))
        except (RuntimeError, IndexError, TypeError) as error:
            wanted = self.flags if _wants_masks(error) else self.long
            if not (wanted is self.flags or _wants_integers(error)) or wanted:
                raise
            result = self._with_others(function, shapes, wanted)
        predicted = self.evaluate(self.function["output"], env)
        found = shapes_of(result)
        return "" if predicted == found else f"predicted {predicted}, got {found}"

    def _callee(self, env: Mapping[str, Any]) -> Any:
        names = self.function["name"].split(".")
        target = getattr(self.module, names[0])
        if "constructor" not in self.function:
            return target
        arguments = {name: self.evaluate(t, env) for name, t in self.constructor.items()}
        return getattr(target(**arguments), names[-1])

    def _tensors(self, shapes: Mapping[str, Any]) -> dict[str, Any]:
        kinds = dict.fromkeys(self.long, torch.long) | dict.fromkeys(self.flags, torch.bool)
        return {n: _made(shape, kinds.get(n, torch.float32)) for n, shape in shapes.items()}


def _leaves(value: Any) -> Iterator[tuple[int, ...]]:
    """Yields the shapes in a list, a dict or a tuple of shapes."""
    if isinstance(value, tuple) and all(isinstance(size, int) for size in value):
        yield value
    elif isinstance(value, (tuple, list, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _leaves(item)


def _made(shape: Any, dtype: torch.dtype) -> Any:
    """Returns a tensor of a shape, or a list or dict of them."""
    if isinstance(shape, dict):
        return {key: _made(item, dtype) for key, item in shape.items()}
    if any(isinstance(item, tuple) for item in shape):
        return [_made(item, dtype) for item in shape]
    return torch.rand(shape) if dtype is torch.float32 else torch.zeros(shape, dtype=dtype)


def _are_numbers(name: str, text: str) -> bool:
    """Returns whether a parameter is a tuple of numbers, ``(size_0, size_1)``, and no shape."""
    items = text.strip("()").replace(" ", "").rstrip(",").split(",")
    return items == [f"{name}_{index}" for index in range(len(items))]


def _wants_masks(error: Exception) -> bool:
    return "boolean mask" in str(error)


def _wants_integers(error: Exception) -> bool:
    text = str(error)
    parts = ("indices", "Long", "Int", "index", "integer", "integral")
    return any(part in text for part in parts)


def shapes_of(value: Any) -> Any:
    """Returns the shapes of a result, nested as the signature nests them."""
    if isinstance(value, (torch.Tensor, np.ndarray)):
        return tuple(value.shape)
    if isinstance(value, (list, tuple)):
        return tuple(shapes_of(item) for item in value)
    if isinstance(value, dict):
        return {key: shapes_of(item) for key, item in value.items()}
    return value
