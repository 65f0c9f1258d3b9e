"""Every block of every document: pytea reports what it expects, and real torch agrees."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.mdtest.documents import Block, all_blocks
from tests.mdtest.reality import Observed, observe_all
from tests.mdtest.runner import check_block, check_reality

BLOCKS = all_blocks()


@cache
def _observed(document: str) -> dict[str, Observed]:
    """What the blocks of a document do in real torch, by their titles."""
    blocks = [block for block in BLOCKS if block.document == document and not block.no_run]
    return {b.title: o for b, o in zip(blocks, observe_all(blocks), strict=True)}


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.name)
def test_pytea(block: Block, tmp_path: Path) -> None:
    problems = check_block(block, tmp_path.resolve())
    assert not problems, "\n" + "\n".join(problems)


# The blocks of a document are run together: one worker takes them all.
RUN = [
    pytest.param(block, id=block.name, marks=pytest.mark.xdist_group(block.document))
    for block in BLOCKS
    if not block.no_run
]


@pytest.mark.parametrize("block", RUN)
def test_torch(block: Block) -> None:
    problems = check_reality(block, _observed(block.document)[block.title])
    assert not problems, "\n" + "\n".join(problems)
