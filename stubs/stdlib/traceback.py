"""traceback: texts are unknown, nothing is printed."""

import _pytea


def _nothing(*args, **kwargs):
    pass


print_exc = print_exception = print_stack = print_tb = print_last = print_list = _nothing


def format_exc(limit=None, chain=True):
    return _pytea.unknown("the text of a traceback", "str")


def _lines(*args, **kwargs):
    return _pytea.unknown("the lines of a traceback", "list")


format_exception = format_exception_only = format_stack = format_tb = format_list = _lines
extract_stack = extract_tb = walk_tb = walk_stack = _lines


class TracebackException:
    def __init__(self, *args, **kwargs):
        pass

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls()

    def format(self, *, chain=True):
        return _lines()
