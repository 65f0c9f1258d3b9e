"""Edits of dtypes and of losses."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from benchmarks.mutants.edits import Change, kind
from benchmarks.mutants.source import Source, called, receiver

_CONVERSIONS = ("long", "float", "int", "bool", "half", "double", "to", "type_as", "astype")
_OTHER = {"long": "float", "float": "long", "int": "float", "bool": "long", "double": "long"}
_OTHER_DTYPE = {"long": "float32", "int64": "float32", "float": "int64", "float32": "int64",
                "bool": "float32", "int": "float32", "int32": "float32"}  # fmt: skip


@kind("dropped-conversion")
def dropped_conversion(source: Source) -> Iterator[Change]:
    for call in source.calls(*_CONVERSIONS):
        before = receiver(call)
        if before is not None:
            yield call, source.text(before)


@kind("other-conversion")
def other_conversion(source: Source) -> Iterator[Change]:
    for call in source.calls(*_OTHER):
        before = receiver(call)
        if before is not None and not call.args:
            yield call, f"{source.text(before)}.{_OTHER[called(call)]}()"


@kind("other-dtype")
def other_dtype(source: Source) -> Iterator[Change]:
    for node in source.walk(ast.Attribute):
        if isinstance(node.value, ast.Name) and node.value.id in ("torch", "np"):
            if node.attr in _OTHER_DTYPE and not isinstance(source.parent(node), ast.Call):
                yield node, f"{node.value.id}.{_OTHER_DTYPE[node.attr]}"


@kind("added-conversion")
def added_conversion(source: Source) -> Iterator[Change]:
    for call in source.calls():
        match call:
            case ast.Call(func=ast.Attribute(value=ast.Name("self")), args=[ast.Name(name)]):
                yield call.args[0], f"{name}.long()"


_LOSSES = ("cross_entropy", "mse_loss", "nll_loss", "l1_loss", "binary_cross_entropy", "smooth_l1_loss",
           "binary_cross_entropy_with_logits", "criterion", "loss_fn", "loss_function", "kl_div", "loss",
           "criterion_gan", "huber_loss")  # fmt: skip


@kind("loss-order")
def loss_order(source: Source) -> Iterator[Change]:
    for call in source.calls(*_LOSSES):
        if len(call.args) >= 2 and not any(isinstance(a, ast.Starred) for a in call.args):
            first, second, *rest = (source.text(argument) for argument in call.args)
            others = [source.text(k) if k.arg is None else f"{k.arg}={source.text(k.value)}"
                      for k in call.keywords]  # fmt: skip
            inner = ", ".join((second, first, *rest, *others))
            yield call, f"{source.text(call.func)}({inner})"


@kind("loss-target")
def loss_target(source: Source) -> Iterator[Change]:
    for call in source.calls(*_LOSSES):
        for argument in call.args[:2]:
            if not isinstance(argument, ast.Starred):
                text = source.text(argument)
                yield argument, f"({text}).unsqueeze(-1)"
                yield argument, f"({text}).flatten()"
