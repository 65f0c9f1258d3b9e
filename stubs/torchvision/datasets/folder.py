"""ImageFolder and data sets of images of any size."""

import torch
from _pytea import fresh_int, is_known, new_tensor, unknown

from torchvision.datasets.vision import LabelledImages, chosen, file_image


class DatasetFolder(LabelledImages):
    def __init__(
        self, root, loader, extensions=None, transform=None, target_transform=None,
        is_valid_file=None, allow_empty=False,
    ):  # fmt: skip
        self.loader = loader
        self.class_count = fresh_int("number of classes in a folder", 1)
        self._prepare(
            root, fresh_int("number of files in a folder", 1), transform, target_transform
        )

    def _label(self):
        return fresh_int("label", 0)

    @property
    def samples(self):
        return unknown("the files of a folder")

    def __getitem__(self, index):
        image = self.loader(unknown("a path", "str"))
        return self._transformed(image, self._label())


class ImageFolder(DatasetFolder):
    def __init__(
        self, root, transform=None, target_transform=None, loader=None, is_valid_file=None,
        allow_empty=False,
    ):  # fmt: skip
        loader = default_loader if loader is None else loader
        super().__init__(root, loader, None, transform, target_transform)

    @property
    def imgs(self):
        return unknown("the files of a folder")


def default_loader(path):
    return file_image("RGB")


pil_loader = default_loader


def has_file_allowed_extension(filename, extensions):
    return unknown("an extension", "bool")


def make_dataset(directory, *args, **kwargs):
    return unknown("the files of a folder")


class _Splits(LabelledImages):
    """A data set with a length per split."""

    lengths = {}

    def __init__(
        self, root, split="train", transform=None, target_transform=None, download=False, **kwargs
    ):
        self.split = split
        length = chosen(split, self.lengths)
        self._prepare(root, length, transform, target_transform)


class ImageNet(_Splits):
    class_count = 1000
    lengths = {"train": 1281167, "val": 50000}

    def __init__(self, root, split="train", transform=None, target_transform=None, **kwargs):
        super().__init__(root, split, transform, target_transform)


class Flowers102(_Splits):
    class_count = 102
    lengths = {"train": 1020, "val": 1020, "test": 6149}


class Food101(_Splits):
    class_count = 101
    lengths = {"train": 75750, "test": 25250}


class StanfordCars(_Splits):
    class_count = 196
    lengths = {"train": 8144, "test": 8041}


class GTSRB(_Splits):
    class_count = 43
    lengths = {"train": 26640, "test": 12630}


class Country211(_Splits):
    class_count = 211
    lengths = {"train": 31650, "valid": 10550, "test": 21100}


class RenderedSST2(_Splits):
    class_count = 2
    size = (448, 448)
    lengths = {"train": 6920, "val": 872, "test": 1821}


class FER2013(_Splits):
    class_count = 7
    size = (48, 48)
    mode = "L"
    lengths = {"train": 28709, "test": 7178}


class DTD(LabelledImages):
    class_count = 47

    def __init__(
        self, root, split="train", partition=1, transform=None, target_transform=None,
        download=False, loader=None,
    ):  # fmt: skip
        length = chosen(split, {"train": 1880, "val": 1880, "test": 1880})
        self._prepare(root, length, transform, target_transform)


class FGVCAircraft(LabelledImages):
    def __init__(
        self, root, split="trainval", annotation_level="variant", transform=None,
        target_transform=None, download=False, loader=None,
    ):  # fmt: skip
        self.class_count = chosen(
            annotation_level, {"variant": 100, "family": 70, "manufacturer": 41}
        )
        lengths = {"trainval": 6667, "train": 3334, "val": 3333, "test": 3333}
        self._prepare(root, chosen(split, lengths), transform, target_transform)


class Caltech101(LabelledImages):
    class_count = 101
    mode = "RGB"

    def __init__(
        self, root, target_type="category", transform=None, target_transform=None, download=False
    ):
        self._prepare(root, 8677, transform, target_transform)


class Caltech256(LabelledImages):
    class_count = 257

    def __init__(self, root, transform=None, target_transform=None, download=False):
        self._prepare(root, 30607, transform, target_transform)


class CelebA(LabelledImages):
    size = (178, 218)
    class_count = 10177

    def __init__(
        self, root, split="train", target_type="attr", transform=None, target_transform=None,
        download=False,
    ):  # fmt: skip
        self.split = split
        self.target_type = [target_type] if isinstance(target_type, str) else target_type
        lengths = {"train": 162770, "valid": 19867, "test": 19962, "all": 202599}
        self._prepare(root, chosen(split, lengths), transform, target_transform)

    @property
    def attr(self):
        return new_tensor((self._length, 40), dtype=torch.int64)

    def _label(self):
        shapes = {"attr": (40,), "identity": (), "bbox": (4,), "landmarks": (10,)}
        if not is_known(self.target_type):
            return unknown("a target of CelebA")
        found = [new_tensor(shapes[kind], dtype=torch.int64) for kind in self.target_type]
        if len(found) == 0:
            return None
        return tuple(found) if len(found) > 1 else found[0]


class OxfordIIITPet(LabelledImages):
    class_count = 37

    def __init__(
        self, root, split="trainval", target_types="category", transforms=None, transform=None,
        target_transform=None, download=False,
    ):  # fmt: skip
        kinds = [target_types] if isinstance(target_types, str) else target_types
        self._target_types = kinds
        length = chosen(split, {"trainval": 3680, "test": 3669})
        self._prepare(root, length, transform, target_transform, transforms)

    def __getitem__(self, index):
        image = file_image()
        found = []
        for kind in self._target_types:
            if kind == "category" or kind == "binary-category":
                found.append(self._label())
            else:
                found.append(image._with(mode="L"))
        target = None if not found else found[0] if len(found) == 1 else tuple(found)
        return self._transformed(image, target)
