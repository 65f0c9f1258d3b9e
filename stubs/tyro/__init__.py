"""tyro: functions and dataclasses are given arguments of the command line."""

import dataclasses

from _entry import called, made

from tyro import conf, extras


def cli(f, *, prog=None, description=None, args=None, default=None, **options):
    if dataclasses.is_dataclass(f):
        return made(f, args, default)
    return called(f, args)


MISSING = dataclasses.MISSING
