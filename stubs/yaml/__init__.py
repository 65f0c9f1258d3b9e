"""yaml: known texts are read, contents of files are unknown."""

import _pytea
from _pytea import unknown


from yaml.constructor import BaseConstructor, Constructor, FullConstructor, SafeConstructor, UnsafeConstructor
from yaml.error import MarkedYAMLError, YAMLError
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode
from yaml.parser import ParserError
from yaml.representer import BaseRepresenter, Representer, SafeRepresenter
from yaml.resolver import BaseResolver, Resolver
from yaml.scanner import ScannerError

__version__ = "6.0.2"


class SafeLoader(SafeConstructor, Resolver):
    def __init__(self, stream):
        self.stream = stream


class FullLoader(SafeLoader):
    pass


class Loader(SafeLoader):
    pass


class UnsafeLoader(SafeLoader):
    pass


class BaseLoader(SafeLoader):
    pass


CSafeLoader, CFullLoader, CLoader, CUnsafeLoader, CBaseLoader = (
    SafeLoader, FullLoader, Loader, UnsafeLoader, BaseLoader
)  # fmt: skip
_OURS = (SafeLoader, FullLoader, Loader, UnsafeLoader, BaseLoader)


class SafeDumper(SafeRepresenter, Resolver):
    def __init__(self, stream, *args, **options):
        self.stream = stream


class Dumper(SafeDumper):
    pass


CSafeDumper, CDumper = SafeDumper, Dumper


class YAMLObject:
    """Its subclasses have a tag by which a loader makes objects of them."""

    yaml_tag = None
    yaml_loader = [Loader, FullLoader, UnsafeLoader]

    def __init_subclass__(cls):
        for loader in cls.yaml_loader if isinstance(cls.yaml_loader, list) else [cls.yaml_loader]:
            loader.add_constructor(cls.yaml_tag, cls.from_yaml)

    @classmethod
    def from_yaml(cls, loader, node):
        return unknown("an object that yaml makes")


def _is_plain(loader):
    """Returns whether a loader reads what it is given as the safe one does."""
    if loader is None:
        return True
    return isinstance(loader, type) and not any(vars(c).get("_changed") for c in loader.__mro__)


def _text_of(stream):
    text = stream.read() if hasattr(stream, "read") else stream
    return text.decode() if isinstance(text, bytes) else text


def _documents(stream):
    text = _text_of(stream)
    if not _pytea.is_known(text):
        return unknown("what yaml reads from a file")
    try:
        return _pytea.call_host("yaml.safe_load_all", text)
    except ValueError as error:
        raise YAMLError(str(error))


def safe_load(stream):
    documents = _documents(stream)
    if not _pytea.is_known(documents):
        return documents
    if len(documents) > 1:
        raise YAMLError("expected a single document in the stream")
    return documents[0] if documents else None


def load(stream, Loader=None):
    return safe_load(stream) if _is_plain(Loader) else unknown("what a loader of its own reads")


def safe_load_all(stream):
    return _documents(stream)


def load_all(stream, Loader=None):
    return _documents(stream) if _is_plain(Loader) else unknown("what a loader of its own reads")


full_load = unsafe_load = safe_load


def dump(data, stream=None, *args, **kwargs):
    return unknown("a text in YAML", "str") if stream is None else None


safe_dump = dump


def add_constructor(tag, constructor, Loader=None):
    for loader in (globals()["Loader"], FullLoader, UnsafeLoader) if Loader is None else (Loader,):
        loader.add_constructor(tag, constructor)


def add_multi_constructor(tag_prefix, multi_constructor, Loader=None):
    add_constructor(tag_prefix, multi_constructor, Loader)


def add_implicit_resolver(tag, regexp, first=None, Loader=None, Dumper=None):
    add_constructor(tag, None, Loader)


def add_path_resolver(tag, path, kind=None, Loader=None, Dumper=None):
    add_constructor(tag, None, Loader)


def add_representer(data_type, representer, Dumper=Dumper):
    Dumper.add_representer(data_type, representer)


def add_multi_representer(data_type, multi_representer, Dumper=Dumper):
    Dumper.add_multi_representer(data_type, multi_representer)
