"""The programs under ``programs/`` print in the machine what they print in CPython.

``DIFFERENT`` lists those that do not yet, with the reason.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pytea.analysis.entry import analyze_entry
from pytea.config import Options
from tests.stdlib.fake_intrinsics import run_real
from tests.stdlib.test_programs import CASES, printed

DIFFERENT: dict[str, str] = {
    "argparse: custom types": "eval() is not followed",
    "argparse: many shapes of positional arguments": "the loop is longer than what is run round by round",
    "collections: OrderedDict equality is by order": "dict operators come before those of a subclass",
    "collections: defaultdict": "dict operators come before those of a subclass",
    "collections: namedtuple": "hash() of a known tuple is unknown",
    "collections: UserDict": "super() below a class with __init_subclass__",
    "collections: abstract classes judge by methods": "callable(range(3)) is True",
    "collections: abstract mixins": "two starred objects with __iter__ in one display",
    "contextlib: an exception replaced by another": "raise ... from ... does not set __cause__",
    "dataclasses: frozen": "hash() of a known tuple is unknown",
    "dataclasses: eq and hash": "hash() of a known tuple is unknown",
    "enum: members": "len() of a class whose metaclass has __len__",
    "enum: aliases": "repr() of a class whose metaclass has __repr__",
    "enum: IntEnum": "% formatting of an int subclass ends the path",
    "enum: inheritance": "repr() of a class whose metaclass has __repr__",
    "enum: copies keep identity": "deepcopy() does not ask nested objects for __deepcopy__",
    "enum: comparison of plain members": "min() of a class whose metaclass has __iter__",
    "json: dumps": "a dict display keeps the last of two equal keys",
    "pathlib: comparing": "hash() of a known text is unknown",
    "random_time_copy_logging: copies": "deepcopy() does not ask nested objects for __deepcopy__",
    "services: asyncio runs coroutines": "coroutines are passed over",
    "sys: streams": "callable() of a bound method is False",
}


@pytest.mark.parametrize(("name", "source"), CASES, ids=[name for name, _ in CASES])
def test_prints_what_cpython_prints(name: str, source: str, tmp_path: Path) -> None:
    script = tmp_path / "program.py"
    script.write_text(source)
    expected = printed(run_real, source, name)
    result = analyze_entry(script, Options(cache_dir=tmp_path / "cache"), printing=True)
    same = result.printed.rstrip("\n") == "\n".join(expected).rstrip("\n")
    if not same and name in DIFFERENT:
        pytest.xfail(DIFFERENT[name])
    assert same, f"{result.printed!r}\n!= {expected!r}"
