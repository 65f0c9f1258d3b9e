"""MNIST and data sets like it."""

import torch
from _pytea import any_int, is_known, new_tensor

from torchvision.datasets.vision import LabelledImages, chosen


class MNIST(LabelledImages):
    size = (28, 28)
    mode = "L"
    train_length = 60000
    test_length = 10000

    def __init__(self, root, train=True, transform=None, target_transform=None, download=False):
        self.train = train
        length = self.train_length if train else self.test_length
        self._prepare(root, length, transform, target_transform)

    @property
    def data(self):
        width, height = self.size
        return new_tensor((self._length, height, width), dtype=torch.uint8)

    @data.setter
    def data(self, value):
        self._set_length(value)
        if is_known(value):
            self.size = (value.shape[2], value.shape[1])

    train_data = test_data = data

    @property
    def train_labels(self):
        return self.targets

    test_labels = train_labels


class FashionMNIST(MNIST):
    pass


class KMNIST(MNIST):
    pass


class EMNIST(MNIST):
    _splits = {
        "byclass": (697932, 116323, 62), "bymerge": (697932, 116323, 47),
        "balanced": (112800, 18800, 47), "letters": (124800, 20800, 27),
        "digits": (240000, 40000, 10), "mnist": (60000, 10000, 10),
    }  # fmt: skip

    def __init__(self, root, split, **kwargs):
        self.split = split
        if is_known(split):
            self.train_length, self.test_length, self.class_count = chosen(split, self._splits)
        super().__init__(root, **kwargs)

    def _label(self):
        if not is_known(self.split) or self.split != "letters":
            return super()._label()
        # class 0 is named "N/A" and has no images
        return any_int("label", 1, 26)


class QMNIST(MNIST):
    def __init__(self, root, what=None, compat=True, train=True, **kwargs):
        what = ("train" if train else "test") if what is None else what
        lengths = {
            "train": 60000, "test": 60000, "test10k": 10000, "test50k": 50000, "nist": 402953,
        }  # fmt: skip
        self.compat = compat
        self.train_length = self.test_length = chosen(what, lengths, "what")
        super().__init__(root, train, **kwargs)

    def _label(self):
        if self.compat:
            return any_int("label", 0, 9)
        return new_tensor((8,), dtype=torch.int64)


class USPS(LabelledImages):
    size = (16, 16)
    mode = "L"

    def __init__(self, root, train=True, transform=None, target_transform=None, download=False):
        self._prepare(root, 7291 if train else 2007, transform, target_transform)

    @property
    def data(self):
        import numpy

        return numpy.empty((self._length, 16, 16), dtype=numpy.uint8)
