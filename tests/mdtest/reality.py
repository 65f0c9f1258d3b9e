"""Runs blocks in real torch: one forked process per document, which imported torch already."""

from __future__ import annotations

import ast
import builtins
import contextlib
import io
import json
import os
import random
import signal
import sys
import tempfile
import traceback
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch

from tests.mdtest.documents import PROGRAM, Block

#: Seconds that one block may take.
TIME_LIMIT = 30
#: Runs with other random numbers until every expected error has been seen.
SEEDS = 24

torch.set_num_threads(1)


@dataclass(slots=True)
class Observed:
    """What the runs of a block showed."""

    #: [file, line, sentence] of every error that ended a run, in the order of the runs.
    errors: list[list[Any]] = field(default_factory=list)
    #: [file, line, text] of everything revealed.
    revealed: list[list[Any]] = field(default_factory=list)


def observe_all(blocks: Sequence[Block]) -> list[Observed]:
    """Returns what happens when the blocks run, each in a namespace of its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(reading)
            answers = [_as_lists(_observe(block)) for block in blocks]
            with open(writing, "w", encoding="utf-8") as pipe:
                json.dump(answers, pipe)
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with open(reading, encoding="utf-8") as pipe:
        text = pipe.read()
    _, status = os.waitpid(child, 0)
    if status != 0:
        raise RuntimeError(f"{blocks[0].document}: the run in real torch ended with {status}")
    return [Observed(*answer) for answer in json.loads(text)]


def _as_lists(observed: Observed) -> list[Any]:
    return [observed.errors, observed.revealed]


def _observe(block: Block) -> Observed:
    observed = Observed()
    wanted = {(e.file, e.line) for e in block.expectations if e.kind == "error"}
    texts = dict(block.files)
    for seed in range(SEEDS):
        error = _run(texts, seed, observed)
        while error is not None and (error[0], error[1]) in wanted:
            wanted.discard((error[0], error[1]))
            if not wanted:
                return observed
            texts[error[0]] = without_statement(texts[error[0]], error[1])
            error = _run(texts, seed, observed)
        if not wanted or error is not None:
            break
    return observed


def _run(texts: dict[str, str], seed: int, observed: Observed) -> list[Any] | None:
    with tempfile.TemporaryDirectory() as name, _process_as_new(folder := Path(name).resolve()):
        for file, text in texts.items():
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        os.chdir(folder)
        sys.path.insert(0, str(folder))
        sys.argv = [PROGRAM]
        random.seed(seed)
        torch.manual_seed(seed)
        np.random.seed(seed)
        error = _execute(folder, texts[PROGRAM], observed)
    if error is not None:
        observed.errors.append(error)
    return error


@contextlib.contextmanager
def _process_as_new(folder: Path) -> Iterator[None]:
    modules, path, where = set(sys.modules), list(sys.path), os.getcwd()
    dtype = torch.get_default_dtype()
    grad = torch.is_grad_enabled()
    silent = io.StringIO()
    with contextlib.redirect_stdout(silent), contextlib.redirect_stderr(silent):
        try:
            yield
        finally:
            sys.path[:] = path
            os.chdir(where)
            for name in set(sys.modules) - modules:
                _forget(name, folder)
            torch.set_default_dtype(dtype)
            torch.set_grad_enabled(grad)


def _forget(name: str, folder: Path) -> None:
    """Drops a module that a block brought along, but not one of an installed package."""
    file = getattr(sys.modules[name], "__file__", None) or ""
    if Path(file).is_relative_to(folder):
        del sys.modules[name]


def _execute(folder: Path, text: str, observed: Observed) -> list[Any] | None:
    def reveal(render: Any) -> Any:
        def record(value: Any) -> Any:
            frame = sys._getframe(1)
            place = _place(folder, frame.f_code.co_filename)
            if place is not None:
                observed.revealed.append([place, frame.f_lineno, render(value)])
            return value

        return record

    names = {"reveal_shape": reveal(shape_text), "reveal_value": reveal(repr)}
    vars(builtins).update(names)
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(TIME_LIMIT)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            code = compile(text, str(folder / PROGRAM), "exec")
            exec(code, {"__name__": "__main__", "__file__": str(folder / PROGRAM)})
    except SystemExit as error:
        if error.code not in (None, 0):
            return _error(folder, error)
    except BaseException as error:
        return _error(folder, error)
    finally:
        signal.alarm(0)
        for name in names:
            vars(builtins).pop(name, None)
    return None


def _too_long(*_: Any) -> None:
    raise TimeoutError(f"the block runs for more than {TIME_LIMIT} s")


def shape_text(value: Any) -> str:
    """Returns what ``reveal_shape`` says about a real value."""
    if isinstance(value, (torch.Tensor, np.ndarray)):
        return repr(tuple(value.shape))
    if isinstance(value, list):
        return f"[{', '.join(map(shape_text, value))}]"
    if isinstance(value, tuple):
        return f"({', '.join(map(shape_text, value))}{',' * (len(value) == 1)})"
    return repr(value) if isinstance(value, int) else "?"


def _error(folder: Path, error: BaseException) -> list[Any]:
    sentence = f"{type(error).__name__}: {error}".strip().split("\n")[0]
    if isinstance(error, SyntaxError) and error.filename:
        return [_place(folder, error.filename) or PROGRAM, error.lineno, sentence]
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        place = _place(folder, frame.filename)
        if place is not None:
            return [place, frame.lineno, sentence]
    return [PROGRAM, 0, sentence]


def _place(folder: Path, file: str) -> str | None:
    path = Path(file)
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else None


def without_statement(text: str, line: int) -> str:
    """Returns the program with the innermost statement on ``line`` turned into ``pass``.

    No line moves, and what stands beside the statement on its lines is kept.
    """
    around = [
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.stmt)
        and node.lineno <= line <= (node.end_lineno or line)
        and not hasattr(node, "body")
    ]
    statement = max(around, key=lambda node: (node.lineno, node.col_offset))
    lines = text.split("\n")
    assert statement.end_lineno is not None
    assert statement.end_col_offset is not None
    first, last = statement.lineno - 1, statement.end_lineno - 1
    head = lines[first].encode()[: statement.col_offset].decode()
    tail = lines[last].encode()[statement.end_col_offset :].decode()
    gap = [""] * (last - first)
    return "\n".join([*lines[:first], f"{head}pass{tail}", *gap, *lines[last + 1 :]])
