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
#: The attributes of a tensor that are private; programs hang others on their tensors.
_PRIVATE = frozenset(
    [
        "_addmm_activation",
        "_autocast_to_full_precision",
        "_autocast_to_reduced_precision",
        "_backward_hooks",
        "_base",
        "_cdata",
        "_clear_non_serializable_cached_data",
        "_coalesced_",
        "_conj",
        "_conj_physical",
        "_dimI",
        "_dimV",
        "_dtensor__new__",
        "_fix_weakref",
        "_grad",
        "_grad_fn",
        "_has_symbolic_sizes_strides",
        "_indices",
        "_is_all_true",
        "_is_any_true",
        "_is_view",
        "_is_zerotensor",
        "_lazy_clone",
        "_make_subclass",
        "_make_wrapper_subclass",
        "_neg_view",
        "_nested_tensor_size",
        "_nested_tensor_storage_offsets",
        "_nested_tensor_strides",
        "_nnz",
        "_philox_normal_",
        "_philox_uniform_",
        "_post_accumulate_grad_hooks",
        "_python_dispatch",
        "_reduce_ex_internal",
        "_rev_view_func_unsafe",
        "_sparse_mask_projection",
        "_to_dense",
        "_to_sparse",
        "_to_sparse_bsc",
        "_to_sparse_bsr",
        "_to_sparse_csc",
        "_to_sparse_csr",
        "_typed_storage",
        "_use_count",
        "_values",
        "_version",
        "_view_func",
        "_view_func_unsafe",
    ]
)


#: Special names that neither tensors nor arrays have.
_FOREIGN = frozenset(
    [
        "__call__",
        "__next__",
        "__name__",
        "__qualname__",
        "__enter__",
        "__exit__",
        "__fspath__",
        "__aiter__",
        "__anext__",
        "__await__",
        "__aenter__",
        "__aexit__",
        "__missing__",
        "__get__",
        "__set__",
        "__delete__",
        "__code__",
        "__func__",
        "__self__",
        "__wrapped__",
        "__fields__",
        "__dataclass_fields__",
        "__slots__",
        "__path__",
        "__file__",
        "__all__",
        "__bases__",
        "__mro__",
        "__closure__",
        "__defaults__",
        "__globals__",
        "__post_init__",
        "__set_name__",
        "__origin__",
        "__args__",
    ]
)
#: Special names that functions do not have.
_NO_FUNCTION = frozenset(
    [
        "__next__",
        "__enter__",
        "__exit__",
        "__fspath__",
        "__aiter__",
        "__anext__",
        "__await__",
        "__aenter__",
        "__aexit__",
        "__iter__",
        "__len__",
        "__getitem__",
        "__setitem__",
        "__contains__",
        "__float__",
        "__index__",
        "__array__",
        "__bool__",
        "__fields__",
        "__dataclass_fields__",
        "__slots__",
        "__path__",
        "__file__",
        "__all__",
        "__bases__",
        "__mro__",
        "__reversed__",
        "__copy__",
        "__deepcopy__",
        "__post_init__",
        "__torch_function__",
    ]
)


#: What masked arrays, records and matrices have beside other arrays.
_OF_SUBCLASSES = frozenset(
    ["A", "A1", "H", "I", "anom", "baseclass", "compressed", "count", "field", "fill_value",
     "filled", "get_fill_value", "get_imag", "get_real", "harden_mask", "hardmask", "ids",
     "iscontiguous", "mask", "meta", "product", "recordmask", "set_fill_value", "sharedmask",
     "shrink_mask", "soften_mask", "toflex", "torecords", "unshare_mask"]
)  # fmt: skip


@cache
def _table() -> dict[str, frozenset[str]]:
    text = (bundled_stubs() / "torch" / "names.txt").read_text(encoding="utf-8")
    lines = (line.partition(": ") for line in text.splitlines())
    return {namespace: frozenset(names.split()) for namespace, _, names in lines}


def hidden_builtins(module: str) -> frozenset[str]:
    """Returns the builtins that ``from module import *`` puts something of the module in place of."""
    return _table().get(f"{module}.*", frozenset())


def may_exist(namespace: str, name: str) -> bool:
    """Returns whether something has an attribute; private names mostly may.

    An array may have any attribute but for those that only tensors have: it may be a subclass.
    """
    if name in _FOREIGN and namespace in (_TENSOR, _ARRAY):
        return False
    if name == "__imatmul__" and namespace == _TENSOR:
        return False
    if name.startswith("_"):
        return namespace != _TENSOR or name.startswith("__") or name in _PRIVATE
    known = _table().get(namespace)
    if namespace == _ARRAY:
        return name not in _table()[_TENSOR] or name in _table()[_ARRAY]
    return known is None or name in known or (namespace == _TENSOR and name in _ADDED)


def arrays_lack(name: str) -> bool:
    """Returns whether an array has no such attribute, though an object of a subclass may have."""
    known = _table()[_ARRAY]
    return not name.startswith("_") and name not in known and name not in _OF_SUBCLASSES


def function_may_have(operator: str, name: str) -> bool:
    """Returns whether a function of a library may have an attribute: those of torch have few."""
    if name.startswith("__"):
        return name not in _NO_FUNCTION
    plain = operator.startswith("torch.") and not operator.startswith("torch.ops.")
    return not (plain and operator.rpartition(".")[2].islower() and not name.startswith("_"))
