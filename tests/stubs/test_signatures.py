"""The classes of the interpreted stubs take the arguments that torch's classes take."""

from __future__ import annotations

import importlib
import inspect

import pytest

from tests.stubs.signatures import classes_of, differences, stub_signature, torch_signature

PACKAGES = (
    "torch.nn",
    "torch.nn.parallel",
    "torch.optim",
    "torch.optim.lr_scheduler",
    "torch.optim.swa_utils",
    "torch.utils.data",
    "torch.distributions",
    "torch.amp",
    "torch.cuda.amp",
    "torch.autograd",
    "torch.utils.tensorboard",
)

#: Public classes without a stub, and why.
LEFT_OUT = {
    "torch.nn.Parameter": "native",
    "torch.nn.Buffer": "native",
    "torch.utils.data.DataChunk": "data pipes are not followed",
    "torch.utils.data.DFIterDataPipe": "data pipes are not followed",
    "torch.utils.data.IterDataPipe": "data pipes are not followed",
    "torch.utils.data.MapDataPipe": "data pipes are not followed",
    "torch.autograd.SavedTensor": "internal",
    "torch.autograd.NestedIOFunction": "internal",
}

#: Classes whose stub is open on purpose: torch's own constructor is not Python.
NOT_COMPARED = {"torch.nn.UninitializedParameter", "torch.nn.UninitializedBuffer"}


def _real_classes(package: str) -> dict[str, type]:
    try:
        module = importlib.import_module(package)
    except ImportError:
        return {}
    found = {name: value for name, value in vars(module).items() if inspect.isclass(value)}
    return {
        name: value
        for name, value in found.items()
        if not name.startswith("_") and value.__module__.startswith("torch.")
    }


def _cases() -> list[tuple[str, str]]:
    cases = []
    for package in PACKAGES:
        real = _real_classes(package)
        cases += [(package, name) for name in classes_of(package) if name in real]
    return cases


@pytest.mark.parametrize(("package", "name"), _cases())
def test_constructor(package: str, name: str) -> None:
    if f"{package}.{name}" in NOT_COMPARED:
        return
    real = torch_signature(_real_classes(package)[name])
    stub = stub_signature(package, name)
    if real is None or stub is None:
        return
    assert list(differences(stub, real)) == []


@pytest.mark.parametrize("package", ["torch.nn", "torch.optim", "torch.optim.lr_scheduler"])
def test_every_class_has_a_stub(package: str) -> None:
    own = {
        name
        for name, value in _real_classes(package).items()
        if value.__module__.startswith(package) or package == "torch.nn"
    }
    missing = {f"{package}.{name}" for name in own - set(classes_of(package))} - set(LEFT_OUT)
    assert missing == set()
