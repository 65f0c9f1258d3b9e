"""Saving and loading: what comes from a file is not followed."""

from contextlib import nullcontext

from _pytea import unknown


def save(
    obj,
    f,
    pickle_module=None,
    pickle_protocol=2,
    _use_new_zipfile_serialization=True,
    _disable_byteorder_record=False,
):
    pass


def load(
    f, map_location=None, pickle_module=None, *, weights_only=None, mmap=None, **pickle_load_args
):
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
