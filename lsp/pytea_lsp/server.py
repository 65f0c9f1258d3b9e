"""The server: what is open, what is known of it, and what is to be analysed next."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from pytea import __version__
from pytea.config import Options
from pytea.diagnostics import Severity
from pytea.frontend import SourceError, read_source
from pytea.span import Span
from pytea_lsp.analyst import Analyst, WorkerLost
from pytea_lsp.configuration import Configuration
from pytea_lsp.documents import Document, Documents
from pytea_lsp.messages import Ended, EntryKey, Job, Scan
from pytea_lsp.project import Project
from pytea_lsp.results import Results
from pytea_lsp.schedule import Schedule
from pytea_lsp.settings import Settings
from pytea_lsp.texts import Units
from pytea_lsp.view import View

logger = logging.getLogger(__name__)

#: How often an entry may end the worker before it is left alone.
CRASHES = 2
#: Files beside a document that are looked at.
NEIGHBOURS = 200

NOTEBOOKS = types.NotebookDocumentSyncOptions(
    notebook_selector=[
        types.NotebookDocumentFilterWithCells(cells=[types.NotebookCellLanguage(language="python")])
    ],
    save=True,
)


class PyteaServer(LanguageServer):
    """What all features share. A feature reads results and never waits for an analysis."""

    def __init__(self) -> None:
        super().__init__(
            "pytea",
            __version__,
            # Each change brings the whole text: pygls counts lines in its own way.
            text_document_sync_kind=types.TextDocumentSyncKind.Full,
            notebook_document_sync=NOTEBOOKS,
        )
        self.settings = Settings()
        self.documents = Documents()
        self.configuration = Configuration()
        self.project = Project()
        self.results = Results(self.documents)
        self.analyst = Analyst()
        self.schedule = Schedule(self._analyse, self.analyst.stop, self._idle)
        #: Called when results have changed, and when an analysis begins (with its entry).
        self.listeners: list[Callable[[], None]] = []
        self.beginnings: list[Callable[[EntryKey | None, int], None]] = []
        #: Entries that are kept although no open document needs them.
        self.pinned: set[EntryKey] = set()
        #: Branch decisions that the user wants to see the shapes for.
        self.chosen: dict[EntryKey, tuple[tuple[str, bool], ...]] = {}
        self._crashes: dict[EntryKey, int] = {}
        #: Results with findings whose fixes nobody has looked for yet, and their options.
        self._unmended: dict[EntryKey, tuple[int, Options]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    # --- the workspace ------------------------------------------------------------------------

    @property
    def units(self) -> Units:
        """The units that were agreed with the client."""
        encoding = self.workspace.position_encoding
        return Units(str(getattr(encoding, "value", encoding) or "utf-16"))

    @property
    def folders(self) -> list[Path]:
        """The folders of the workspace."""
        uris = [folder.uri for folder in self.workspace.folders.values()]
        if not uris and self.workspace.root_uri:
            uris = [self.workspace.root_uri]
        paths = (to_fs_path(uri) for uri in uris)
        return [Path(path) for path in paths if path]

    def folder_of(self, path: Path) -> Path:
        """Returns the folder of the workspace that holds a file, or the folder of the file."""
        inside = [folder for folder in self.folders if path.is_relative_to(folder)]
        return max(inside, key=lambda folder: len(folder.parts), default=path.parent)

    def view(self, uri: str) -> View | None:
        """Returns how the client sees a document, or None for one that is not analysed."""
        document = self.documents.open.get(uri)
        if document is not None:
            return View(uri, document, self.units)
        found = self.documents.cell_at(uri)
        if found is None:
            return None
        notebook, cell = found
        whole = self.documents.open[notebook.uri]
        return View(uri, whole, self.units, cell.start, cell.count)

    def location(self, file: str, span: Span | None) -> types.Location | None:
        """Returns a place in any file for the client."""
        if not file or span is None or (not file.startswith(("/", "\\")) and ":" not in file):
            return None
        path = Path(file)
        found = self.units.range(self.lines(path), span)
        uri = self.documents.uri_of(path)
        uri, line = self.documents.split(uri, found.start.line)
        moved = found.start.line - line
        found.start.line -= moved
        found.end.line -= moved
        return types.Location(uri=uri, range=found)

    def lines(self, path: Path) -> tuple[str, ...]:
        """Returns the lines of a file: of the open text, else of the disk."""
        document = self.documents.at(path)
        if document is not None:
            return document.lines
        try:
            return read_source(path).lines
        except (OSError, SourceError):
            return ()

    def options_of(self, path: Path) -> Options:
        """Returns the options for a file."""
        return self.settings.apply(self.configuration.options_of(path.parent), path.parent)

    # --- what is analysed ---------------------------------------------------------------------

    def keys_for(self, path: Path) -> list[EntryKey]:
        """Returns the entries that are analysed for a file, with their arguments."""
        entries = self.project.entries_using(path)[: max(self.settings.max_entries, 1)]
        return [key for entry in entries for key in self.keys_of(entry)]

    def keys_of(self, entry: Path) -> list[EntryKey]:
        """Returns an entry with each of its argument lists."""
        configured = self.options_of(entry).entries
        self.project.configured |= {known.script for known in configured}
        chosen = self._chosen_arguments(entry)
        if chosen is not None:
            return [(entry, chosen)]
        found = [(entry, known.arguments) for known in configured if known.script == entry]
        return found or [(entry, ())]

    def _chosen_arguments(self, entry: Path) -> tuple[str, ...] | None:
        for name, arguments in self.settings.arguments.items():
            if entry in (Path(name), self.folder_of(entry) / name):
                return arguments
        return None

    def active(self) -> dict[EntryKey, None]:
        """Returns the entries that the open documents need, and those that were asked for."""
        found = {
            key: None
            for document in list(self.documents.open.values())
            for key in self.keys_for(document.path)
        }
        return found | dict.fromkeys(self.pinned)

    def reconsider(self, changed: Iterable[Path], pause: float = 0.0) -> None:
        """Analyses again what depends on some files, and forgets what nobody needs."""
        files = list(changed)
        active = self.active()
        for key in [key for key in self.results.kept if key not in active]:
            self.results.drop(key)
            self.project.reached.pop(key, None)
        self.schedule.keep(set(active))
        nearest = [key for file in files for key in self.keys_for(file) if key in active]
        wanted = dict.fromkeys(nearest)
        wanted |= {key: None for key in active if self._is_wanted(key, files)}
        self.schedule.ask(wanted, pause, first=True)
        self.tell()

    def _is_wanted(self, key: EntryKey, files: list[Path]) -> bool:
        return key not in self.results.kept or self.project.is_affected(key, files)

    def scan(self, files: Iterable[Path] = (), folders: Iterable[Path] = ()) -> None:
        """Reads the roles of files, and then analyses what depends on them."""
        wanted, whole = list(files), tuple(folders)
        self.spawn(self._scan(wanted, whole))

    async def _scan(self, files: list[Path], folders: tuple[Path, ...]) -> None:
        serial = self.analyst.next_serial()
        pairs = tuple((file, self.folder_of(file)) for file in files)
        try:
            answer = await self.analyst.scan(Scan(serial, folders, pairs, self.documents.overlay()))
        except WorkerLost:
            logger.warning("the workspace could not be read")
            return
        self.project.update(answer)
        self.reconsider(files)

    # --- running ------------------------------------------------------------------------------

    async def _analyse(self, key: EntryKey, left: int) -> None:
        entry, arguments = key
        overlay = self.documents.overlay()
        snapshots = {document.path: document.lines for document in self.documents.open.values()}
        options = replace(self.options_of(entry), script_arguments=arguments)
        chosen = self.chosen.get(key, ())
        alone = self.project.is_alone(entry)
        job = Job(self.analyst.next_serial(), entry, options, overlay, chosen, alone)
        for begin in self.beginnings:
            begin(key, left)
        try:
            answer = await self.analyst.run(job)
        except WorkerLost:
            self._crashed(key)
            return
        self._crashes.pop(key, None)
        if isinstance(answer, Ended):
            if answer.failure:
                self.results.fail(key, answer.failure)
                self.tell()
            return
        kept = tuple(d for d in answer.diagnostics if options.reports(d.code, d.file))
        self.results.store(replace(answer, diagnostics=kept), snapshots)
        self.project.reached[key] = frozenset(answer.reached)
        self.tell()
        if any(d.severity is not Severity.INFO for d in kept):
            self._unmended[key] = (answer.serial, options)
        if left == 0 and self._unmended:
            await self._mend()

    async def _mend(self) -> None:
        """Looks for the fixes of findings while there is nothing else to do."""
        self._idle()
        self.schedule.unhurried = True
        try:
            while self._unmended and not self.schedule.waiting:
                key, (serial, options) = self._unmended.popitem()
                found = await self.analyst.mend(serial)
                if found is not None and any(diagnostic.fixes for diagnostic in found):
                    kept = tuple(d for d in found if options.reports(d.code, d.file))
                    self.results.mend(key, serial, kept)
                    self.tell()
        except WorkerLost:
            self._unmended.clear()
        finally:
            self.schedule.unhurried = False

    def _crashed(self, key: EntryKey) -> None:
        count = self._crashes[key] = self._crashes.get(key, 0) + 1
        if count < CRASHES:
            self.schedule.ask([key])
            return
        self.results.fail(key, "the analysis process ended")
        text = f"pytea cannot analyse {key[0].name}: the analysis process ended {count} times"
        self.window_show_message(
            types.ShowMessageParams(type=types.MessageType.Warning, message=text)
        )
        self.tell()

    def _idle(self) -> None:
        for begin in self.beginnings:
            begin(None, 0)

    def tell(self) -> None:
        """Tells the features that results have changed."""
        for listener in self.listeners:
            listener()

    def spawn(self, work: object) -> None:
        """Runs a coroutine beside everything else; what goes wrong is logged."""
        task = asyncio.get_running_loop().create_task(work)  # type: ignore[arg-type,var-annotated]
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            logger.error("a task of the server failed", exc_info=task.exception())

    async def close(self) -> None:
        """Ends the work and the worker."""
        await self.schedule.close()
        await self.analyst.close()

    def opened(self, document: Document) -> None:
        """Takes notice of a document that was opened, and of the files beside it."""
        self.results.opened(document.path, document.lines)
        self.scan(dict.fromkeys([document.path, *beside(document.path)]))


def beside(path: Path) -> list[Path]:
    """Returns the Python files in the folder of a file: one of them may use it."""
    try:
        return sorted(file for file in path.parent.glob("*.py") if file.is_file())[:NEIGHBOURS]
    except OSError:
        return []
