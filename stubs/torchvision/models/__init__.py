"""torchvision.models: the architectures in the files of this folder; others are not followed."""

from _pytea import is_known, unknown

import torchvision
from torchvision.models._weights import weights_of


def get_model(name, **config):
    if not is_known(name):
        return unknown("a model of torchvision")
    return getattr(torchvision.models, name.lower())(**config)


def get_model_weights(name):
    return unknown("the weights of a model")


def get_weight(name):
    return weights_of(name)


def list_models(module=None, include=None, exclude=None):
    return unknown("the names of the models")


def __getattr__(name):
    if name.endswith("_Weights"):
        return weights_of(name)
    return unknown(f"torchvision.models.{name}")
