"""hydra.utils: objects made from configs, and places of files."""

import functools
import importlib
import os

import _pytea
from omegaconf import DictConfig, ListConfig

_SETTINGS = ("_target_", "_partial_", "_recursive_", "_convert_", "_args_")


def get_object(path):
    """Returns what a dotted name stands for."""
    if not _pytea.is_known(path):
        return _pytea.unknown("an object whose name is not known")
    parts = path.split(".")
    for count in range(len(parts) - 1, 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:count]))
        except ModuleNotFoundError:
            continue
        for part in parts[count:]:
            found = getattr(found, part)
        return found
    return importlib.import_module(path)


get_class = get_method = get_static_method = get_object


def instantiate(config, *args, **kwargs):
    """Returns the object that a config describes by ``_target_`` and its arguments."""
    if config is None or not _pytea.is_known(config):
        return config
    if isinstance(config, (ListConfig, list)):
        return [_made(item, True) for item in config]
    if "_target_" not in config:
        return {key: _made(value, True) for key, value in config.items()}
    recursive = kwargs.pop("_recursive_", config.get("_recursive_", True))
    partial = kwargs.pop("_partial_", config.get("_partial_", False))
    kwargs.pop("_convert_", None)
    named = {key: value for key, value in config.items() if key not in _SETTINGS}
    named = {key: _made(value, recursive) for key, value in {**named, **kwargs}.items()}
    args = args or tuple(config.get("_args_") or ())
    target = config["_target_"]
    target = get_object(target) if isinstance(target, str) else target
    return functools.partial(target, *args, **named) if partial else target(*args, **named)


call = instantiate


def _made(value, recursive):
    if recursive and isinstance(value, (DictConfig, dict)) and "_target_" in value:
        return instantiate(value)
    if recursive and isinstance(value, (ListConfig, list)):
        return [_made(item, recursive) for item in value]
    return value


def get_original_cwd():
    return os.getcwd()


def to_absolute_path(path):
    return os.path.abspath(path)
