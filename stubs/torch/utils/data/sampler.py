"""Samplers; ``_at(position)`` gives one index without drawing all of them."""

from _pytea import is_known, is_symbolic, require

import torch

#: More draws than this are not spelled out.
_MOST_DRAWN = 256


def _check_positive(value, name):
    if is_known(value) and (isinstance(value, bool) or not isinstance(value, int)):
        raise ValueError(f"{name} should be a positive integer value, but got {name}={value}")
    require(
        value > 0,
        f"{name} should be a positive integer value, but got {name}={value}",
        "bad-argument",
        "ValueError",
    )


class Sampler:
    def __init__(self, data_source=None):
        pass

    def __iter__(self):
        raise NotImplementedError

    def __class_getitem__(cls, item):
        return cls


class SequentialSampler(Sampler):
    def __init__(self, data_source):
        self.data_source = data_source

    def __iter__(self):
        return iter(range(len(self.data_source)))

    def __len__(self):
        return len(self.data_source)

    def _at(self, position):
        return position


class RandomSampler(Sampler):
    def __init__(self, data_source, replacement=False, num_samples=None, generator=None):
        self.data_source = data_source
        self.replacement = replacement
        self._num_samples = num_samples
        self.generator = generator
        if is_known(replacement) and not isinstance(replacement, bool):
            raise TypeError(f"replacement should be a boolean value, but got {replacement}")
        _check_positive(self.num_samples, "num_samples")

    @property
    def num_samples(self):
        return len(self.data_source) if self._num_samples is None else self._num_samples

    def __iter__(self):
        return iter(range(self.num_samples))

    def __len__(self):
        return self.num_samples

    def _at(self, position):
        total = len(self.data_source)
        if is_known(total) and not is_symbolic(total) and is_known(position):
            return position % total
        return position


class SubsetRandomSampler(Sampler):
    def __init__(self, indices, generator=None):
        self.indices = indices
        self.generator = generator

    def __iter__(self):
        return iter(self.indices)

    def __len__(self):
        return len(self.indices)

    def _at(self, position):
        return self.indices[position]


class WeightedRandomSampler(Sampler):
    def __init__(self, weights, num_samples, replacement=True, generator=None):
        _check_positive(num_samples, "num_samples")
        if is_known(replacement) and not isinstance(replacement, bool):
            raise ValueError(f"replacement should be a boolean value, but got {replacement}")
        if isinstance(weights, torch.Tensor) and weights.dim() != 1:
            raise ValueError(
                "weights should be a 1d sequence but given weights have shape "
                f"{tuple(weights.shape)}"
            )
        self.weights = weights
        self.num_samples = num_samples
        self.replacement = replacement
        self.generator = generator

    def __iter__(self):
        count, total = self.num_samples, len(self.weights)
        if not self.replacement:
            require(
                count <= total,
                f"cannot sample {count} > {total} samples without replacement",
                "bad-argument",
            )
        if is_known(count) and not is_symbolic(count) and count <= _MOST_DRAWN:
            return iter([self._at(position) for position in range(count)])
        return iter([self._at(0), self._at(count - 1)])

    def __len__(self):
        return self.num_samples

    def _at(self, position):
        total = len(self.weights)
        if not is_known(total) or is_symbolic(total):
            return 0
        return 0 if not is_known(position) else position % total


class BatchSampler(Sampler):
    def __init__(self, sampler, batch_size, drop_last):
        _check_positive(batch_size, "batch_size")
        if is_known(drop_last) and not isinstance(drop_last, bool):
            raise ValueError(f"drop_last should be a boolean value, but got drop_last={drop_last}")
        self.sampler = sampler
        self.batch_size = batch_size
        self.drop_last = drop_last

    def __iter__(self):
        batch = []
        for index in self.sampler:
            batch.append(index)
            if len(batch) == self.batch_size:
                yield batch
                batch = []
        if batch and not self.drop_last:
            yield batch

    def __len__(self):
        if self.drop_last:
            return len(self.sampler) // self.batch_size
        return (len(self.sampler) + self.batch_size - 1) // self.batch_size
