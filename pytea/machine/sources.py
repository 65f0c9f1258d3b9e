"""Finds the file of a module by the layout of folders: stubs, the project, the environment."""

from __future__ import annotations

import re
import sys
from dataclasses import field
from functools import cache
from pathlib import Path

from pytea.config.shipped import bundled_stubs
from pytea.machine.unfollowed import NOT_FOLLOWED
from pytea.records import immutable, mutable

#: What a program that is analysed has at any rate.
_ALWAYS_THERE = frozenset({"torch", "numpy"})


#: Packages that are stubs even where the folder of the program holds one of the name.
_NEVER_THE_USERS = frozenset({"stdlib", "torch", "torchvision", "torchaudio", "numpy"})
#: Packages of which we have stubs, and whose own source is followed for what the stubs lack.
_FOLLOWED_BEHIND_STUBS = frozenset({"torchvision", "torchaudio", "einops", "gymnasium"})


def _normalized(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


@cache
def _is_package(folder: Path) -> bool:
    return (folder / "__init__.py").is_file()


def _modules_in(folder: Path) -> tuple[tuple[str, bool], ...]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return ()
    found = [(entry.name, True) for entry in entries if (entry / "__init__.py").is_file()]
    found += [
        (entry.stem, False)
        for entry in entries
        if entry.suffix == ".py" and entry.stem != "__init__" and entry.is_file()
    ]
    return tuple(sorted(found))


@immutable()
class ModuleSource:
    """Where a module comes from; ``file`` is None for a folder without code of its own."""

    name: str
    #: "user", "library" or "bundled".
    kind: str
    file: Path | None
    #: The folder of the submodules, for packages.
    package: Path | None
    display: str
    #: Why the module cannot be followed, although it is there.
    reason: str = ""


@immutable()
class Answers:
    """What an analysis asked the folders of its search path."""

    roots: tuple[Path, ...]
    #: Module -> where it comes from; distribution -> version; module -> whether it is there.
    found: dict[str, ModuleSource | None]
    behind: dict[str, ModuleSource | None]
    listed: dict[Path, tuple[tuple[str, bool], ...]]
    installed: dict[str, bool | None]
    versions: dict[str, str | None]


@mutable()
class Sources:
    """The search path of one entry."""

    #: Folders of the user's project, in the order of sys.path.
    roots: tuple[Path, ...]
    #: site-packages folders of the selected environment.
    libraries: tuple[Path, ...]
    #: Folders with stubs that the user supplies.
    stub_path: tuple[Path, ...] = ()
    #: Folders above the script: who runs it from there, or as a module, has them on sys.path.
    outer: tuple[Path, ...] = ()
    #: Where modules are looked for that are nowhere else.
    beside: tuple[Path, ...] = ()
    #: Roots that are folders of a package: no module there hides one of the standard library.
    inside: tuple[Path, ...] = ()
    #: The file that is analysed, which does not mean itself where it is a module of a package.
    entry: Path | None = None
    #: Display names are relative to this folder.
    base: Path = field(default_factory=Path.cwd)
    #: Files that count as existing although they may not be saved yet.
    unsaved: frozenset[Path] = frozenset()
    _known: dict[str, ModuleSource | None] = field(default_factory=dict)
    _behind: dict[str, ModuleSource | None] = field(default_factory=dict)
    _listed: dict[Path, tuple[tuple[str, bool], ...]] = field(default_factory=dict)
    _installed: dict[str, bool | None] = field(default_factory=dict)
    _versions: dict[str, str | None] = field(default_factory=dict)

    def find(self, name: str) -> ModuleSource | None:
        """Returns where a module comes from, or None when there is no such module."""
        if name not in self._known:
            self._known[name] = self._search(name)
        return self._known[name]

    def find_below(self, folder: Path, name: str) -> ModuleSource | None:
        """Returns where a module comes from that ``folder`` holds; the folder counts from then on."""
        source = self._in_folder(folder, name, "user")
        if source is not None:
            self.outer = (*self.outer, folder)
            self._known[name] = source
        return source

    def at(self, file: Path) -> ModuleSource | None:
        """Returns a module by its file; None where there is no such file of Python code."""
        return self._in_folder(file.parent, file.stem, "user") if file.suffix == ".py" else None

    def find_behind(self, name: str) -> ModuleSource | None:
        """Returns the source in the environment of a module for which there is a stub."""
        if name.partition(".")[0] not in _FOLLOWED_BEHIND_STUBS:
            return None
        if name not in self._behind:
            found = (self._in_folder(library, name, "library") for library in self.libraries)
            self._behind[name] = next((s for s in found if s is not None and s.file), None)
        return self._behind[name]

    def modules_in(self, folder: Path) -> tuple[tuple[str, bool], ...]:
        """Returns (name, whether it is a package) of the modules in a folder of the user, sorted."""
        if not any(
            folder.is_relative_to(root) for root in (*self.roots, *self.outer, *self.beside)
        ):
            return ()
        if folder not in self._listed:
            self._listed[folder] = _modules_in(folder)
        return self._listed[folder]

    def _search(self, name: str) -> ModuleSource | None:
        top = name.partition(".")[0]
        stubs = bundled_stubs()
        for folder in self.stub_path:
            source = self._in_folder(folder, name, "library")
            if source is not None:
                return source
        if top != "stdlib" and (stubs / top).is_dir():
            return self._users_own(name) or self._bundled(stubs, name)
        for root in self.roots:
            if root in self.inside and top in sys.stdlib_module_names:
                continue
            source = self._in_folder(root, name, "user")
            if source is not None and (root not in self.inside or source.file != self.entry):
                return source
        source = self._in_folder(stubs / "stdlib", name, "bundled")
        if source is None and (stubs / f"{top}.py").is_file():
            source = self._in_folder(stubs, name, "bundled")
        if source is not None:
            return source
        if top in sys.stdlib_module_names:
            reason = f"no stub for module {name} of the standard library"
            return ModuleSource(name, "library", None, None, name, reason)
        for folder in self.outer:
            # what lies in a package has a longer name, and hides no library
            source = None if _is_package(folder) else self._in_folder(folder, name, "user")
            if source is not None and source.file is not None:
                return source
        if top in NOT_FOLLOWED:
            reason = f"module {top} computes no tensors and is not followed"
            return ModuleSource(name, "library", None, None, name, reason)
        for library in self.libraries:
            source = self._in_folder(library, name, "library")
            if source is not None:
                return source
        for folder in (*self.outer, *self.beside):
            source = self._in_folder(folder, name, "user")
            if source is not None:
                return source
        return None

    def _users_own(self, name: str) -> ModuleSource | None:
        """Returns a module of the program that has the name of a stub, as Python would take it."""
        top = name.partition(".")[0]
        if top in _NEVER_THE_USERS:
            return None
        for root in self.roots:
            if root not in self.libraries:
                source = self._in_folder(root, top, "user")
                if source is not None and source.file is not None:
                    return self._in_folder(root, name, "user")
        return None

    def _bundled(self, stubs: Path, name: str) -> ModuleSource:
        source = self._in_folder(stubs, name, "bundled")
        if source is None:
            folder = stubs.joinpath(*name.split("."))
            package = folder if folder.is_dir() else None
            return ModuleSource(name, "bundled", None, package, name)
        return source

    def _in_folder(self, folder: Path, name: str, kind: str) -> ModuleSource | None:
        parts = name.split(".")
        place = folder.joinpath(*parts)
        package = place / "__init__.py"
        if package in self.unsaved or package.is_file():
            return ModuleSource(name, kind, package, place, self.display(package))
        file = place.with_name(place.name + ".py")
        if file in self.unsaved or file.is_file():
            return ModuleSource(name, kind, file, None, self.display(file))
        if place.is_dir():
            if kind == "user" and not any(place.glob("**/*.py")):
                return None
            return ModuleSource(name, kind, None, place, self.display(place))
        for pattern in (f"{parts[-1]}.*.so", f"{parts[-1]}.so", f"{parts[-1]}.pyd"):
            if place.parent.is_dir() and any(place.parent.glob(pattern)):
                reason = f"module {name} is compiled"
                return ModuleSource(name, kind, None, None, name, reason)
        return None

    def is_installed(self, name: str) -> bool | None:
        """Returns whether the program can import a module, or None where that is not known.

        A library for which there is only a stub may be missing in the environment of the program;
        without an environment nothing is known of libraries.
        """
        if name not in self._installed:
            self._installed[name] = self._is_installed(name)
        return self._installed[name]

    def _is_installed(self, name: str) -> bool | None:
        top = name.partition(".")[0]
        if top in _ALWAYS_THERE or top in sys.stdlib_module_names:
            return True
        folders = [
            *((root, "user") for root in self.roots),
            *((lib, "library") for lib in self.libraries),
        ]
        if any(self._in_folder(folder, name, kind) is not None for folder, kind in folders):
            return True
        if not self.libraries:
            return None
        return None if top not in NOT_FOLLOWED and self.find(name) is not None else False

    def version_of(self, distribution: str) -> str | None:
        """Returns the version of an installed distribution, read from the name of its folder."""
        if distribution not in self._versions:
            self._versions[distribution] = self._version_of(distribution)
        return self._versions[distribution]

    def _version_of(self, distribution: str) -> str | None:
        wanted = _normalized(distribution)
        for library in self.libraries:
            for folder in sorted(library.glob("*-*.dist-info")):
                name, _, version = folder.name.removesuffix(".dist-info").rpartition("-")
                if _normalized(name) == wanted:
                    return version
        return None

    def answers(self) -> Answers:
        """Returns everything that was asked so far, and what the folders had to say."""
        return Answers(
            self.roots,
            dict(self._known),
            dict(self._behind),
            dict(self._listed),
            dict(self._installed),
            dict(self._versions),
        )

    def still_answers(self, known: Answers) -> bool:
        """Returns whether the folders say the same today; takes over the roots of ``known``."""
        self.roots = known.roots
        return (
            all(self.find(name) == source for name, source in known.found.items())
            and all(self.find_behind(name) == source for name, source in known.behind.items())
            and all(self.modules_in(folder) == names for folder, names in known.listed.items())
            and all(self.is_installed(name) == there for name, there in known.installed.items())
            and all(self.version_of(name) == version for name, version in known.versions.items())
        )

    def find_file(self, package: Path, name: str) -> Path | None:
        """Returns the file or folder of a direct submodule of a bundled package."""
        if name.startswith("_ops"):
            return None
        for candidate in (package / name / "__init__.py", package / f"{name}.py", package / name):
            if candidate.exists():
                return candidate
        return None

    def display(self, file: Path) -> str:
        """Returns the name under which a file is shown: relative where that is shorter."""
        try:
            return str(file.relative_to(self.base))
        except ValueError:
            return str(file)
