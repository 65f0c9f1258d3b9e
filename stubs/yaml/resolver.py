"""Resolvers: which tag a node has whose text names none."""


class BaseResolver:
    DEFAULT_SCALAR_TAG = "tag:yaml.org,2002:str"
    DEFAULT_SEQUENCE_TAG = "tag:yaml.org,2002:seq"
    DEFAULT_MAPPING_TAG = "tag:yaml.org,2002:map"
    yaml_implicit_resolvers = {}

    @classmethod
    def add_implicit_resolver(cls, tag, regexp, first):
        cls._changed = True

    @classmethod
    def add_path_resolver(cls, tag, path, kind=None):
        cls._changed = True


class Resolver(BaseResolver):
    pass
