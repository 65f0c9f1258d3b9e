"""Datasets of the true length, item size and number of classes; items are random."""

from __future__ import annotations

import numpy
import torch
from torch.utils.data import Dataset

from .image import Image


class VisionDataset(Dataset):
    #: (height, width) or (height, width, 3)
    shape: tuple[int, ...] = (32, 32, 3)
    class_count = 10
    length = 0

    def __init__(self, root=None, transform=None, target_transform=None) -> None:
        self.root = root
        self.transform = transform
        self.target_transform = target_transform
        rng = numpy.random.default_rng(0)
        self._pool = rng.integers(0, 256, (8, *self.shape), dtype=numpy.uint8)
        self.classes = [str(number) for number in range(self.class_count)]

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, index):
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        image, target = Image(self._pool[index % 8]), int(index) % self.class_count
        if self.transform is not None:
            image = self.transform(image)
        if self.target_transform is not None:
            target = self.target_transform(target)
        return image, target


class MNIST(VisionDataset):
    shape = (28, 28)

    def __init__(
        self, root, train=True, transform=None, target_transform=None, download=False
    ) -> None:
        super().__init__(root, transform, target_transform)
        self.train = train
        self.length = 60000 if train else 10000

    @property
    def targets(self) -> torch.Tensor:
        return torch.arange(len(self)) % self.class_count

    @property
    def data(self) -> torch.Tensor:
        return torch.zeros(1, *self.shape, dtype=torch.uint8).expand(len(self), *self.shape)


class FashionMNIST(MNIST):
    pass


class KMNIST(MNIST):
    pass


class CIFAR10(VisionDataset):
    def __init__(
        self, root, train=True, transform=None, target_transform=None, download=False
    ) -> None:
        super().__init__(root, transform, target_transform)
        self.train = train
        self.length = 50000 if train else 10000

    @property
    def targets(self) -> list[int]:
        return [index % self.class_count for index in range(len(self))]

    @property
    def data(self) -> numpy.ndarray:
        return numpy.zeros((len(self), *self.shape), dtype=numpy.uint8)


class CIFAR100(CIFAR10):
    class_count = 100


class SVHN(VisionDataset):
    def __init__(
        self, root, split="train", transform=None, target_transform=None, download=False
    ) -> None:
        super().__init__(root, transform, target_transform)
        self.length = {"train": 73257, "test": 26032, "extra": 531131}[split]


class STL10(VisionDataset):
    shape = (96, 96, 3)

    def __init__(
        self, root, split="train", folds=None, transform=None, target_transform=None, download=False
    ) -> None:
        super().__init__(root, transform, target_transform)
        self.split = split
        self.length = {"train": 5000, "test": 8000, "unlabeled": 100000, "train+unlabeled": 105000}[
            split
        ]


class FakeData(VisionDataset):
    def __init__(
        self,
        size=1000,
        image_size=(3, 224, 224),
        num_classes=10,
        transform=None,
        target_transform=None,
        random_offset=0,
    ) -> None:
        channels, height, width = image_size
        self.shape = (height, width) if channels == 1 else (height, width, channels)
        self.class_count = num_classes
        self.length = size
        super().__init__(None, transform, target_transform)
