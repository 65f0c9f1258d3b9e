"""Binding of arguments to names that exist only at run time, with CPython's messages."""

import _pytea


def _listed(names):
    names = [repr(name) for name in names]
    if len(names) == 1:
        return names[0]
    if len(names) == 2:
        return " and ".join(names)
    return ", ".join(names[:-1]) + ", and " + names[-1]


def bind(label, receiver, names, keyword_names, optional, args, kwargs):
    """Returns name -> value of the arguments given.

    ``label`` is what messages call the function, ``receiver`` 1 if messages count ``self``,
    ``optional`` a container of the names that need not be given.
    """
    if len(args) > len(names):
        raise TypeError(_too_many(label, receiver, names, optional, len(args)))
    bound = dict(zip(names, args))
    if not _pytea.is_known(kwargs):
        for name in [*names, *keyword_names]:
            if name not in bound:
                bound[name] = _pytea.unknown(f"{name} may be among arguments that are not known")
        return bound
    for name, value in kwargs.items():
        if name in bound:
            raise TypeError(f"{label}() got multiple values for argument {name!r}")
        if name not in names and name not in keyword_names:
            raise TypeError(f"{label}() got an unexpected keyword argument {name!r}")
        bound[name] = value
    for kind, group in (("positional", names), ("keyword-only", keyword_names)):
        missing = [name for name in group if name not in bound and name not in optional]
        if missing:
            plural = "s" if len(missing) > 1 else ""
            raise TypeError(
                f"{label}() missing {len(missing)} required {kind} argument{plural}: "
                f"{_listed(missing)}"
            )
    return bound


def _too_many(label, receiver, names, optional, given):
    most = len(names) + receiver
    least = most - len([name for name in names if name in optional])
    allowed = str(most) if least == most else f"from {least} to {most}"
    plural = "" if allowed == "1" else "s"
    return (
        f"{label}() takes {allowed} positional argument{plural} but {given + receiver} were given"
    )
