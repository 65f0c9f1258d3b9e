"""The transforms of v1 under their names of v2: they take whole samples."""

from torchvision.transforms import autoaugment, geometry, transforms
from torchvision.transforms.v2._transform import OverSamples


class Resize(OverSamples, geometry.Resize):
    pass


class CenterCrop(OverSamples, geometry.CenterCrop):
    pass


class Pad(OverSamples, geometry.Pad):
    pass


class RandomCrop(OverSamples, geometry.RandomCrop):
    pass


class RandomResizedCrop(OverSamples, geometry.RandomResizedCrop):
    pass


class FiveCrop(OverSamples, geometry.FiveCrop):
    pass


class TenCrop(OverSamples, geometry.TenCrop):
    pass


class RandomHorizontalFlip(OverSamples, geometry.RandomHorizontalFlip):
    pass


class RandomVerticalFlip(OverSamples, geometry.RandomVerticalFlip):
    pass


class RandomPerspective(OverSamples, geometry.RandomPerspective):
    pass


class ColorJitter(OverSamples, geometry.ColorJitter):
    pass


class RandomRotation(OverSamples, geometry.RandomRotation):
    pass


class RandomAffine(OverSamples, geometry.RandomAffine):
    pass


class RandomGrayscale(OverSamples, geometry.RandomGrayscale):
    pass


class RandomErasing(OverSamples, geometry.RandomErasing):
    pass


class GaussianBlur(OverSamples, geometry.GaussianBlur):
    pass


class RandomInvert(OverSamples, geometry.RandomInvert):
    pass


class RandomPosterize(OverSamples, geometry.RandomPosterize):
    pass


class RandomSolarize(OverSamples, geometry.RandomSolarize):
    pass


class RandomAdjustSharpness(OverSamples, geometry.RandomAdjustSharpness):
    pass


class RandomAutocontrast(OverSamples, geometry.RandomAutocontrast):
    pass


class RandomEqualize(OverSamples, geometry.RandomEqualize):
    pass


class ElasticTransform(OverSamples, geometry.ElasticTransform):
    pass


class Normalize(OverSamples, transforms.Normalize):
    pass


class Grayscale(OverSamples, transforms.Grayscale):
    pass


class LinearTransformation(OverSamples, transforms.LinearTransformation):
    pass


class AutoAugment(OverSamples, autoaugment.AutoAugment):
    pass


class RandAugment(OverSamples, autoaugment.RandAugment):
    pass


class TrivialAugmentWide(OverSamples, autoaugment.TrivialAugmentWide):
    pass


class AugMix(OverSamples, autoaugment.AugMix):
    pass
