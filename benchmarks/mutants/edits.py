"""An edit of a program: a piece of one file is replaced. Proposing, naming, applying."""

from __future__ import annotations

import ast
import hashlib
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.mutants.source import Source

#: What a kind yields: the node that is replaced, and the new text.
Change = tuple[ast.AST, str]
Kind = Callable[[Source], Iterator[Change]]

#: By name, all kinds of edits.
KINDS: dict[str, Kind] = {}


def kind(name: str) -> Callable[[Kind], Kind]:
    """Registers a function that proposes all edits of one kind in a file."""

    def register(function: Kind) -> Kind:
        assert name not in KINDS, name
        KINDS[name] = function
        return function

    return register


@dataclass(frozen=True, slots=True)
class Edit:
    """The bytes from `start` to `end` of a file become `new`."""

    kind: str
    file: str
    line: int
    start: int
    end: int
    old: str
    new: str

    @property
    def hash(self) -> str:
        """Names the edit without showing what stands in the file."""
        text = "\0".join((self.kind, self.file, str(self.start), self.old, self.new))
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def apply(self, root: Path) -> None:
        path = root / self.file
        data = path.read_bytes()
        assert data[self.start : self.end].decode() == self.old
        path.write_bytes(data[: self.start] + self.new.encode() + data[self.end :])


def proposed(sources: Iterable[Source], *, tried: bool = True) -> dict[str, list[Edit]]:
    """All edits of all kinds that leave the files valid Python, by kind, each text change once.

    Unless they are `tried` a few may be no Python: to parse every text takes far longer than to name them.
    """
    found: dict[str, list[Edit]] = defaultdict(list)
    for source in sources:
        seen: set[tuple[int, int, str]] = set()
        for name, propose in KINDS.items():
            for node, new in propose(source):
                start, end = source.span(node)
                old = source.text(node)
                if old == new or (start, end, new) in seen:
                    continue
                seen.add((start, end, new))
                edit = Edit(name, source.file, source.line_of(start), start, end, old, new)
                if not tried or _is_python(source, edit):
                    found[name].append(edit)
    return found


def _is_python(source: Source, edit: Edit) -> bool:
    text = source.data[: edit.start] + edit.new.encode() + source.data[edit.end :]
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


def sample(proposals: dict[str, list[Edit]], count: int, seed: str) -> list[Edit]:
    """At most `count` edits, as evenly over the kinds as there are edits of them."""
    chance = random.Random(seed)
    piles = [chance.sample(edits, len(edits)) for _, edits in sorted(proposals.items())]
    chance.shuffle(piles)
    chosen: list[Edit] = []
    while len(chosen) < count and any(piles):
        for pile in piles:
            if pile and len(chosen) < count:
                chosen.append(pile.pop())
    return sorted(chosen, key=lambda edit: (edit.file, edit.start, edit.kind, edit.new))
