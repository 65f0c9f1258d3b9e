"""What a check is going to do: the entries with their options, and the files that are met alone."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pytea.analysis.discovery import discover, is_test_file, module_script, python_files
from pytea.analysis.project_scripts import ProjectScript, project_scripts
from pytea.config import Options
from pytea.diagnostics import FileReport
from pytea.errors import UsageError
from pytea.frontend.notebooks import SUFFIX
from pytea.records import immutable, mutable

if TYPE_CHECKING:
    from pytea.analysis.pytest_files import TestFile

#: The options of the folder of an entry.
OptionsOf = Callable[[Path], Options]
#: Whether a script with these options, and this text in place of its own, is to be checked.
Concerns = Callable[[Path, Options, str | None], bool]


@immutable()
class Run:
    """One entry to analyse with its arguments."""

    script: Path
    options: Options
    #: The command of the project that the entry is; "" for a script.
    command: str = ""
    #: The text of the entry, where it does not come from its file.
    text: str | None = None
    #: Lines of its file, where the text goes on behind them with what calls the tests in it.
    lines: int = 0

    @property
    def name(self) -> str:
        """What reports call the entry."""
        name = display_name(self.script)
        return f"{name}[{self.command}]" if self.command else name

    @property
    def title(self) -> str:
        """Tells the entry from others with the same script."""
        return " ".join((self.name, *self.options.script_arguments))


@mutable()
class Plan:
    """What a check is going to do, and what it cannot do."""

    options_of: OptionsOf
    #: Files whose text does not come from the disk; they need not be there.
    given: frozenset[Path] = frozenset()
    runs: list[Run] = field(default_factory=list)
    invalid: list[FileReport] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    #: Files whose functions are analysed alone where no entry calls them.
    library: list[Path] = field(default_factory=list)
    _seen: set[tuple[Path, str, tuple[str, ...]]] = field(default_factory=set)

    def add(self, path: Path) -> None:
        """Adds a file, or every entry of a folder."""
        try:
            if path.absolute() in self.given:
                self._add_script(path)
            elif path.is_dir():
                self._add_folder(path)
            elif not path.exists():
                self._refuse(path, "no such file or directory")
            elif not os.access(path, os.R_OK):
                self._refuse(path, "permission denied")
            else:
                self._add_script(path)
        except UsageError as error:
            self.problems.append(str(error))
            self.invalid.append(FileReport(display_name(path), "invalid"))
        except OSError as error:
            self._refuse(path, (error.strerror or str(error)).lower())

    def add_module(self, name: str) -> None:
        """Adds what ``python -m NAME`` would run here."""
        try:
            script = module_script(name, Path.cwd())
            self._add_script(script, name)
        except UsageError as error:
            self.problems.append(str(error))
            self.invalid.append(FileReport(name, "invalid"))

    def keep(self, concerns: Concerns) -> bool:
        """Leaves out the files that do not concern; returns whether there were such entries."""
        kept = [run for run in self.runs if concerns(run.script, run.options, run.text)]
        left_out = len(kept) < len(self.runs)
        self.runs = kept
        self.library = [
            file
            for file in self.library
            if concerns(file, self.options_of(file.absolute().parent), None)
        ]
        return left_out

    def _refuse(self, path: Path, reason: str) -> None:
        self.problems.append(f"{display_name(path)}: {reason}")
        self.invalid.append(FileReport(display_name(path), "invalid"))

    def _add_script(self, path: Path, module: str = "") -> None:
        options = replace(self.options_of(path.absolute().parent), module=module)
        if path not in self.library:
            self.library.append(path)
        tests = None if module or path.absolute() in self.given else _tests_of(path)
        if tests is not None:
            self._add_tests(path, options, tests)
            if not tests.is_script:
                return
        arguments = [entry.arguments for entry in options.entries if _same(entry.script, path)]
        if options.script_arguments or not arguments:
            arguments = [options.script_arguments]
        for chosen in arguments:
            key = (path.resolve(), module, chosen)
            if key not in self._seen:
                self._seen.add(key)
                self.runs.append(Run(path, replace(options, script_arguments=chosen)))

    def _add_tests(self, path: Path, options: Options, tests: TestFile) -> None:
        command = "pytest" if tests.is_script else ""
        key = (path.resolve(), "pytest", options.script_arguments)
        if key not in self._seen:
            self._seen.add(key)
            self.runs.append(Run(path, options, command, tests.program, tests.lines))

    def _add_folder(self, folder: Path) -> None:
        takes = self.options_of(folder.absolute()).takes
        found = discover(folder, lambda file: takes(str(file)))
        commands = list(project_scripts(folder))
        if not found.entries and not found.modules:
            left_out = any(python_files(folder, (".py", SUFFIX)))
            reason = "include and exclude leave out every file in this directory"
            self._refuse(folder, reason if left_out else "no Python files in this directory")
            return
        named = {entry.script.resolve() for entry in self.options_of(folder.absolute()).entries}
        for script in sorted(named):
            if script.is_relative_to(folder.resolve()) and not script.is_file():
                self._refuse(script, "no such file, but an entry in the configuration")
        modules = [module for module in found.modules if module.resolve() not in named]
        tests = {module for module in modules if _tests_of(module) is not None}
        modules = [module for module in modules if module not in tests]
        scripts = sorted({*found.entries, *found.modules} - set(modules))
        for script in scripts:
            self.add(script)
        for command in commands:
            self._add_command(command)
        for module in modules:
            self._add_module(module)

    def _add_command(self, command: ProjectScript) -> None:
        options = self.options_of(command.file.absolute().parent)
        key = (command.file.resolve(), command.name, options.script_arguments)
        if key not in self._seen:
            self._seen.add(key)
            self.runs.append(Run(command.file, options, command.name, command.text))

    def _add_module(self, module: Path) -> None:
        try:
            self.options_of(module.absolute().parent)
        except UsageError as error:
            self.problems.append(str(error))
            return
        if module not in self.library:
            self.library.append(module)


def display_name(path: Path) -> str:
    """Returns how reports name a file: relative to the working directory when it is inside."""
    absolute = path.absolute()
    try:
        return str(absolute.relative_to(Path.cwd()))
    except ValueError:
        return str(absolute)


def _same(left: Path, right: Path) -> bool:
    return left.resolve() == right.resolve()


def _tests_of(path: Path) -> TestFile | None:
    if not is_test_file(path):
        return None
    from pytea.analysis.pytest_files import read_test_file  # noqa: PLC0415  (few files are tests)

    return read_test_file(path)
