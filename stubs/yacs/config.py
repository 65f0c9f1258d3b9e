"""yacs.config: a dict with attributes that can be frozen."""

import copy

import _pytea
import yaml

BASE_KEY = "_BASE_"


class CfgNode(dict):
    IMMUTABLE = "__immutable__"
    DEPRECATED_KEYS = "__deprecated_keys__"
    RENAMED_KEYS = "__renamed_keys__"
    NEW_ALLOWED = "__new_allowed__"

    def __init__(self, init_dict=None, key_list=None, new_allowed=False):
        made = {}
        for key, value in ({} if init_dict is None else init_dict).items():
            is_plain = isinstance(value, dict) and not isinstance(value, CfgNode)
            made[key] = CfgNode(value, new_allowed=new_allowed) if is_plain else value
        super().__init__(made)
        self.__dict__[CfgNode.IMMUTABLE] = False
        self.__dict__[CfgNode.NEW_ALLOWED] = new_allowed

    def __getattr__(self, name):
        if name in self:
            return self[name]
        raise AttributeError(name)

    def __setattr__(self, name, value):
        if self.is_frozen():
            raise AttributeError(f"Attempted to set {name} to {value}, but CfgNode is immutable")
        self[name] = value

    def __str__(self):
        return "\n".join(f"{key}: {value}" for key, value in sorted(self.items()))

    def __repr__(self):
        return f"{self.__class__.__name__}({super().__repr__()})"

    def dump(self, **kwargs):
        return _pytea.unknown("a text in YAML", "str")

    def merge_from_file(self, cfg_filename):
        with open(cfg_filename) as stream:
            loaded = self.load_cfg(stream)
        self.merge_from_other_cfg(loaded)

    def merge_from_other_cfg(self, cfg_other):
        if not _pytea.is_known(cfg_other):
            _forget(self)
            return
        _merge(cfg_other, self, [])

    def merge_from_list(self, cfg_list):
        if not _pytea.is_known(cfg_list):
            _forget(self)
            return
        if len(cfg_list) % 2 != 0:
            raise AssertionError(f"Override list has odd length: {cfg_list}")
        for full_key, text in zip(cfg_list[0::2], cfg_list[1::2]):
            *path, last = full_key.split(".")
            node = self
            for part in path:
                if part not in node:
                    raise AssertionError(f"Non-existent key: {full_key}")
                node = node[part]
            if last not in node:
                raise AssertionError(f"Non-existent key: {full_key}")
            value = yaml.safe_load(text) if isinstance(text, str) else text
            node[last] = _coerced(value, node[last], full_key)

    def freeze(self):
        self._immutable(True)

    def defrost(self):
        self._immutable(False)

    def is_frozen(self):
        return self.__dict__[CfgNode.IMMUTABLE]

    def _immutable(self, is_immutable):
        self.__dict__[CfgNode.IMMUTABLE] = is_immutable
        for value in self.values():
            if isinstance(value, CfgNode):
                value._immutable(is_immutable)

    def clone(self):
        return copy.deepcopy(self)

    def is_new_allowed(self):
        return self.__dict__[CfgNode.NEW_ALLOWED]

    def set_new_allowed(self, is_new_allowed):
        self.__dict__[CfgNode.NEW_ALLOWED] = is_new_allowed
        for value in self.values():
            if isinstance(value, CfgNode):
                value.set_new_allowed(is_new_allowed)

    def register_deprecated_key(self, key):
        pass

    def register_renamed_key(self, old_name, new_name, message=None):
        pass

    @classmethod
    def load_cfg(cls, cfg_file_obj_or_str):
        loaded = yaml.safe_load(cfg_file_obj_or_str)
        return cls(loaded) if _pytea.is_known(loaded) else loaded

    _load_cfg_from_yaml_str = load_cfg


load_cfg = CfgNode.load_cfg


def _forget(node):
    """Makes unknown what a file that is not read may have changed."""
    for key in list(node):
        if isinstance(node[key], CfgNode):
            _forget(node[key])
        else:
            node[key] = _pytea.unknown("a value that a configuration in a file may change")


def _merge(source, target, path):
    for key, value in source.items():
        full_key = ".".join([*path, str(key)])
        value = copy.deepcopy(value)
        if key not in target:
            if not target.is_new_allowed():
                raise KeyError(f"Non-existent config key: {full_key}")
            target[key] = value
        elif isinstance(value, CfgNode) and isinstance(target[key], CfgNode):
            _merge(value, target[key], [*path, str(key)])
        else:
            target[key] = _coerced(value, target[key], full_key)


def _coerced(value, own, full_key):
    """Returns a new value of the type of the old one; raises ValueError for any other type."""
    if not _pytea.is_known(value) or not _pytea.is_known(own):
        return value
    if value is None or own is None or type(value) is type(own):
        return value
    if isinstance(own, tuple) and isinstance(value, list):
        return tuple(value)
    if isinstance(own, list) and isinstance(value, tuple):
        return list(value)
    raise ValueError(f"Type mismatch ({type(own)} vs. {type(value)}) for config key: {full_key}")
