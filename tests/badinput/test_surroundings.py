"""Options, configuration, stubs and cache that are not as they should be."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from tests.command import pytea, without_rights

OTHER = "other.py:5:12 error[shape-mismatch]"


def test_an_unknown_option(project: Path) -> None:
    done = pytea(project, "check", "other.py", "--no-cahce")
    assert (done.status, done.out) == (2, "")
    assert done.err == (
        "pytea: unrecognized arguments: --no-cahce, did you mean --no-cache? (see pytea --help)\n"
    )


def test_an_unknown_key_of_the_configuration(project: Path) -> None:
    (project / "sub").mkdir()
    (project / "sub" / "pytea.toml").write_text("ignroe = []\n")
    shutil.copy(project / "other.py", project / "sub" / "train.py")
    done = pytea(project, "check", "sub/train.py", "other.py")
    assert done.status == 2
    assert OTHER in done.out
    file = project / "sub" / "pytea.toml"
    assert done.err == f"pytea: {file}:1: unknown key 'ignroe', did you mean 'ignore'?\n"


def test_an_environment_that_is_none(project: Path) -> None:
    done = pytea(project, "check", "other.py", "--python", "nowhere")
    assert done.status == 2
    assert done.err == "pytea: nowhere does not exist, but is given as the Python environment\n"


def test_a_folder_of_stubs_that_is_not_there(project: Path) -> None:
    done = pytea(project, "check", "other.py", "--stub-path", "nowhere")
    assert done.status == 2
    assert done.err == "pytea: stub folder nowhere does not exist or is not a folder\n"


def test_a_broken_stub_of_the_user(project: Path) -> None:
    (project / "typings").mkdir()
    (project / "typings" / "blocks.py").write_text("def twice(x:\n")
    (project / "train.py").write_text("import blocks\n\nblocks.twice(1)\n")
    done = pytea(project, "check", "train.py", "other.py", "--stub-path", "typings")
    assert done.status in (0, 1)
    assert OTHER in done.out
    assert "typings/blocks.py:1" in done.out + done.err


def test_a_stub_of_the_user_is_used_and_not_run(project: Path) -> None:
    (project / "typings").mkdir()
    stub = "import torch\nopen('stub-ran', 'w')\n\ndef twice(x):\n    return torch.cat([x, x])\n"
    (project / "typings" / "blocks.py").write_text(stub)
    text = "import torch\nimport blocks\n\nreveal_shape(blocks.twice(torch.zeros(2, 3)))\n"
    (project / "train.py").write_text(text)
    done = pytea(project, "check", "train.py", "--stub-path", "typings")
    assert "info[revealed-shape] (4, 3)" in done.out
    assert not (project / "stub-ran").exists()


def checked(project: Path, cache: Path, prefix: Sequence[str] = ()) -> tuple[int, str, str]:
    done = pytea(project, "check", "other.py", "--cache-dir", cache, prefix=prefix)
    return done.status, done.out, done.err


def test_a_cache_that_is_no_folder(project: Path) -> None:
    cache = project / "cache"
    cache.write_text("")
    status, out, err = checked(project, cache)
    assert (status, err) == (1, "")
    assert OTHER in out
    assert f"cannot write the cache in {cache}: " in out


def test_no_permission_to_write_the_cache(project: Path) -> None:
    cache = project / "cache"
    cache.mkdir()
    cache.chmod(0o500)
    status, out, err = checked(project, cache, without_rights())
    cache.chmod(0o700)
    assert (status, err) == (1, "")
    assert OTHER in out
    assert f"cannot write the cache in {cache}: Permission denied" in out
    assert not list(cache.iterdir())


def test_an_unreadable_cache(project: Path) -> None:
    cache = project / "cache"
    checked(project, cache)
    files = [file for file in cache.rglob("*") if file.is_file()]
    assert {file.suffix for file in files} == {".ir", ".result"}
    for file in files:
        file.write_bytes(b"garbage" * 9)
    status, out, _ = checked(project, cache)
    assert status == 1
    assert OTHER in out
    assert "a damaged file in the cache was ignored" in out
    status, out, _ = checked(project, cache)
    assert "a damaged file" not in out, "it was written anew"


def test_a_cache_without_permission_to_read(project: Path) -> None:
    cache = project / "cache"
    checked(project, cache)
    for file in [*cache.rglob("*.ir"), *cache.rglob("*.result")]:
        file.chmod(0)
    status, out, _ = checked(project, cache, without_rights())
    assert status == 1
    assert OTHER in out
    assert f"cannot read the cache in {cache}: Permission denied" in out


def test_a_broken_configuration_does_not_hide_the_json(project: Path) -> None:
    (project / "pytea.toml").write_text("select = 3\n")
    done = pytea(project, "check", "other.py", "--format", "json")
    assert done.status == 2
    assert json.loads(done.out)["files"][0]["status"] == "invalid"
