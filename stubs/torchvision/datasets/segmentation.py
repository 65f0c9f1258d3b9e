"""Data sets for segmentation and detection."""

from _pytea import fresh_int, is_known, unknown
from PIL.Image import Image

from torchvision.datasets.vision import VisionDataset, chosen, file_image


class _Pairs(VisionDataset):
    """Images with a target each."""

    def _prepare(self, root, length, transform, target_transform, transforms):
        super().__init__(root, transforms, transform, target_transform)
        self._length = length

    def __len__(self):
        return self._length

    def _pair(self):
        image = file_image()
        return image, image._with(mode="P")

    def __getitem__(self, index):
        return self._transformed(*self._pair())


class VOCSegmentation(_Pairs):
    _lengths = {
        ("2012", "train"): 1464, ("2012", "val"): 1449, ("2012", "trainval"): 2913,
        ("2007", "train"): 209, ("2007", "val"): 213, ("2007", "trainval"): 422,
        ("2007", "test"): 210,
    }  # fmt: skip

    def __init__(
        self, root, year="2012", image_set="train", download=False, transform=None,
        target_transform=None, transforms=None,
    ):  # fmt: skip
        if not is_known(year) or not is_known(image_set):
            length = fresh_int("length of a data set", 1)
        else:
            length = self._lengths.get((year, image_set), None)
            if length is None:
                length = fresh_int("length of a data set", 1)
        self._prepare(root, length, transform, target_transform, transforms)


class VOCDetection(VOCSegmentation):
    _lengths = {
        ("2012", "train"): 5717, ("2012", "val"): 5823, ("2012", "trainval"): 11540,
        ("2007", "train"): 2501, ("2007", "val"): 2510, ("2007", "trainval"): 5011,
        ("2007", "test"): 4952,
    }  # fmt: skip

    def _pair(self):
        return file_image(), unknown("the annotation of an image")


class SBDataset(_Pairs):
    def __init__(self, root, image_set="train", mode="boundaries", download=False, transforms=None):
        length = chosen(image_set, {"train": 8498, "val": 2857, "train_noval": 5623}, "image_set")
        self._prepare(root, length, None, None, transforms)


class Cityscapes(_Pairs):
    def __init__(
        self, root, split="train", mode="fine", target_type="instance", transform=None,
        target_transform=None, transforms=None,
    ):  # fmt: skip
        lengths = {"train": 2975, "val": 500, "test": 1525, "train_extra": 19998}
        self.target_type = [target_type] if isinstance(target_type, str) else target_type
        self._prepare(root, chosen(split, lengths), transform, target_transform, transforms)

    def _pair(self):
        size = (2048, 1024)
        modes = {"semantic": "L", "instance": "I", "color": "RGBA"}
        found = [
            Image(size, modes[kind]) if kind in modes else unknown("polygons")
            for kind in self.target_type
        ]
        return Image(size, "RGB"), found[0] if len(found) == 1 else tuple(found)


class CocoDetection(_Pairs):
    def __init__(self, root, annFile, transform=None, target_transform=None, transforms=None):
        self.coco = unknown("the annotations of COCO")
        self.ids = unknown("the ids of the images")
        length = fresh_int("number of images", 1)
        self._prepare(root, length, transform, target_transform, transforms)

    def _pair(self):
        return file_image(), unknown("the annotations of an image")


class CocoCaptions(CocoDetection):
    pass


class Flickr8k(CocoDetection):
    pass


class Flickr30k(CocoDetection):
    pass


class SBU(_Pairs):
    def __init__(self, root, transform=None, target_transform=None, download=True):
        length = fresh_int("number of images", 1)
        self._prepare(root, length, transform, target_transform, None)

    def _pair(self):
        return file_image(), unknown("a caption", "str")


class Kitti(_Pairs):
    def __init__(
        self, root, train=True, transform=None, target_transform=None, transforms=None,
        download=False,
    ):  # fmt: skip
        length = 7481 if train else 7518
        self._prepare(root, length, transform, target_transform, transforms)

    def _pair(self):
        return file_image(), unknown("the annotation of an image")
