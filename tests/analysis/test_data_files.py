"""Settings that stand in a file: read where the user allows it, unknown otherwise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pytea.analysis.check import check
from pytea.config import Entry, Options

NET = "\nfrom torch import nn\nimport torch\nnn.Linear(width, 4)(torch.zeros(2, 28))\n"
READERS = {
    "settings.json": "import json\nwidth = json.load(open('settings.json'))['width']",
    "settings.yaml": (
        "import yaml\nwith open('settings.yaml') as file:\n"
        "    width = yaml.safe_load(file)['width']"
    ),
    "settings.toml": (
        "import tomllib\nwith open('settings.toml', 'rb') as file:\n"
        "    width = tomllib.load(file)['width']"
    ),
    "settings.csv": (
        "import csv\nrows = list(csv.DictReader(open('settings.csv')))\n"
        "width = int(rows[0]['width'])"
    ),
    "settings.cfg": (
        "lines = open('settings.cfg').read().splitlines()\n"
        "width = int([line.split('=')[1] for line in lines if '=' in line][0])"
    ),
    "inner/settings.json": (
        "import json\nfrom pathlib import Path\n"
        "width = json.loads((Path('inner') / 'settings.json').read_text())['width']"
    ),
}
TEXTS = {
    ".json": '{"width": %d}', ".yaml": "width: %d\nsince: 2024-01-01\n", ".toml": "width = %d",
    ".csv": "name,width\nfirst,%d\n", ".cfg": "[net]\nwidth=%d\n",
}  # fmt: skip


def found(script: Path, options: Options) -> list[str]:
    return [d.code for d in check([script], lambda folder: options).diagnostics]


@pytest.mark.parametrize("name", READERS)
def test_a_file_of_settings(tmp_path: Path, name: str) -> None:
    script = tmp_path / "train.py"
    script.write_text(READERS[name] + NET)
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    options = Options(read_config=True, cache_dir=tmp_path / "cache")
    file.write_text(TEXTS[file.suffix] % 27)
    assert found(script, options) == ["shape-mismatch"]
    assert found(script, replace(options, read_config=False)) == []
    file.write_text(TEXTS[file.suffix] % 28)
    assert found(script, options) == [], "what was found before does not hold any more"
    file.unlink()
    assert found(script, options) == []


def test_relative_names_belong_to_the_folder_that_the_entry_is_started_in(tmp_path: Path) -> None:
    for folder, width in ((".", 28), ("runs", 27)):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / "settings.yaml").write_text(f"width: {width}\n")
    script = tmp_path / "train.py"
    script.write_text(READERS["settings.yaml"] + NET)
    options = Options(read_config=True, use_cache=False, project=tmp_path)
    assert found(script, options) == []
    started = Entry(script, directory=tmp_path / "runs")
    assert found(script, replace(options, entries=(started,))) == ["shape-mismatch"]


def test_what_is_not_read(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    script = project / "train.py"
    options = Options(read_config=True, use_cache=False)
    large = '{"width": 27, "more": "%s"}' % ("x" * 70_000)
    for name, text in (("../outside.json", '{"width": 27}'), ("large.json", large),
                       ("data.bin", '{"width": 27}')):  # fmt: skip
        (project / name).write_text(text)
        script.write_text(f"import json\nwidth = json.load(open({name!r}))['width']" + NET)
        assert found(script, options) == []


def test_a_broken_file_raises_as_in_python(tmp_path: Path) -> None:
    (tmp_path / "settings.yaml").write_text("width: [1\n")
    script = tmp_path / "train.py"
    script.write_text(
        "import yaml\ntry:\n    width = yaml.safe_load(open('settings.yaml'))['width']\n"
        "except yaml.YAMLError:\n    width = 29" + NET
    )
    assert found(script, Options(read_config=True, use_cache=False)) == ["shape-mismatch"]
