"""Constructors: what makes values of the nodes of a text."""

from _pytea import unknown

from yaml.error import MarkedYAMLError


class ConstructorError(MarkedYAMLError):
    pass


class BaseConstructor:
    @classmethod
    def add_constructor(cls, tag, constructor):
        cls._changed = True

    @classmethod
    def add_multi_constructor(cls, tag_prefix, multi_constructor):
        cls._changed = True

    def construct_object(self, node, deep=False):
        return unknown("what yaml makes of a node")

    construct_scalar = construct_yaml_int = construct_yaml_float = construct_object
    construct_sequence = construct_mapping = construct_pairs = construct_object

    def flatten_mapping(self, node):
        pass

    def get_single_data(self):
        return unknown("what a loader of its own reads")

    get_data = get_single_data

    def dispose(self):
        pass


class SafeConstructor(BaseConstructor):
    pass


class FullConstructor(SafeConstructor):
    pass


class UnsafeConstructor(FullConstructor):
    pass


class Constructor(UnsafeConstructor):
    pass
