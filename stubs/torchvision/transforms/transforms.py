"""Transforms that convert, compose and choose."""

from _pytea import choice, is_known, require
from torch.nn.module import Module

import torchvision.transforms.functional as F
from torchvision.transforms.geometry import *

InterpolationMode = F.InterpolationMode


class Compose:
    def __init__(self, transforms):
        self.transforms = transforms

    def __call__(self, img):
        for transform in self.transforms:
            img = transform(img)
        return img


class ToTensor:
    def __call__(self, pic):
        return F.to_tensor(pic)


class PILToTensor:
    def __call__(self, pic):
        return F.pil_to_tensor(pic)


class ToPILImage:
    def __init__(self, mode=None):
        self.mode = mode

    def __call__(self, pic):
        return F.to_pil_image(pic, self.mode)


class Lambda:
    def __init__(self, lambd):
        if is_known(lambd) and not callable(lambd):
            raise TypeError(f"Argument lambd should be callable, got {type(lambd).__name__}")
        self.lambd = lambd

    def __call__(self, img):
        return self.lambd(img)


class ConvertImageDtype(Module):
    def __init__(self, dtype):
        super().__init__()
        self.dtype = dtype

    def forward(self, image):
        return F.convert_image_dtype(image, self.dtype)


class Normalize(Module):
    def __init__(self, mean, std, inplace=False):
        super().__init__()
        self.mean = mean
        self.std = std
        self.inplace = inplace

    def forward(self, tensor):
        return F.normalize(tensor, self.mean, self.std, self.inplace)


class RandomTransforms:
    def __init__(self, transforms):
        self.transforms = transforms


class RandomApply(Module):
    def __init__(self, transforms, p=0.5):
        super().__init__()
        self.transforms = transforms
        self.p = p

    def forward(self, img):
        if choice("RandomApply"):
            for transform in self.transforms:
                img = transform(img)
        return img


class RandomOrder(RandomTransforms):
    def __call__(self, img):
        for transform in self.transforms:
            img = transform(img)
        return img


class RandomChoice(RandomTransforms):
    def __init__(self, transforms, p=None):
        super().__init__(transforms)
        self.p = p

    def __call__(self, img):
        for transform in self.transforms[:-1]:
            if choice("RandomChoice"):
                return transform(img)
        return self.transforms[-1](img)


class Grayscale(Module):
    def __init__(self, num_output_channels=1):
        super().__init__()
        self.num_output_channels = num_output_channels

    def forward(self, img):
        return F.rgb_to_grayscale(img, num_output_channels=self.num_output_channels)


class LinearTransformation(Module):
    def __init__(self, transformation_matrix, mean_vector):
        super().__init__()
        rows, columns = transformation_matrix.shape
        require(
            rows == columns,
            f"transformation_matrix should be square. Got {rows} x {columns}",
            "shape-mismatch",
            "ValueError",
        )
        text = f"mean_vector should have the same length {tuple(mean_vector.shape)} as the matrix: {rows}"
        require(mean_vector.shape[0] == rows, text, "shape-mismatch", "ValueError")
        self.transformation_matrix = transformation_matrix
        self.mean_vector = mean_vector

    def forward(self, tensor):
        flat = tensor.view(-1) - self.mean_vector
        return (flat.view(1, -1) @ self.transformation_matrix).view(tensor.shape)
