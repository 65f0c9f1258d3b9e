"""``python -m tests.conformance.name_table``: writes the names of the namespaces of torch and numpy for the stubs."""

from __future__ import annotations

import builtins
import importlib
import pkgutil
import types
import warnings
from collections.abc import Iterator

import numpy as np
import torch

from pytea.config.shipped import bundled_stubs

TABLE = bundled_stubs() / "torch" / "names.txt"
#: The modules whose names are listed completely.
MODULES = (
    "torch", "torch.nn", "torch.nn.functional", "torch.nn.init", "torch.nn.utils", "torch.nn.utils.rnn",
    "torch.linalg", "torch.fft", "torch.special", "torch.optim", "torch.optim.lr_scheduler",
    "torch.distributions", "torch.autograd", "torch.func", "torch.amp", "torch.cuda", "torch.utils.data",
)  # fmt: skip
#: What numpy had once and has no more: a program may run with an older one.
FORMER = """
ALLOW_THREADS AxisError BUFSIZE CLIP ComplexWarning ERR_CALL ERR_DEFAULT ERR_IGNORE ERR_LOG ERR_PRINT ERR_RAISE ERR_WARN
FLOATING_POINT_SUPPORT FPE_DIVIDEBYZERO FPE_INVALID FPE_OVERFLOW FPE_UNDERFLOW MAXDIMS MAY_SHARE_BOUNDS MAY_SHARE_EXACT
ModuleDeprecationWarning NAN RAISE RankWarning SHIFT_DIVIDEBYZERO SHIFT_INVALID SHIFT_OVERFLOW SHIFT_UNDERFLOW Tester
TooHardError UFUNC_BUFSIZE_DEFAULT UFUNC_PYVALS_NAME VisibleDeprecationWarning WRAP alen array_api asscalar bool8 bytes0
chararray compat cumproduct disp doc dual in1d int0 kernel_version loads mafromtxt math msort ndfromtxt numarray object0
oldnumeric os pkgload product rank safe_eval sctypeNA setup str0 sys trapz typeNA uint0 use_hugepage void0 warnings
"""


def _public(names: list[str]) -> str:
    return " ".join(sorted({name for name in names if not name.startswith("_")}))


def lines() -> Iterator[str]:
    """Yields the lines of the table."""
    yield f"numpy.ndarray: {_public(dir(np.ndarray))}"
    gone = [*np.__expired_attributes__, *np.__former_attrs__, *FORMER.split()]
    below = [found.name for found in pkgutil.iter_modules(np.__path__)]
    yield f"numpy: {_public([*dir(np), *below, *gone])}"
    yield f"torch.Tensor: {_public(dir(torch.Tensor))}"
    for name in MODULES:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            module = importlib.import_module(name)
        below = [found.name for found in pkgutil.iter_modules(module.__path__)] if (
            hasattr(module, "__path__")
        ) else []  # fmt: skip
        yield f"{name}: {_public([*dir(module), *below])}"
    yield f"numpy.*: {_hidden_builtins(np)}"
    for name in MODULES:
        hidden = _hidden_builtins(importlib.import_module(name))
        if hidden:
            yield f"{name}.*: {hidden}"


def _hidden_builtins(module: types.ModuleType) -> str:
    """Returns the builtins that ``from module import *`` puts something else in place of."""
    return _public(
        [name for name in getattr(module, "__all__", dir(module)) if hasattr(builtins, name)]
    )


def main() -> None:
    """Writes the table."""
    TABLE.write_text("\n".join(lines()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
