"""A file of findings that are known and not reported again, so that a project can start using pytea.

The file is JSON, sorted, one finding per line group, so that a version control system merges it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from pytea.diagnostics import Diagnostic
from pytea.diagnostics.cells import split_cell
from pytea.errors import UsageError
from pytea.report.files import replace_file
from pytea.report.fingerprints import fingerprint
from pytea.report.frames import SourceTexts
from pytea.report.places import posix_name

VERSION = 1


def read_baseline(file: Path) -> Mapping[str, object]:
    """Returns the findings of a baseline by their fingerprints; raises UsageError."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"baseline {file}: {(error.strerror or str(error)).lower()}") from None
    except ValueError as error:
        raise UsageError(f"baseline {file}: not valid JSON: {error}") from None
    findings = data.get("findings") if isinstance(data, dict) else None
    if not isinstance(findings, dict):
        raise UsageError(f"baseline {file}: it has no table of findings")
    if data.get("version") != VERSION:
        version = data.get("version")
        raise UsageError(f"baseline {file}: version {version!r} is not {VERSION}")
    return findings


class Baseline:
    """A baseline in use: which of its findings occur."""

    def __init__(self, file: Path, sources: SourceTexts) -> None:
        self._known = read_baseline(file)
        self._sources = sources
        self._met: set[str] = set()

    def is_new(self, diagnostic: Diagnostic) -> bool:
        """Returns whether a finding is not in the baseline."""
        name = fingerprint(diagnostic, self._sources)
        if name in self._known:
            self._met.add(name)
        return name not in self._known

    def remarks(self, seen: Collection[str]) -> tuple[str, ...]:
        """Returns sentences about what was left out, and what is not there any more in what was seen."""
        missing = [entry for name, entry in self._known.items() if name not in self._met]
        left_out, gone = len(self._met), sum(not _is_elsewhere(entry, seen) for entry in missing)
        sentences = []
        if left_out:
            sentences.append(f"{findings(left_out)} of the baseline left out")
        if gone:
            what = "it" if gone == 1 else "them"
            sentences.append(
                f"{findings(gone)} of the baseline gone: --update-baseline forgets {what}"
            )
        return tuple(sentences)


def findings(count: int) -> str:
    """Returns a number of findings in words."""
    return f"{count} finding{'' if count == 1 else 's'}"


def _is_elsewhere(entry: object, seen: Collection[str]) -> bool:
    """Returns whether a finding of a baseline is of a file that is there and was not looked at."""
    file = entry.get("file") if isinstance(entry, dict) else None
    if not isinstance(file, str):
        return False
    name = split_cell(file)[0]
    return name not in map(posix_name, seen) and Path(name).is_file()


def write_baseline(
    file: Path,
    diagnostics: Iterable[Diagnostic],
    sources: SourceTexts,
    known: Mapping[str, object],
    seen: Collection[str],
) -> int:
    """Writes a baseline of these findings at one stroke; returns how many it holds.

    Those that are ``known`` of files that were not looked at are kept.
    """
    findings = {name: entry for name, entry in known.items() if _is_elsewhere(entry, seen)}
    findings |= {
        fingerprint(diagnostic, sources): {
            "file": posix_name(diagnostic.file),
            "code": diagnostic.code,
            "message": diagnostic.message,
        }
        for diagnostic in diagnostics
    }
    ordered = dict(sorted(findings.items(), key=_order))
    data = {"version": VERSION, "findings": ordered}
    replace_file(file, json.dumps(data, indent=1, ensure_ascii=False) + "\n")
    return len(ordered)


def _order(item: tuple[str, object]) -> tuple[str, ...]:
    name, entry = item
    texts = entry if isinstance(entry, dict) else {}
    return (*(str(texts.get(key, "")) for key in ("file", "code", "message")), name)
