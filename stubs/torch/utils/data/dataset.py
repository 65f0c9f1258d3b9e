"""Data sets."""

import math

from _pytea import as_row, is_known, is_symbolic, require


class Dataset:
    def __getitem__(self, index):
        raise NotImplementedError("Subclasses of Dataset should implement __getitem__.")

    def __add__(self, other):
        return ConcatDataset([self, other])

    def __class_getitem__(cls, item):
        return cls


class IterableDataset(Dataset):
    def __iter__(self):
        raise NotImplementedError("Subclasses of IterableDataset should implement __iter__.")

    def __add__(self, other):
        return ChainDataset([self, other])


class TensorDataset(Dataset):
    def __init__(self, *tensors):
        first = tensors[0].size(0)
        for tensor in tensors[1:]:
            size = tensor.size(0)
            require(
                first == size,
                f"size mismatch between tensors: the first has {first} rows, another {size}",
                "shape-mismatch",
                "AssertionError",
            )
        self.tensors = tensors

    def __getitem__(self, index):
        return tuple([as_row(tensor[index], tensor) for tensor in self.tensors])

    def __len__(self):
        return self.tensors[0].size(0)


class StackDataset(Dataset):
    def __init__(self, *args, **kwargs):
        if args and kwargs:
            raise ValueError(
                "Supported either ``tuple``- (via ``args``) or``dict``- (via ``kwargs``) like "
                "input/output, but both types are given."
            )
        if not args and not kwargs:
            raise ValueError("At least one dataset should be passed")
        self.datasets = args if args else kwargs
        datasets = list(args) if args else list(kwargs.values())
        self._length = len(datasets[0])
        for dataset in datasets[1:]:
            require(
                len(dataset) == self._length,
                "size mismatch between datasets",
                "shape-mismatch",
                "ValueError",
            )

    def __getitem__(self, index):
        if isinstance(self.datasets, dict):
            return {key: dataset[index] for key, dataset in self.datasets.items()}
        return tuple([dataset[index] for dataset in self.datasets])

    def __len__(self):
        return self._length


class ConcatDataset(Dataset):
    def __init__(self, datasets):
        self.datasets = list(datasets)
        if not self.datasets:
            raise AssertionError("datasets should not be an empty iterable")
        self.cumulative_sizes = []
        total = 0
        for dataset in self.datasets:
            if is_known(dataset) and isinstance(dataset, IterableDataset):
                raise AssertionError("ConcatDataset does not support IterableDataset")
            total = total + len(dataset)
            self.cumulative_sizes.append(total)

    @staticmethod
    def cumsum(sequence):
        sizes = []
        for dataset in sequence:
            sizes.append(len(dataset) + (sizes[-1] if sizes else 0))
        return sizes

    def __len__(self):
        return self.cumulative_sizes[-1]

    def __getitem__(self, idx):
        total = len(self)
        if not is_known(idx) or not is_known(total) or is_symbolic(idx) or is_symbolic(total):
            if is_known(idx) and not is_symbolic(idx) and idx == 0:
                return self.datasets[0][0]
            last = self.datasets[-1]
            return last[len(last) - 1]
        if idx < 0:
            if -idx > total:
                raise ValueError("absolute value of index should not exceed dataset length")
            idx = total + idx
        start = 0
        for dataset, end in zip(self.datasets, self.cumulative_sizes):
            if idx < end:
                return dataset[idx - start]
            start = end
        raise IndexError("list index out of range")


class ChainDataset(IterableDataset):
    def __init__(self, datasets):
        super().__init__()
        self.datasets = datasets

    def __iter__(self):
        for dataset in self.datasets:
            if is_known(dataset) and not isinstance(dataset, IterableDataset):
                raise AssertionError("ChainDataset only supports IterableDataset")
            yield from dataset

    def __len__(self):
        return sum(len(dataset) for dataset in self.datasets)


class Subset(Dataset):
    def __init__(self, dataset, indices):
        self.dataset = dataset
        self.indices = indices

    def __getitem__(self, idx):
        if isinstance(idx, list):
            return self.dataset[[self.indices[i] for i in idx]]
        return self.dataset[self.indices[idx]]

    def __len__(self):
        return len(self.indices)


def _fractions(total, lengths):
    sizes = []
    for i, fraction in enumerate(lengths):
        text = f"Fraction at index {i} is not between 0 and 1"
        require(fraction >= 0, text, "bad-argument", "ValueError")
        require(fraction <= 1, text, "bad-argument", "ValueError")
        sizes.append(int(math.floor(total * fraction)))
    rest = total - sum(sizes)
    if is_known(rest) and not is_symbolic(rest):
        for i in range(rest):
            sizes[i % len(sizes)] += 1
    return sizes


def random_split(dataset, lengths, generator=None):
    total = len(dataset)
    lengths = list(lengths)
    whole = sum(lengths)
    if any(isinstance(length, float) for length in lengths) and is_known(whole):
        if whole <= 1 and math.isclose(whole, 1):
            lengths = _fractions(total, lengths)
            whole = total
    require(
        whole == total,
        f"the sum of the lengths is {whole}, but the dataset has {total} items",
        "bad-argument",
        "ValueError",
    )
    subsets = []
    start = 0
    for length in lengths:
        subsets.append(Subset(dataset, range(start, start + length)))
        start = start + length
    return subsets


class MapDataPipe(Dataset):
    pass


class IterDataPipe(IterableDataset):
    pass
