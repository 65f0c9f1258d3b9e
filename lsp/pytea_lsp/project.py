"""The Python files of the workspace: who imports whom, and which entries use a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from os.path import commonpath
from pathlib import Path

from pytea_lsp.messages import EntryKey, Role, Roles


@dataclass(slots=True)
class Project:
    """The import graph, and what the results add to it."""

    roles: dict[Path, Role] = field(default_factory=dict)
    #: Files that the last analysis of an entry went through.
    reached: dict[EntryKey, frozenset[Path]] = field(default_factory=dict)
    #: Entries that a configuration names.
    configured: set[Path] = field(default_factory=set)
    _importers: dict[Path, set[Path]] | None = None

    def update(self, answer: Roles) -> None:
        """Takes the roles of files; what is gone from a folder that was read whole is forgotten."""
        for file in list(self.roles):
            if file not in answer.roles and any(file.is_relative_to(f) for f in answer.folders):
                del self.roles[file]
        self.roles.update(answer.roles)
        self._importers = None

    def forget(self, file: Path) -> None:
        """Removes a file that does not exist any more."""
        self.roles.pop(file, None)
        self._importers = None
        for key in [key for key in self.reached if key[0] == file]:
            del self.reached[key]

    def entries(self) -> list[Path]:
        """Returns all entries of the workspace, sorted."""
        return sorted(file for file in self.roles if self._is_entry(file))

    def entries_using(self, file: Path) -> list[Path]:
        """Returns the entries that reach a file, the file itself first and then by nearness.

        A file that no entry reaches is its own entry.
        """
        found = {user for user in self._users(file) if self._is_entry(user)}
        found |= {key[0] for key, files in self.reached.items() if file in files and key[0] != file}
        if self._is_entry(file):
            found.add(file)
        ordered = sorted(found, key=lambda entry: (entry != file, *_distance(entry, file)))
        return ordered or [file]

    def is_alone(self, file: Path) -> bool:
        """Returns whether no entry reaches a file that does nothing itself."""
        role = self.roles.get(file)
        plain = role is not None and not role.is_script and not role.calls
        return plain and self.entries_using(file) == [file] and not self._is_entry(file)

    def is_affected(self, key: EntryKey, files: Iterable[Path]) -> bool:
        """Returns whether the result of an entry may depend on one of some files."""
        reached = self.reached.get(key)
        changed = set(files)
        if reached is None or key[0] in changed or reached & changed:
            return True
        return any(key[0] in self._users(file) for file in changed)

    def _is_entry(self, file: Path) -> bool:
        role = self.roles.get(file)
        if file in self.configured:
            return True
        if role is None:
            return False
        return role.is_script or (role.calls and not self._imported_by().get(file))

    def _imported_by(self) -> dict[Path, set[Path]]:
        if self._importers is None:
            self._importers = {}
            for file, role in self.roles.items():
                for imported in role.imports:
                    if imported in self.roles:
                        self._importers.setdefault(imported, set()).add(file)
        return self._importers

    def _users(self, file: Path) -> set[Path]:
        """Returns the files that import a file, directly or not."""
        importers = self._imported_by()
        found: set[Path] = set()
        pending = [file]
        while pending:
            for user in importers.get(pending.pop(), ()):
                if user not in found:
                    found.add(user)
                    pending.append(user)
        return found


def _distance(left: Path, right: Path) -> tuple[int, str]:
    try:
        shared = len(Path(commonpath([left, right])).parts)
    except ValueError:
        shared = 0
    return len(left.parts) + len(right.parts) - 2 * shared, str(left)
