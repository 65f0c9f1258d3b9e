"""What a notebook has beside its own names."""

from __future__ import annotations

from pytea.values.objects import Value
from pytea.values.unknown import Unknown

#: What a notebook finds beside Python's own names.
_IPYTHON = (
    "display",
    "get_ipython",
    "exit",
    "quit",
    "In",
    "Out",
    "_",
    "__",
    "___",
    "_i",
    "_ih",
    "_oh",
)


def interactive_names(docstring: str | None) -> dict[str, Value]:
    """Returns the names that IPython gives to a notebook."""
    unknown = {name: Unknown(f"{name} of IPython") for name in _IPYTHON}
    return {"__name__": "__main__", "__doc__": docstring, "__package__": None, **unknown}
