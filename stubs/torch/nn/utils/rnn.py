"""Packed and padded sequences."""

from collections import namedtuple

from _pytea import is_known, require, unknown

import torch


_Fields = namedtuple(
    "PackedSequence_", ["data", "batch_sizes", "sorted_indices", "unsorted_indices"]
)


class PackedSequence(_Fields):
    """Besides the fields of torch: ``_batch``, the number of sequences."""

    def __new__(
        cls, data, batch_sizes=None, sorted_indices=None, unsorted_indices=None, _batch=None
    ):
        self = super().__new__(cls, data, batch_sizes, sorted_indices, unsorted_indices)
        self._batch = _batch
        return self

    def _with(self, data):
        return PackedSequence(
            data, self.batch_sizes, self.sorted_indices, self.unsorted_indices, self._batch
        )

    def to(self, *args, **kwargs):
        return self._with(self.data.to(*args, **kwargs))

    def cuda(self, *args, **kwargs):
        return self._with(self.data.cuda(*args, **kwargs))

    def cpu(self):
        return self._with(self.data.cpu())

    def float(self):
        return self._with(self.data.float())

    def double(self):
        return self._with(self.data.double())

    def half(self):
        return self._with(self.data.half())

    def long(self):
        return self._with(self.data.long())

    def pin_memory(self):
        return self

    @property
    def is_cuda(self):
        return self.data.is_cuda


def pack_padded_sequence(input, lengths, batch_first=False, enforce_sorted=True):
    parts = torch._pytea.pack_padded(input, lengths, batch_first, enforce_sorted)
    if not is_known(parts):
        return PackedSequence(*[unknown("a packed sequence that is not known") for _ in range(5)])
    return PackedSequence(*parts)


def pad_packed_sequence(sequence, batch_first=False, padding_value=0.0, total_length=None):
    if isinstance(sequence, torch.Tensor):
        # what a layer made of a value that is not known was taken for a tensor
        return unknown("a padded sequence"), unknown("the lengths of sequences")
    return torch._pytea.pad_packed(
        sequence.data,
        sequence.batch_sizes,
        sequence._batch,
        batch_first,
        padding_value,
        total_length,
    )


def pad_sequence(sequences, batch_first=False, padding_value=0.0, padding_side="right"):
    if is_known(sequences):
        if isinstance(sequences, torch.Tensor):
            sequences = sequences.unbind(0)
        elif not hasattr(sequences, "__iter__"):
            raise RuntimeError(
                "pad_sequence: Expected iterable for input sequences, but got arg of type: "
                f"{type(sequences).__name__}"
            )
        sequences = list(sequences)
    else:
        return unknown("padded sequences")
    if is_known(padding_side) and padding_side not in ("left", "right"):
        raise RuntimeError(
            f"Expected padding_side to be one of left or right, but got {padding_side}."
        )
    if not sequences:
        raise RuntimeError("received an empty list of sequences")
    first = sequences[0]
    rest = first.shape[1:]
    if all([is_known(sequence) for sequence in sequences]):
        return torch._C._nn.pad_sequence(sequences, batch_first, padding_value, padding_side)
    for sequence in sequences:
        require(
            sequence.shape[1:] == rest,
            f"all sequences must have equal trailing dims, but these are {tuple(rest)} and "
            f"{tuple(sequence.shape[1:])}",
        )
    longest = max([sequence.size(0) for sequence in sequences])
    count = len(sequences)
    shape = (count, longest, *rest) if batch_first else (longest, count, *rest)
    return first.new_empty(shape)


def unpad_sequence(padded_sequences, lengths, batch_first=False):
    if not batch_first:
        padded_sequences = padded_sequences.transpose(0, 1)
    return [row[:length] for row, length in zip(padded_sequences, lengths)]


def pack_sequence(sequences, enforce_sorted=True):
    lengths = [sequence.size(0) for sequence in sequences]
    return pack_padded_sequence(pad_sequence(sequences), lengths, enforce_sorted=enforce_sorted)


def unpack_sequence(packed_sequences):
    padded, lengths = pad_packed_sequence(packed_sequences, batch_first=True)
    return unpad_sequence(padded, lengths, batch_first=True)


def invert_permutation(permutation):
    return None if permutation is None else torch.empty_like(permutation)
