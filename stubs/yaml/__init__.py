"""yaml: what comes from a file is not followed."""

from _pytea import unknown


class YAMLError(Exception):
    pass


class Loader:
    pass


SafeLoader = FullLoader = UnsafeLoader = Loader


def load(stream, Loader=None):
    return unknown("what yaml reads from a file")


def safe_load(stream):
    return unknown("what yaml reads from a file")


full_load = unsafe_load = load_all = safe_load_all = safe_load


def dump(data, stream=None, *args, **kwargs):
    return unknown("a text in YAML", "str") if stream is None else None


safe_dump = dump
