"""What stands for names of libraries that read their own files or write their own docstrings.

Packages that import their modules when a name is asked for are given the module whose file defines it;
decorators that make docstrings or validate types give back what they decorate; nothing is downloaded.
"""

import argparse
import importlib
import os
import types
from dataclasses import MISSING, fields

import _pytea
from _entry import made


def define_import_structure(module_path, prefix=None):
    return {frozenset({}): {}}


class _LazyModule(types.ModuleType):
    def __init__(self, name, module_file, import_structure, module_spec=None, extra_objects=None,
                 explicit_import_shortcut=None):  # fmt: skip
        super().__init__(name)
        self.__file__ = module_file
        self.__spec__ = module_spec
        self.__path__ = [os.path.dirname(module_file)]
        self._objects = {} if extra_objects is None else extra_objects
        self._names = {}
        for key in import_structure:
            if isinstance(key, frozenset):
                self._names.update(import_structure[key])
            else:
                self._names[key] = import_structure[key]

    def _module_of(self, name):
        for module in self._names:
            if name in self._names[module]:
                return module
        if name in self._names:
            return None
        return _pytea.home_of(self.__name__, name)

    def __getattr__(self, name):
        if name in self._objects:
            return self._objects[name]
        if name.startswith("__"):
            raise AttributeError(f"module {self.__name__} has no attribute {name}")
        module = self._module_of(name)
        if module is None:
            if not _pytea.is_module(f"{self.__name__}.{name}"):
                raise AttributeError(f"module {self.__name__} has no attribute {name}")
            value = importlib.import_module("." + name, self.__name__)
        else:
            value = getattr(importlib.import_module("." + module, self.__name__), name)
        setattr(self, name, value)
        return value


def auto_docstring(obj=None, **options):
    return (lambda decorated: decorated) if obj is None else obj


def replace_list_option_in_docstrings(config_to_class=None, use_model_types=True):
    return lambda decorated: decorated


def copy_func(f):
    # a bound method's function, which takes attributes
    return getattr(f, "__func__", f)


def strict(cls=None, *, accept_kwargs=False):
    """A dataclass without validation; with ``accept_kwargs``, what is no field is an attribute."""

    def wrap(cls):
        if accept_kwargs:

            def __init__(self, **kwargs):
                names = set()
                for field in fields(cls):
                    names.add(field.name)
                    if field.name in kwargs:
                        setattr(self, field.name, kwargs[field.name])
                    elif field.default is not MISSING:
                        setattr(self, field.name, field.default)
                    elif field.default_factory is not MISSING:
                        setattr(self, field.name, field.default_factory())
                    else:
                        raise TypeError(f"Missing required field - '{field.name}'")
                self.__post_init__(**{k: kwargs[k] for k in kwargs if k not in names})

            cls.__init__ = __init__
            if not hasattr(cls, "__post_init__"):
                cls.__post_init__ = _set_all
        return cls

    return wrap if cls is None else wrap(cls)


def _set_all(self, **kwargs):
    for name in kwargs:
        setattr(self, name, kwargs[name])


def hf_hub_download(repo_id, filename=None, **options):
    return _pytea.unknown("a file of the hub", "str")


def snapshot_download(repo_id, **options):
    return _pytea.unknown("a folder of the hub", "str")


try_to_load_from_cache = hf_hub_download


class HfArgumentParser(argparse.ArgumentParser):
    """Parses the command line into dataclasses."""

    def __init__(self, dataclass_types=None, **kwargs):
        super().__init__(**{k: v for k, v in kwargs.items() if k != "formatter_class"})
        types = () if dataclass_types is None else dataclass_types
        self.dataclass_types = list(types) if isinstance(types, (list, tuple)) else [types]

    def parse_args_into_dataclasses(self, args=None, return_remaining_strings=False,
                                    look_for_args_file=True, args_filename=None,
                                    args_file_flag=None):  # fmt: skip
        found = [made(cls, args) for cls in self.dataclass_types]
        return (*found, []) if return_remaining_strings else (*found,)

    def parse_dict(self, args, allow_extra_keys=False):
        taken = [{field.name for field in fields(cls)} for cls in self.dataclass_types]
        return tuple(
            cls(**{key: value for key, value in args.items() if key in names})
            for cls, names in zip(self.dataclass_types, taken)
        )

    def parse_json_file(self, json_file, allow_extra_keys=False):
        return tuple(_pytea.unknown("arguments in a file") for _ in self.dataclass_types)

    parse_yaml_file = parse_json_file
