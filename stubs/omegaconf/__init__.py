"""omegaconf: configs whose texts are known are made; contents of files are unknown."""

import sys
from contextlib import contextmanager

import _pytea
import yaml

from omegaconf import errors
from omegaconf._interpolation import resolvers, select
from omegaconf._nodes import Container, DictConfig, ListConfig, items_of, plain, wrapped
from omegaconf.errors import (
    ConfigAttributeError,
    ConfigKeyError,
    InterpolationKeyError,
    MissingMandatoryValue,
    OmegaConfBaseException,
    ReadonlyConfigError,
    UnsupportedValueType,
    ValidationError,
)

__version__ = "2.3.0"
MISSING = "???"
BaseContainer = Container
Node = Container


def II(interpolation):
    return "${" + interpolation + "}"


def SI(interpolation):
    return interpolation


class SCMode:
    DICT, DICT_CONFIG, INSTANTIATE = 1, 2, 3


class OmegaConf:
    @staticmethod
    def create(obj=None, parent=None, flags=None):
        if not _pytea.is_known(obj):
            return obj
        if isinstance(obj, str):
            obj = yaml.safe_load(obj)
            return OmegaConf.create({} if obj is None else obj)
        if isinstance(obj, (list, tuple, ListConfig)):
            return ListConfig(plain(obj, False) if isinstance(obj, ListConfig) else obj)
        return DictConfig(obj)

    @staticmethod
    def structured(obj, parent=None, flags=None):
        return OmegaConf.create(obj)

    @staticmethod
    def load(file_):
        if hasattr(file_, "read"):
            return OmegaConf.create(yaml.safe_load(file_))
        with open(file_) as stream:
            return OmegaConf.create(yaml.safe_load(stream))

    @staticmethod
    def save(config, f, resolve=False):
        pass

    @staticmethod
    def from_cli(args_list=None):
        return OmegaConf.from_dotlist(sys.argv[1:] if args_list is None else args_list)

    @staticmethod
    def from_dotlist(dotlist):
        config = OmegaConf.create({})
        for entry in dotlist:
            name, _, text = entry.partition("=")
            OmegaConf.update(config, name, yaml.safe_load(text) if text else None)
        return config

    @staticmethod
    def merge(*configs):
        for config in configs:
            if not _pytea.is_known(config):
                return config
        made = [c if isinstance(c, Container) else OmegaConf.create(c) for c in configs]
        if isinstance(made[0], ListConfig):
            return made[-1].copy()
        target = made[0].copy()
        object.__setattr__(target, "_parent", None)
        for config in made[1:]:
            _merge_into(target, config)
        return target

    unsafe_merge = merge

    @staticmethod
    def to_container(cfg, *, resolve=False, throw_on_missing=False, **options):
        return plain(cfg, resolve)

    @staticmethod
    def to_object(cfg):
        return plain(cfg, True)

    @staticmethod
    def to_yaml(cfg, *, resolve=False, sort_keys=False):
        return _pytea.unknown("a text in YAML", "str")

    @staticmethod
    def resolve(cfg):
        for key, value in cfg.items() if isinstance(cfg, DictConfig) else enumerate(cfg):
            cfg._content[key] = value
            if isinstance(value, Container):
                OmegaConf.resolve(value)

    @staticmethod
    def select(cfg, key, *, default=None, **options):
        try:
            return select(cfg, key)
        except (ConfigKeyError, ConfigAttributeError, KeyError, IndexError, TypeError):
            return default

    @staticmethod
    def update(cfg, key, value=None, *, merge=True, force_add=False):
        *path, last = key.split(".")
        for part in path:
            if part not in cfg._content:
                cfg[part] = {}
            cfg = cfg[part]
        if merge and last in cfg and isinstance(cfg[last], DictConfig) and isinstance(value, dict):
            _merge_into(cfg[last], DictConfig(value))
        else:
            cfg[last] = value

    @staticmethod
    def is_config(obj):
        return isinstance(obj, Container)

    @staticmethod
    def is_dict(obj):
        return isinstance(obj, DictConfig)

    @staticmethod
    def is_list(obj):
        return isinstance(obj, ListConfig)

    @staticmethod
    def is_missing(cfg, key):
        return cfg._content.get(key) == MISSING

    @staticmethod
    def is_interpolation(node, key=None):
        value = node._content[key] if key is not None else node
        return isinstance(value, str) and "${" in value

    @staticmethod
    def missing_keys(cfg):
        return {key for key, value in cfg._content.items() if value == MISSING}

    @staticmethod
    def set_struct(conf, value):
        conf._set_flag("struct", value)

    @staticmethod
    def set_readonly(conf, value):
        conf._set_flag("readonly", value)

    @staticmethod
    def is_struct(conf):
        return conf._get_flag("struct")

    @staticmethod
    def is_readonly(conf):
        return conf._get_flag("readonly")

    @staticmethod
    def get_type(obj, key=None):
        return dict if isinstance(obj if key is None else obj[key], DictConfig) else list

    @staticmethod
    def masked_copy(conf, keys):
        keys = [keys] if isinstance(keys, str) else keys
        return DictConfig({key: conf._content[key] for key in conf._content if key in keys})

    @staticmethod
    def register_new_resolver(name, resolver, *, replace=False, use_cache=False):
        resolvers[name] = resolver

    register_resolver = legacy_register_resolver = register_new_resolver

    @staticmethod
    def has_resolver(name):
        return name in resolvers

    @staticmethod
    def clear_resolvers():
        resolvers.clear()


def _merge_into(target, config):
    for key, value in config._content.items():
        own = target._content.get(key)
        if isinstance(own, DictConfig) and isinstance(value, DictConfig):
            _merge_into(own, value)
        elif not (isinstance(value, str) and value == MISSING and key in target._content):
            target._content[key] = wrapped(value, target)


@contextmanager
def flag_override(config, names, values):
    yield config


@contextmanager
def open_dict(config):
    yield config


read_write = open_dict
