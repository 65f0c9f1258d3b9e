"""Which attributes torch has at all: what is not in the bundled table is an AttributeError.

The table lists namespaces completely, with the names for which there is no stub. What it does not
list may exist.
"""

from __future__ import annotations

from functools import cache

from pytea.config.shipped import bundled_stubs

_TENSOR, _ARRAY = "torch.Tensor", "numpy.ndarray"
#: Methods that packages for other devices add to tensors.
_ADDED = frozenset(["npu", "mlu", "musa", "dpu", "sdaa", "is_npu", "is_mlu", "is_musa"])


@cache
def _table() -> dict[str, frozenset[str]]:
    text = (bundled_stubs() / "torch" / "names.txt").read_text(encoding="utf-8")
    lines = (line.partition(": ") for line in text.splitlines())
    return {namespace: frozenset(names.split()) for namespace, _, names in lines}


def may_exist(namespace: str, name: str) -> bool:
    """Returns whether something has an attribute; private names always may.

    An array may have any attribute but for those that only tensors have: it may be a subclass.
    """
    if name.startswith("_"):
        return True
    known = _table().get(namespace)
    if namespace == _ARRAY:
        return name not in _table()[_TENSOR] or name in _table()[_ARRAY]
    return known is None or name in known or (namespace == _TENSOR and name in _ADDED)
