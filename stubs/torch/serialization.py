"""Saving and loading: a file that the program wrote before holds what was saved, any other what is not followed."""

from contextlib import nullcontext
from os import PathLike

import _pytea
from _pytea import unknown


class _Files:
    """What the program saved, by the names of files: attributes stay apart where only some paths have them."""


_files = _Files()


def _name_of(f):
    """Returns the name of a file as a text, or None for an open file and a name that is not known."""
    if not _pytea.is_known(f) or not isinstance(f, (str, PathLike)):
        return None
    name = f if isinstance(f, str) else f.__fspath__()
    return name if _pytea.is_known(name) else None


def _kept(obj):
    """Returns the containers of ``obj`` as they are now; what is in them is copied when it is loaded."""
    if type(obj) is dict:
        return {key: _kept(value) for key, value in obj.items()}
    if type(obj) is list and len(obj) < 64:
        return [_kept(value) for value in obj]
    return obj


def save(
    obj,
    f,
    pickle_module=None,
    pickle_protocol=2,
    _use_new_zipfile_serialization=True,
    _disable_byteorder_record=False,
):
    name = _name_of(f)
    if name is not None:
        setattr(_files, name, _kept(obj))


def load(
    f, map_location=None, pickle_module=None, *, weights_only=None, mmap=None, **pickle_load_args
):
    name = _name_of(f)
    if name is not None and hasattr(_files, name):
        return _pytea.deepcopy(getattr(_files, name))
    return unknown("what torch.load reads from a file")


def add_safe_globals(safe_globals):
    pass


def safe_globals(safe_globals):
    return nullcontext()


def get_safe_globals():
    return []


def clear_safe_globals():
    pass


def skip_data(materialize_fake_tensors=False):
    return nullcontext()
