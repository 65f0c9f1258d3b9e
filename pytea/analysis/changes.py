"""Which files differ from a revision of git, and which entries that concerns.

git is asked for names of files, at the user's wish; nothing that the repository configures is run.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from pytea.analysis.reach import ImportGraph
from pytea.config import Options, configuration_file
from pytea.errors import UsageError
from pytea.records import mutable

#: No program that watches the files, no diff and no hook of the repository's own.
_PLAIN = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")


@mutable()
class Changes:
    """What has changed since a revision."""

    revision: str
    overlay: Mapping[Path, str]
    _graph: ImportGraph = field(init=False)
    #: The top folder of the repository around a folder, and what changed in it.
    _tops: dict[Path, Path] = field(default_factory=dict)
    _changed: dict[Path, frozenset[Path]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._graph = ImportGraph(self.overlay)

    def concern(self, script: Path, options: Options, text: str | None = None) -> bool:
        """Returns whether a script may behave differently; raises UsageError when git cannot tell.

        ``text`` is what stands for the text of the script.
        """
        script = script.absolute()
        if script in self.overlay:
            return True
        changed = self._changed_around(script.parent)
        if not changed:
            return False
        configuration = configuration_file(script.parent)
        if configuration is not None and configuration.resolve() in changed:
            return True
        stubs = [folder.resolve() for folder in options.stub_path]
        if any(file.is_relative_to(folder) for folder in stubs for file in changed):
            return True
        if options.read_config and any(file.suffix != ".py" for file in changed):
            return True
        reach = self._graph.reach(script, options, text)
        python = any(file.suffix == ".py" for file in changed)
        return not reach.files.isdisjoint(changed) or (reach.dynamic and python)

    def _changed_around(self, folder: Path) -> frozenset[Path]:
        if folder not in self._tops:
            self._tops[folder] = _top(folder)
        top = self._tops[folder]
        if top not in self._changed:
            self._changed[top] = _changed(top, self.revision)
        return self._changed[top]


def _top(folder: Path) -> Path:
    status, out, err = _git(folder, "rev-parse", "--show-toplevel")
    if status:
        told = err if "not a git repository" not in err else "this is not a git repository"
        raise UsageError(f"--changed-since: {folder}: {told}")
    return Path(os.fsdecode(out.rstrip(b"\n"))).resolve()


def _changed(top: Path, revision: str) -> frozenset[Path]:
    """Returns the files that differ, those that are gone and those that git does not know yet."""
    status, out, _ = _git(
        top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if status:
        raise UsageError(f"--changed-since: git knows no revision '{revision}' in {top}")
    commit = out.decode().strip()
    names: list[bytes] = []
    for words in (
        ("diff", "--name-only", "--no-renames", "--no-ext-diff", "--no-textconv", "-z", commit),
        ("ls-files", "--others", "--exclude-standard", "-z"),
    ):
        status, out, err = _git(top, *words)
        if status:
            raise UsageError(f"--changed-since: {err}")
        names += out.split(b"\0")
    return frozenset(_followed(top / os.fsdecode(name)) for name in names if name)


def _followed(file: Path) -> Path:
    return file.resolve() if file.is_file() else file


def _git(folder: Path, *words: str) -> tuple[int, bytes, str]:
    """Returns how git ended, what it printed, and the first line of what it complained about."""
    import subprocess  # noqa: PLC0415  (few checks ask git)

    env = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            ["git", *_PLAIN, *words], cwd=folder, env=env, capture_output=True, check=False
        )
    except FileNotFoundError:
        raise UsageError("--changed-since needs git, which is not installed") from None
    except OSError as error:
        raise UsageError(f"--changed-since: git: {error.strerror or error}") from None
    told = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return done.returncode, done.stdout, told[0] if told else f"git ended with {done.returncode}"
