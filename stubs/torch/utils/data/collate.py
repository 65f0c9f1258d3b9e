"""Collation of samples into batches, from the first and the last sample of a batch."""

from _pytea import as_batch, fail, is_known, is_symbolic, new_tensor, require, summary, type_name, unknown

import torch

#: Lists of more samples than this are not spelled out.
_MOST_SAMPLES = 256

SAMPLE = "a sample that is not followed"


def repeated(first, last, size):
    """Returns the list of the samples of a batch; a summary when its size is not small."""
    if not is_known(size):
        return unknown("a list with one item per sample of a batch", "list")
    if is_symbolic(size) or size > _MOST_SAMPLES:
        return summary([first, last], size)
    return [first] * (size - 1) + [last]


def _collate_tensors(first, last, size, total):
    if first is not last:
        require(
            first.shape == last.shape,
            f"stack expects each tensor to be equal size, but got {tuple(first.shape)} at entry 0 "
            f"and {tuple(last.shape)} at another entry",
        )
    batch = new_tensor((size, *first.shape), dtype=first.dtype, device=first.device)
    return as_batch(batch, first, total)


def _number_dtype(number, default):
    """Returns the dtype of a batch of numbers: that of numpy's own, ``default`` for Python's."""
    try:
        own = number.dtype
    except AttributeError:
        return default
    return getattr(torch, own.name) if is_known(own) else default


def collate_pair(first, last, size, total=0):
    """Returns the batch of ``size`` samples that begins with ``first`` and ends with ``last``.

    ``total``: so many samples come up that nobody chose by their contents; 0 where that is not known.
    """
    if not is_known(first) and type_name(first) not in ("int", "float", "bool", "ndarray", "str", "number"):
        return unknown("a batch of samples that are not followed")
    if type_name(first) == "number":
        return new_tensor((size,), dtype=unknown("the dtype of an array"))
    kind = type(first).__name__
    if not is_known(last):
        last = _unknown_like(first)
    if isinstance(first, torch.Tensor):
        return _collate_tensors(first, last, size, total)
    if kind == "ndarray":
        return _collate_tensors(torch.as_tensor(first), torch.as_tensor(last), size, total)
    if isinstance(first, bool):
        return new_tensor((size,), dtype=torch.bool)
    if isinstance(first, float):
        return new_tensor((size,), dtype=_number_dtype(first, torch.float64))
    if isinstance(first, int):
        dtype = _number_dtype(first, torch.int64)
        return as_batch(new_tensor((size,), dtype=dtype), first, total)
    if isinstance(first, (str, bytes)):
        return repeated(first, last, size)
    if isinstance(first, dict):
        return {key: collate_pair(value, last[key], size, total) for key, value in first.items()}
    if isinstance(first, tuple) and hasattr(first, "_fields"):
        return type(first)(*[collate_pair(a, b, size, total) for a, b in zip(first, last)])
    if isinstance(first, (tuple, list)):
        message = "each element in list of batch should be of equal size"
        require(len(first) == len(last), message)
        return [collate_pair(a, b, size, total) for a, b in zip(first, last)]
    if hasattr(first, "__array__") and kind != "Image":
        return _collate_tensors(torch.as_tensor(first), torch.as_tensor(last), size, total)
    fail(
        "default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; "
        f"found {kind}",
        "bad-argument",
        "TypeError",
    )


def _unknown_like(sample):
    """Returns a sample that is not followed, with the parts and shapes of another one of its batch."""
    if isinstance(sample, torch.Tensor):
        return sample
    if isinstance(sample, dict):
        return {key: unknown(SAMPLE) for key in sample}
    if isinstance(sample, (tuple, list)):
        return [unknown(SAMPLE) for _ in sample]
    return unknown(SAMPLE)


def default_collate(batch):
    if not is_known(batch):
        return unknown("a batch of samples that are not followed")
    return collate_pair(batch[0], batch[-1], len(batch))


def default_convert(data):
    if not is_known(data) or isinstance(data, torch.Tensor):
        return data
    if type(data).__name__ == "ndarray":
        return torch.as_tensor(data)
    if isinstance(data, dict):
        return {key: default_convert(value) for key, value in data.items()}
    if isinstance(data, tuple) and hasattr(data, "_fields"):
        return type(data)(*[default_convert(value) for value in data])
    if isinstance(data, (tuple, list)):
        return [default_convert(value) for value in data]
    return data
