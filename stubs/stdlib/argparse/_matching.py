"""How many of the following strings an argument takes.

A command line is a pattern of A (argument), O (option) and - (the string "--").
"""

from _pytea import call_host
from argparse._actions import (
    ArgumentError, ONE_OR_MORE, OPTIONAL, PARSER, REMAINDER, SUPPRESS, ZERO_OR_MORE,
)  # fmt: skip

_FORMS = {
    None: "(-*A-*)",
    OPTIONAL: "(-*A?-*)",
    ZERO_OR_MORE: "(-*[A-]*)",
    ONE_OR_MORE: "(-*A[A-]*)",
    REMAINDER: "([-AO]*)",
    PARSER: "(-*A[-AO]*)",
    SUPPRESS: "(-*-*)",
}


def _form(action):
    form = _FORMS.get(action.nargs)
    return "(-*" + "-*".join("A" * action.nargs) + "-*)" if form is None else form


def positional_counts(actions, pattern):
    """Returns the counts of as many of the actions as can be served, in order."""
    for size in range(len(actions), 0, -1):
        forms = "".join([_form(action) for action in actions[:size]])
        found = call_host("re.match", forms, pattern, 0)
        if found is not None:
            return [end - start for start, end in found[0][1:]]
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
