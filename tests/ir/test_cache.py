"""The cache returns what was stored, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pytea.config.store import FOLDER_LIMIT, default_folder
from pytea.frontend import SourceError, decode, lower_source
from pytea.frontend.loading import lower_all, lowered
from pytea.ir.cache import Cache, cache_key
from pytea.ir.code import Module
from pytea.ir.encoding import decode_module, encode_module
from pytea.ir.printer import format_module
from tests.frontend.test_execution import programs

TEXT = """
"doc"
def f(a, *b, c=1.5, **d) -> "int":
    x = [None, True, 2**70, -0.0, 1e400, 3j, b"\\xff", "\\ud800", ..., 123456789012345678901234567890]
    class K(B, metaclass=M):
        def g(self): return super().g(), x
    return lambda: (i for i in x)
"""


def module_of(text: str) -> Module:
    return lower_source(decode(text.encode(), Path("a.py")), "a")


@pytest.mark.parametrize("text", [TEXT, *[p.values[0] for p in programs()]])
def test_round_trip(text: str) -> None:
    module = module_of(text)
    again = decode_module(encode_module(module))
    assert format_module(again) == format_module(module)
    assert again == module


def test_nested_codes_are_read_when_needed() -> None:
    again = decode_module(encode_module(module_of(TEXT)))
    assert again.code.registers
    with pytest.raises(AttributeError):
        object.__getattribute__(again.code, "instructions")
    assert again.code.instructions is again.code.instructions
    with pytest.raises(AttributeError):
        _ = again.code.no_such_field  # type: ignore[attr-defined]


def test_load_and_store(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "new" / "folder")
    key = cache_key(TEXT, "test")
    assert cache.load(key) is None
    module = module_of(TEXT)
    cache.store(key, module)
    assert cache.load(key) == module
    assert cache.load(cache_key(TEXT, "other")) is None
    assert cache.load(cache_key(TEXT + " ", "test")) is None
    assert cache.warnings == []
    assert [p.suffix for p in tmp_path.rglob("*") if p.is_file()] == [".ir"]


def test_what_was_shipped_is_read_and_never_written(tmp_path: Path) -> None:
    stubs = tmp_path / "stubs"
    (stubs / "_ops").mkdir(parents=True)
    (stubs / "_ops" / "native.py").write_text("")
    (stubs / "known.py").write_text(TEXT)
    assert lower_all(stubs, tmp_path / "shipped") == 1
    before = sorted(tmp_path.rglob("*.ir"))
    cache = Cache(tmp_path / "own", tmp_path / "shipped")
    assert lowered(stubs / "known.py", "a", cache) == module_of(TEXT)
    assert sorted(tmp_path.rglob("*.ir")) == before
    (stubs / "known.py").write_text(TEXT + "\n")
    lowered(stubs / "known.py", "a", cache)
    (new,) = set(tmp_path.rglob("*.ir")) - set(before)
    assert new.is_relative_to(tmp_path / "own")


@pytest.mark.parametrize("damage", ["empty", "truncated", "flipped", "longer", "directory"])
def test_damaged_files_are_misses_and_reported_once(tmp_path: Path, damage: str) -> None:
    cache = Cache(tmp_path)
    key = cache_key(TEXT, "test")
    cache.store(key, module_of(TEXT))
    path = next(tmp_path.rglob("*.ir"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    good = path.read_bytes()
    if damage == "directory":
        path.unlink()
        path.mkdir()
    else:
        kinds = {
            "empty": b"",
            "truncated": good[:-7],
            "flipped": bytes(data),
            "longer": good + b"\0",
        }
        path.write_bytes(kinds[damage])
    assert cache.load(key) is None
    assert cache.load(key) is None
    assert len(cache.warnings) == 1


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    cache = Cache(tmp_path / "file")
    key = cache_key(TEXT, "test")
    cache.store(key, module_of(TEXT))
    cache.store(key, module_of(TEXT))
    assert cache.load(key) is None
    assert cache.warnings and len(cache.warnings) == len(set(cache.warnings)) <= 2


def test_where_the_cache_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PYTEA_CACHE_DIR", str(tmp_path))
    assert default_folder() == tmp_path
    monkeypatch.delenv("PYTEA_CACHE_DIR")
    if os.name == "posix" and os.uname().sysname == "Linux":
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        assert default_folder() == tmp_path / "pytea"
        monkeypatch.setenv("XDG_CACHE_HOME", "relative")
        assert default_folder() == Path.home() / ".cache" / "pytea"


def test_old_files_go_when_a_folder_is_full(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    module = module_of("x = 1")
    for number in range(FOLDER_LIMIT + 1):
        cache.store(f"aa{number:04}", module)
        os.utime(tmp_path / "aa" / f"{number:04}.ir", (number, number))
    cache.store("aa9999", module)
    assert cache.load("aa0000") is None
    assert cache.load("aa9999") == module


def test_lowered_uses_the_cache(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text("x = 1\n")
    cache = Cache(tmp_path / "cache")
    first = lowered(file, "a", cache)
    assert lowered(file, "a", cache) == first
    assert lowered(file, "other", cache).name == "other"
    assert lowered(file, "a", None) == first
    stored = list((tmp_path / "cache").rglob("*.ir"))
    assert len(stored) == 1
    file.write_text("x = = 1\n")
    with pytest.raises(SourceError):
        lowered(file, "a", cache)
    assert lowered(file, "a", cache, recover=True).faults
    assert list((tmp_path / "cache").rglob("*.ir")) == stored
