"""absl.app: the main function runs with the flags of the command line."""

import sys

from absl import flags


class UsageError(Exception):
    pass


def run(main, argv=None, flags_parser=None):
    rest = flags.FLAGS(sys.argv if argv is None else argv)
    sys.exit(main(rest))


def call_after_init(callback):
    callback()


def parse_flags_with_usage(args):
    return flags.FLAGS(args)
