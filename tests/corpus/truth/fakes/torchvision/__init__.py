"""A stand-in for torchvision in truth runs: true lengths and item sizes, random content."""

from . import datasets, transforms, utils

__all__ = ["datasets", "transforms", "utils"]
