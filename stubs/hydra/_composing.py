"""How hydra composes a config out of files, groups of files and what the command line overrides."""

import os

import _pytea
import yaml
from omegaconf import DictConfig, OmegaConf

from hydra.core.config_store import ConfigStore

_UNKNOWN = "a configuration in files"


def composed(folder, config_path, config_name, overrides):
    """Returns the config of a task; unknown where its files are not read."""
    root = os.path.join(folder, config_path or "")
    chosen, values = {}, []
    for override in overrides:
        name, _, text = override.lstrip("+~").partition("=")
        is_group = "." not in name and ConfigStore.instance().find(name, text) is not None
        if is_group or _is_file(root, name, text):
            chosen[name] = text
        else:
            values.append(f"{name}={text}")
    config = OmegaConf.create({}) if config_name is None else _loaded(root, config_name, chosen)
    return OmegaConf.merge(config, OmegaConf.from_dotlist(values)) if values else config


def _is_file(root, group, option):
    text = _text(os.path.join(root, group, f"{option}.yaml"))
    return text is not None and _pytea.is_known(text)


def _text(path):
    try:
        with open(path) as stream:
            return stream.read()
    except FileNotFoundError:
        return None


def _loaded(root, name, chosen):
    """Returns a config with all that its list of defaults names."""
    name = name.removesuffix(".yaml")
    group, _, option = name.rpartition("/")
    stored = ConfigStore.instance().find(group, option)
    if stored is not None:
        return OmegaConf.create(stored)
    text = _text(os.path.join(root, f"{name}.yaml"))
    if text is None or not _pytea.is_known(text):
        return _pytea.unknown(_UNKNOWN)
    own = yaml.safe_load(text) or {}
    defaults = own.pop("defaults", [])
    config, is_merged = DictConfig({}), False
    for entry in defaults:
        if entry == "_self_":
            config, is_merged = OmegaConf.merge(config, own), True
            continue
        part = _part(root, group, entry, chosen)
        if not _pytea.is_known(part):
            return part
        config = OmegaConf.merge(config, part)
    return config if is_merged else OmegaConf.merge(config, own)


def _part(root, group, entry, chosen):
    if isinstance(entry, str):
        return _loaded(root, f"{group}/{entry}" if group else entry, chosen)
    ((name, option),) = entry.items()
    name = name.removeprefix("optional ")
    if name.startswith("override ") or option is None:
        return DictConfig({})
    name, _, package = name.partition("@")
    option = chosen.get(name, option)
    if not isinstance(option, str):
        return DictConfig({})
    part = _loaded(root, f"{group}/{name}/{option}" if group else f"{name}/{option}", chosen)
    for key in reversed((package or name).strip("/").replace("/", ".").split(".")):
        if key != "_global_":
            part = {key: part}
    return part
