"""How many of the following strings an argument takes.

A command line is a pattern of A (argument), O (option) and - (the string "--").
"""

from argparse._actions import (
    ArgumentError, ONE_OR_MORE, OPTIONAL, PARSER, REMAINDER, SUPPRESS, ZERO_OR_MORE,
)  # fmt: skip


def _takes(nargs, part):
    """Returns whether a positional argument can take this part of the command line."""
    if nargs == REMAINDER:
        return True
    if nargs == PARSER:
        return part.lstrip("-")[:1] == "A"
    if "O" in part:
        return False
    count = part.count("A")
    if nargs == ZERO_OR_MORE:
        return True
    if nargs == ONE_OR_MORE:
        return count > 0
    if nargs == OPTIONAL:
        return count <= 1
    if nargs == SUPPRESS:
        return count == 0
    return count == (1 if nargs is None else nargs)


def _shares(actions, pattern):
    """Returns how many strings each of the actions takes, the first as many as it can."""
    if not actions:
        return []
    for size in range(len(pattern), -1, -1):
        if _takes(actions[0].nargs, pattern[:size]):
            rest = _shares(actions[1:], pattern[size:])
            if rest is not None:
                return [size, *rest]
    return None


def positional_counts(actions, pattern):
    """Returns the counts of as many of the actions as can be served, in order."""
    for size in range(len(actions), 0, -1):
        counts = _shares(actions[:size], pattern)
        if counts is not None:
            return counts
    return []


def optional_count(action, pattern):
    nargs = action.nargs
    if nargs == REMAINDER or nargs == PARSER:
        run = len(pattern.partition("-")[0])
        if nargs == PARSER and pattern[:1] != "A":
            run = -1
    elif nargs == SUPPRESS:
        run = 0
    else:
        run = len(pattern) - len(pattern.lstrip("A"))
        if nargs is None:
            run = 1 if run else -1
        elif nargs == OPTIONAL:
            run = min(run, 1)
        elif nargs == ONE_OR_MORE:
            run = run or -1
        elif nargs != ZERO_OR_MORE:
            run = nargs if run >= nargs else -1
    if run < 0:
        raise ArgumentError(action, _expected(nargs))
    return run


def _expected(nargs):
    if nargs is None:
        return "expected one argument"
    if nargs == ONE_OR_MORE:
        return "expected at least one argument"
    return f"expected {nargs} argument" + ("" if nargs == 1 else "s")
