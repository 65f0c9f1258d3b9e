"""torch's layouts: one object for each, so that a tensor's ``layout`` is the constant itself."""

from __future__ import annotations

from pytea.values.objects import Typing

_NAMES = (
    "strided", "sparse_coo", "sparse_csr", "sparse_csc", "sparse_bsr", "sparse_bsc", "jagged",
)  # fmt: skip
#: Layouts by their names in torch.
LAYOUTS: dict[str, Typing] = {name: Typing(f"torch.{name}") for name in _NAMES}
