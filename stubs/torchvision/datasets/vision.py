"""What all data sets of images share."""

import torch
from _pytea import any_int, fail, fresh_int, is_known, new_tensor, unknown
from PIL.Image import Image
from torch.utils.data.dataset import Dataset


def file_image(mode="RGB"):
    """Returns an image of unknown size."""
    size = (fresh_int("width of an image", 1), fresh_int("height of an image", 1))
    return Image(size, mode)


def chosen(split, lengths, name="split"):
    """Returns the length of a split; an unknown split has an unknown length."""
    if not is_known(split):
        return fresh_int("length of a data set", 1)
    if split not in lengths:
        valid = ", ".join([str(key) for key in lengths])
        fail(
            f"Unknown value '{split}' for argument {name}. Valid values are {valid}.",
            "bad-argument",
            "ValueError",
        )
    return lengths[split]


class Names:
    """The names of classes: their number matters, not the text."""

    def __init__(self, count):
        self._count = count

    def __len__(self):
        return self._count

    def __getitem__(self, index):
        return unknown("the name of a class", "str")

    def __iter__(self):
        return iter([unknown("the name of a class", "str")])


class VisionDataset(Dataset):
    def __init__(self, root=None, transforms=None, transform=None, target_transform=None):
        if is_known(transforms) and transforms is not None:
            if transform is not None or target_transform is not None:
                raise ValueError(
                    "Only transforms or transform/target_transform can be passed as argument"
                )
        self.root = root
        self.transforms = transforms
        self.transform = transform
        self.target_transform = target_transform

    def _transformed(self, image, target):
        if self.transforms is not None:
            return self.transforms(image, target)
        if self.transform is not None:
            image = self.transform(image)
        if self.target_transform is not None:
            target = self.target_transform(target)
        return image, target


class LabelledImages(VisionDataset):
    """Images of one size (or of any, where ``size`` is None) with one label each."""

    #: (width, height)
    size = None
    mode = "RGB"
    class_count = 10
    #: The program replaced images or labels, perhaps by some of them.
    is_changed = False

    def _prepare(self, root, length, transform, target_transform, transforms=None):
        super().__init__(root, transforms, transform, target_transform)
        self._length = length
        self.classes = self._class_names()

    def _class_names(self):
        return Names(self.class_count)

    @property
    def class_to_idx(self):
        return unknown("the numbers of the classes")

    def __len__(self):
        return self._length

    def _label(self):
        if not isinstance(self.class_count, int):
            return fresh_int("label", 0)
        return any_int("label", 0, self.class_count - 1)

    def __getitem__(self, index):
        image = file_image(self.mode) if self.size is None else Image(self.size, self.mode)
        return self._transformed(image, self._label())

    @property
    def targets(self):
        return new_tensor((self._length,), dtype=torch.int64)

    @targets.setter
    def targets(self, value):
        self._set_length(value)

    def _set_length(self, value):
        self.is_changed = True
        if is_known(value):
            self._length = len(value)
        else:
            self._length = fresh_int("length of a data set", 1)

    def extra_repr(self):
        return ""
