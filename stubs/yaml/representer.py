"""Representers: what makes nodes of values."""

from _pytea import unknown


class BaseRepresenter:
    @classmethod
    def add_representer(cls, data_type, representer):
        pass

    @classmethod
    def add_multi_representer(cls, data_type, representer):
        pass

    def represent_data(self, data):
        return unknown("a node of yaml")

    represent_scalar = represent_sequence = represent_mapping = represent_data

    def represent_dict(self, data):
        return unknown("a node of yaml")

    represent_list = represent_str = represent_int = represent_float = represent_none = represent_dict

    def ignore_aliases(self, data):
        return False


class SafeRepresenter(BaseRepresenter):
    pass


class Representer(SafeRepresenter):
    pass
