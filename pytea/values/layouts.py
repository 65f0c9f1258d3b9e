"""torch's layouts and memory formats: one object for each, so that a tensor's ``layout`` is it."""

from __future__ import annotations

from pytea.values.objects import Typing

_NAMES = (
    "strided", "sparse_coo", "sparse_csr", "sparse_csc", "sparse_bsr", "sparse_bsc", "jagged",
)  # fmt: skip
#: Layouts by their names in torch.
LAYOUTS: dict[str, Typing] = {name: Typing(f"torch.{name}") for name in _NAMES}
_FORMATS = ("contiguous_format", "channels_last", "channels_last_3d", "preserve_format")
#: Memory formats by their names in torch.
MEMORY_FORMATS: dict[str, Typing] = {name: Typing(f"torch.{name}") for name in _FORMATS}
#: What stubs know by its name.
NAMED = frozenset((*LAYOUTS.values(), *MEMORY_FORMATS.values()))
