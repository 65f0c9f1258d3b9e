"""Comparisons for tests: shapes and dtypes are checked, values are not known."""

import torch
from _pytea import fail, is_known


def assert_close(
    actual, expected, *, allow_subclasses=True, rtol=None, atol=None, equal_nan=False,
    check_device=True, check_dtype=True, check_layout=True, check_stride=False, msg=None,
):  # fmt: skip
    if isinstance(actual, torch.Tensor) and isinstance(expected, torch.Tensor):
        if is_known(actual.shape == expected.shape) and actual.shape != expected.shape:
            fail(
                f"the values for attribute 'shape' do not match: {tuple(actual.shape)} != "
                f"{tuple(expected.shape)}",
                "assertion-failed",
                "AssertionError",
            )
        if check_dtype is True and is_known(actual.dtype == expected.dtype):
            if actual.dtype != expected.dtype:
                fail(
                    f"the values for attribute 'dtype' do not match: {actual.dtype} != {expected.dtype}",
                    "assertion-failed",
                    "AssertionError",
                )


def assert_allclose(actual, expected, rtol=None, atol=None, equal_nan=True, msg=""):
    assert_close(actual, expected, check_dtype=False)


def make_tensor(
    *shape, dtype, device, low=None, high=None, requires_grad=False, noncontiguous=False,
    exclude_zero=False, memory_format=None,
):  # fmt: skip
    sizes = shape[0] if len(shape) == 1 and isinstance(shape[0], (tuple, list)) else shape
    return torch.empty(sizes, dtype=dtype, device=device, requires_grad=requires_grad)
