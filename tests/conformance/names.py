"""The public callables of torch's namespaces, and which of them have a stub."""

from __future__ import annotations

import importlib
import inspect
import re
import tempfile
import types
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import torch

from pytea.analysis.entry import analyze_entry
from pytea.config import Options
from pytea.stubapi import OPERATORS
from tests.conformance.evaluation import torch_callable

#: The namespaces whose public callables are listed.
NAMESPACES = (
    "torch",
    "torch.Tensor",
    "torch.nn",
    "torch.nn.functional",
    "torch.nn.attention",
    "torch.nn.attention.flex_attention",
    "torch.nn.init",
    "torch.nn.parallel",
    "torch.nn.utils",
    "torch.nn.utils.parametrizations",
    "torch.nn.utils.parametrize",
    "torch.nn.utils.prune",
    "torch.nn.utils.rnn",
    "torch.amp",
    "torch.autograd",
    "torch.autograd.forward_ad",
    "torch.autograd.functional",
    "torch.autograd.graph",
    "torch.compiler",
    "torch.cuda",
    "torch.cuda.amp",
    "torch.distributed",
    "torch.distributed.device_mesh",
    "torch.distributed.fsdp",
    "torch.distributions",
    "torch.fft",
    "torch.func",
    "torch.hub",
    "torch.jit",
    "torch.linalg",
    "torch.masked",
    "torch.mps",
    "torch.nested",
    "torch.onnx",
    "torch.optim",
    "torch.optim.lr_scheduler",
    "torch.profiler",
    "torch.random",
    "torch.signal.windows",
    "torch.sparse",
    "torch.special",
    "torch.testing",
    "torch.utils.checkpoint",
    "torch.utils.data",
)

#: Dunders of torch.Tensor that programs reach through operators.
_OPERATOR_DUNDERS = frozenset(
    f"__{kind}{name}__"
    for name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "and", "or", "xor",
                 "lshift", "rshift")
    for kind in ("", "r", "i")
) | {"__neg__", "__pos__", "__abs__", "__invert__", "__eq__", "__ne__", "__lt__", "__le__", "__gt__",
     "__ge__", "__getitem__", "__setitem__", "__len__"}  # fmt: skip

#: (namespace or "*", pattern, reason): names that are public by accident, or take no tensors.
_LEFT_OUT = (
    ("*", r"(cudnn|miopen|mkldnn|fbgemm|mps)_.*", "a kernel of another backend"),
    ("*", r"batch_norm_(backward|elemt|gather|stats|update).*", "a kernel of SyncBatchNorm on CUDA"),
    ("*", r".*(quantiz|qparams).*|fused_moving_avg_obs_fake_quant|int_repr", "quantization"),
    ("*", r"q_(scale|zero_point|per_.*)|qscheme|Q\w+Storage", "quantization"),
    ("*", r"\w*Storage(Base)?|\w+SerializationContext", "a storage, without shape"),
    ("torch", r"[A-Z]\w*", "a type of TorchScript, a device queue or an exception: no tensors"),
    ("torch", r"(parse|import|merge|unify|fork|wait|get_file|prepare_multi|profiler_|sym_|init_num)\w*",
     "a part of TorchScript, of the compiler or of the runtime"),
    ("torch", r"((set|get|is)_(autocast|anomaly)|autocast_|compiled_with|thread_safe|classproperty)\w*",
     "a switch or query of the runtime"),
    ("torch", r"layout|memory_format|while_loop|slice_inverse|native_norm|(nuclear|frobenius)_norm",
     "a type, or a private function of another one"),
    ("torch.Tensor", r"(module_load|reinforce|const_data_ptr|grad_dtype|ipu|mtia|map2_|slice_inverse)",
     "a private method, or one of another backend"),
    ("torch.nn.functional", r"(has|handle)_torch_function.*|boolean_dispatch|assert_int_or_pair",
     "an import that happens to be visible"),
    ("torch.nn.functional", r"Tensor|\w+Type", "an import that happens to be visible"),
    ("torch.nn.functional", r"(scaled_|grouped_|scaled_grouped_)mm", "a product of float8 on CUDA only"),
    ("torch.fft", r"Tensor", "an import that happens to be visible"),
    ("torch.distributed", r"[A-Z]\w+|.*(debug_level|rendezvous|backend_config|pg_count|comm).*",
     "the machinery behind process groups"),
    ("torch.utils.data", r".*(DataPipe|datapipe|DataChunk|validation|deterministic).*", "data pipes"),
    ("torch.compiler", r"(keep|skip|load|save|set|get)_.*|substitute_in_graph", "options of the compiler"),
    ("torch.sparse", r"SparseSemiStructured.*|.*(gradcheck|invariants|semi_structured)",
     "semi-structured sparsity on CUDA, or a check of torch's own tests"),
    ("torch.nn.attention", r".*flash_attention_impl.*", "a registry of kernels"),
    ("torch.utils.checkpoint", r"(Checkpoint|Default|Graph|Selective)\w+|(check|detach|get|set)_\w+",
     "the machinery behind checkpoint"),
    ("torch.mps", r"Event|\w*(metallib|shader|rng_state)", "kernels and queues of Apple's GPUs"),
    ("torch.profiler", r"DeviceType|ExecutionTraceObserver", "no tensors"),
    ("torch.nn", r"factory_kwargs", "a private function"),
    ("torch.hub", r"help", "a text"),
    ("torch.jit", r"CompilationUnit|Future|export_opnames|isinstance", "parts of TorchScript"),
    ("torch.onnx", r"[A-Z]\w+", "what an export returns"),
    ("torch.autograd", r"NestedIOFunction|enforce_grad_layout_policy", "a private part"),
    ("torch.autograd.graph", r"GradientEdge|Node", "an abstract type"),
    ("torch.nn.attention.flex_attention", r"Aux\w+|FlexKernelOptions", "options of a kernel"),
    ("torch.testing", r"FileCheck", "a text"),
    ("torch.cuda.amp", r"amp_definitely_not_available", "a private function"),
    ("torch.distributed.fsdp", r"DataParallelMeshDims|\w+KeyType|UnshardHandle|share_comm_ctx", "options"),
    ("torch.linalg", r"LinAlgError", "an exception"),
    ("torch.random", r"thread_safe_generator", "a private function"),
)  # fmt: skip


def _holder(namespace: str) -> Any:
    if namespace == "torch.Tensor":
        return torch.Tensor
    return importlib.import_module(namespace)


def _belongs(value: Any) -> bool:
    """Returns whether a callable is torch's own, not an import that happens to be visible."""
    module = getattr(value, "__module__", None) or ""
    if isinstance(value, types.ModuleType) or not callable(value):
        return False
    return module.startswith("torch") or type(value).__name__ in (
        "builtin_function_or_method",
        "method_descriptor",
    )


@cache
def public_names(namespace: str) -> tuple[str, ...]:
    """Returns the public callables of a namespace, with the properties and operators of Tensor."""
    holder = _holder(namespace)
    listed = getattr(holder, "__all__", None) if namespace != "torch" else None
    names = listed if listed is not None else dir(holder)
    found = []
    for name in sorted(set(names)):
        if name.startswith("_") and not (
            namespace == "torch.Tensor" and name in _OPERATOR_DUNDERS and hasattr(holder, name)
        ):
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            value = getattr(holder, name, None)
        is_property = namespace == "torch.Tensor" and inspect.isdatadescriptor(value)
        if is_property or _belongs(value):
            found.append(name)
    return tuple(found)


@cache
def _without_stub(namespace: str) -> tuple[str, ...]:
    """Returns the public names that a program cannot reach: pytea says that there is no stub."""
    names = public_names(namespace)
    holder = "torch.zeros(2)" if namespace == "torch.Tensor" else namespace
    module = "torch" if namespace == "torch.Tensor" else namespace
    lines = [f"import {module}", *(f"{holder}.{name}" for name in names)]
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "program.py"
        program.write_text("\n".join(lines) + "\n", encoding="utf-8")
        report = analyze_entry(program, Options(use_cache=False)).file
    missing = {use.reason.removeprefix("no stub for ") for use in report.unknowns}
    return tuple(name for name in names if f"{namespace}.{name}" in missing)


def left_out(namespace: str, name: str) -> str | None:
    """Returns why a public name needs no stub, or None."""
    for where, pattern, reason in _LEFT_OUT:
        if where in ("*", namespace) and re.fullmatch(pattern, name):
            return reason
    return None


def missing_names(namespace: str) -> list[str]:
    """Returns the public names of a namespace that should have a stub and have none."""
    return [name for name in _without_stub(namespace) if left_out(namespace, name) is None]


def needed_names(namespace: str) -> list[str]:
    """Returns the public names of a namespace that have a stub, or should have one."""
    without = set(_without_stub(namespace))
    names = public_names(namespace)
    return [name for name in names if name not in without or left_out(namespace, name) is None]


def names_left_out(namespace: str) -> list[tuple[str, str]]:
    """Returns the names without stub that need none, each with the reason."""
    found = [(name, left_out(namespace, name)) for name in _without_stub(namespace)]
    return [(name, reason) for name, reason in found if reason is not None]


def names_not_in_torch() -> list[str]:
    """Returns the operators that stubs register under names that torch does not have."""
    return sorted(
        name
        for name in OPERATORS
        if name.startswith("torch.")
        and not name.startswith(("torch._", "torch.nn.functional._"))
        and torch_callable(name) is None
    )
