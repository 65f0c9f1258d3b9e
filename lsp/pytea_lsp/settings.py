"""What the user sets in the editor, beside the configuration files of the project."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from pytea.config import Options

INLAY_MODES = ("off", "assignments", "all")
SEVERITIES = ("error", "warning", "information", "hint", "off")
DEFINITIONS = ("definition", "typeDefinition", "off")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings ``pytea.*``; names are those of the editor in snake case."""

    inlay_hints: str = "all"
    code_lens: bool = True
    #: By rule: one of SEVERITIES.
    severity: Mapping[str, str] = field(default_factory=dict)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    #: An interpreter or environment whose libraries are followed.
    python: str = ""
    device: str = ""
    #: Milliseconds without a keystroke before an analysis starts.
    debounce: int = 20
    #: How many entries are analysed for one file.
    max_entries: int = 8
    #: Arguments by script, relative to the folder of the workspace or absolute.
    arguments: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: Which request leads from a tensor to the operation that made its shape.
    go_to_shape: str = "definition"
    #: Whether the workspace may name stubs and interpreters.
    trusted: bool = True
    #: Whether the client shows ``pytea/status``.
    status: bool = False

    def apply(self, options: Options, folder: Path | None) -> Options:
        """Returns the options of a folder with the settings of the editor."""
        changed = options
        if self.python:
            changed = replace(changed, python=Path(self.python).expanduser())
        if self.device in ("cpu", "cuda"):
            changed = replace(changed, device=self.device)
        if self.select:
            changed = replace(changed, select=self.select)
        if self.ignore:
            changed = replace(changed, ignore=(*changed.ignore, *self.ignore))
        if not self.trusted:
            own = Path(self.python).expanduser() if self.python else None
            changed = replace(changed, stub_path=(), python=own)
        return changed


def read_settings(data: object, old: Settings) -> tuple[Settings, list[str]]:
    """Returns the settings with what ``data`` changes, and sentences about what is wrong in it.

    ``data`` is what the client sent: keys in camel case, nested or with dots.
    """
    problems: list[str] = []
    if not isinstance(data, Mapping):
        return old, problems
    known = {_camel(item.name): item.name for item in fields(Settings)}
    changes: dict[str, object] = {}
    for key, value in data.items():
        name = known.get(str(key).removeprefix("pytea."))
        if name is None or value is None:
            continue
        try:
            changes[name] = _READERS[name](value)
        except (TypeError, ValueError) as error:
            problems.append(f"setting pytea.{key}: {error}")
    return replace(old, **changes), problems  # type: ignore[arg-type]


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)


def _choice(*choices: str) -> Callable[[object], object]:
    def read(value: object) -> str:
        if value not in choices:
            raise ValueError(f"must be one of {', '.join(choices)}, but is {value!r}")
        return str(value)

    return read


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"must be true or false, but is {value!r}")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"must be a text, but is {value!r}")
    return value


def _number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
        raise ValueError(f"must be a number that is not negative, but is {value!r}")
    return int(value)


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)) or not all(isinstance(item, str) for item in value):
        raise ValueError(f"must be a list of texts, but is {value!r}")
    return tuple(value)


def _severities(value: object) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise ValueError(f"must name a severity for each rule, but is {value!r}")
    wrong = [item for item in value.values() if item not in SEVERITIES]
    if wrong:
        raise ValueError(f"must be one of {', '.join(SEVERITIES)}, but is {wrong[0]!r}")
    return {str(key): str(item) for key, item in value.items()}


def _arguments(value: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, Mapping):
        raise ValueError(f"must name a list of arguments for each script, but is {value!r}")
    return {str(key): _texts(item) for key, item in value.items()}


_READERS: Mapping[str, Callable[[object], object]] = {
    "inlay_hints": _choice(*INLAY_MODES),
    "code_lens": _flag,
    "severity": _severities,
    "select": _texts,
    "ignore": _texts,
    "python": _text,
    "device": _text,
    "debounce": _number,
    "max_entries": _number,
    "arguments": _arguments,
    "go_to_shape": _choice(*DEFINITIONS),
    "trusted": _flag,
    "status": _flag,
}
