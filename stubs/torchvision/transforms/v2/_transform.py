"""How a v2 transform finds the images in a sample."""

import torch
from _pytea import is_known
from PIL.Image import Image
from torch.nn.module import Module


def _is_image(value):
    return is_known(value) and isinstance(value, (Image, torch.Tensor))


def first_image(value):
    """Returns the first image of a sample, or None."""
    if _is_image(value):
        return value
    if is_known(value) and isinstance(value, dict):
        value = list(value.values())
    if is_known(value) and isinstance(value, (tuple, list)):
        for item in value:
            found = first_image(item)
            if found is not None:
                return found
    return None


def mapped(function, value, image):
    """Returns the sample with ``function`` applied to PIL images and to the first tensor."""
    if _is_image(value):
        return function(value) if value is image or isinstance(value, Image) else value
    if not is_known(value):
        return value
    if isinstance(value, dict):
        return {key: mapped(function, item, image) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return type(value)([mapped(function, item, image) for item in value])
    return value


class Transform(Module):
    def transform(self, inpt, params):
        return inpt

    def make_params(self, flat_inputs):
        return {}

    def forward(self, *inputs):
        sample = inputs[0] if len(inputs) == 1 else inputs
        if not is_known(sample) or _is_image(sample):
            return self.transform(sample, {})
        image = first_image(sample)
        return mapped(lambda value: self.transform(value, {}), sample, image)


class OverSamples:
    """Placed before a v1 transform: applies it to the images of a sample, by the rules of v2."""

    version = 2

    def forward(self, *inputs):
        sample = inputs[0] if len(inputs) == 1 else inputs
        own = super().forward
        if not is_known(sample) or _is_image(sample):
            return own(sample)
        return mapped(own, sample, first_image(sample))
