"""CIFAR, SVHN, STL10 and other data sets whose images have one size."""

from _pytea import is_known

from torchvision.datasets.vision import LabelledImages, chosen


class _ArrayImages(LabelledImages):
    """The pixels are a numpy array: (N, H, W, 3), or (N, 3, H, W)."""

    channels_first = False

    @property
    def data(self):
        import numpy

        width, height = self.size
        shape = (3, height, width) if self.channels_first else (height, width, 3)
        return numpy.empty((self._length, *shape), dtype=numpy.uint8)

    @data.setter
    def data(self, value):
        self._set_length(value)
        if is_known(value) and not self.channels_first:
            self.size = (value.shape[2], value.shape[1])


class CIFAR10(_ArrayImages):
    size = (32, 32)

    def __init__(self, root, train=True, transform=None, target_transform=None, download=False):
        self.train = train
        self._prepare(root, 50000 if train else 10000, transform, target_transform)


class CIFAR100(CIFAR10):
    class_count = 100


class SVHN(_ArrayImages):
    size = (32, 32)
    channels_first = True

    def __init__(self, root, split="train", transform=None, target_transform=None, download=False):
        self.split = split
        length = chosen(split, {"train": 73257, "test": 26032, "extra": 531131})
        self._prepare(root, length, transform, target_transform)

    @property
    def labels(self):
        import numpy

        return numpy.empty((self._length,), dtype=numpy.int64)


class STL10(_ArrayImages):
    size = (96, 96)
    channels_first = True

    def __init__(
        self, root, split="train", folds=None, transform=None, target_transform=None,
        download=False,
    ):  # fmt: skip
        self.split = split
        lengths = {"train": 5000, "test": 8000, "unlabeled": 100000, "train+unlabeled": 105000}
        length = chosen(split, lengths)
        if folds is not None and split in ("train", "train+unlabeled"):
            length = length - 4000
        self._prepare(root, length, transform, target_transform)

    @property
    def labels(self):
        import numpy

        return numpy.empty((self._length,), dtype=numpy.int64)


class PCAM(LabelledImages):
    size = (96, 96)
    class_count = 2

    def __init__(self, root, split="train", transform=None, target_transform=None, download=False):
        length = chosen(split, {"train": 262144, "test": 32768, "val": 32768})
        self._prepare(root, length, transform, target_transform)


class EuroSAT(LabelledImages):
    size = (64, 64)

    def __init__(self, root, transform=None, target_transform=None, download=False, loader=None):
        self._prepare(root, 27000, transform, target_transform)


class SEMEION(LabelledImages):
    size = (16, 16)
    mode = "L"

    def __init__(self, root, transform=None, target_transform=None, download=True):
        self._prepare(root, 1593, transform, target_transform)


class Omniglot(LabelledImages):
    size = (105, 105)
    mode = "L"

    def __init__(self, root, background=True, transform=None, target_transform=None,
                 download=False, loader=None):  # fmt: skip
        self.background = background
        # 20 drawings of each character
        self.class_count = 964 if background else 659
        self._prepare(root, 20 * self.class_count, transform, target_transform)


class FakeData(LabelledImages):
    def __init__(
        self, size=1000, image_size=(3, 224, 224), num_classes=10, transform=None,
        target_transform=None, random_offset=0,
    ):  # fmt: skip
        channels, height, width = image_size
        self.size = (width, height)
        self.mode = "L" if channels == 1 else "RGBA" if channels == 4 else "RGB"
        self.class_count = num_classes
        self.num_classes = num_classes
        self.image_size = image_size
        self._prepare(None, size, transform, target_transform)
