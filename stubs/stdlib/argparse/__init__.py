"""argparse: results as CPython's; required arguments that are not given become inputs."""

from argparse._actions import (
    Action, ArgumentDefaultsHelpFormatter, ArgumentError, ArgumentTypeError, BooleanOptionalAction,
    FileType, HelpFormatter, MetavarTypeHelpFormatter, Namespace, ONE_OR_MORE, OPTIONAL, PARSER,
    REMAINDER, RawDescriptionHelpFormatter, RawTextHelpFormatter, SUPPRESS, ZERO_OR_MORE,
    _AppendAction, _CountAction, _HelpAction, _StoreAction, _StoreConstAction, _StoreFalseAction,
    _StoreTrueAction, _SubParsersAction, _VersionAction,
)  # fmt: skip
from argparse._containers import _ActionsContainer, _ArgumentGroup, _MutuallyExclusiveGroup
from argparse._parser import ArgumentParser
