"""The configuration file: where it is looked for, what it may say, how a mistake is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytea.config import Entry, Options, configuration_file, read_options
from pytea.config.budget_names import BUDGETS
from pytea.errors import UsageError
from pytea.state import budgets

KEYS = (
    "budgets, device, entries, exclude, extend-select, format, ignore, include, inputs, "
    "per-file-ignores, python, read-config, select, show-unknown, strict, stub-path"
)


def test_every_key(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        """
        [tool.pytea]
        budgets = {steps = 5_000, forks = 7}
        device = "cuda"
        entries = [{script = "train.py", arguments = ["--epochs", "1"]}, {script = "eval.py", directory = "runs"}]
        exclude = ["build/*"]
        format = "github"
        include = ["*.py", "*.ipynb"]
        inputs = {"args.size" = 224, width = [1, 8]}
        ignore = ["last-batch"]
        per-file-ignores = {"tests/*" = ["bad-call"]}
        python = ".venv/bin/python"
        read-config = true
        select = ["shape-mismatch"]
        show-unknown = true
        strict = true
        stub-path = ["typings", "/opt/stubs"]
        """
    )
    assert read_options(tmp_path) == Options(
        budgets=(("forks", 7), ("steps", 5000)),
        device="cuda",
        entries=(
            Entry(tmp_path / "train.py", ("--epochs", "1")),
            Entry(tmp_path / "eval.py", directory=tmp_path / "runs"),
        ),
        exclude=("build/*",),
        format="github",
        include=("*.py", "*.ipynb"),
        inputs=(("args.size", (224, 224)), ("width", (1, 8))),
        ignore=("last-batch",),
        per_file_ignores=(("tests/*", ("bad-call",)),),
        python=tmp_path / ".venv/bin/python",
        read_config=True,
        select=("shape-mismatch",),
        show_unknown=True,
        strict=True,
        stub_path=(tmp_path / "typings", Path("/opt/stubs")),
        project=tmp_path,
    )


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert configuration_file(tmp_path) is None
    assert read_options(tmp_path) == Options()


def test_the_nearest_file_upwards_counts(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "pytea.toml").write_text('select = ["bad-call"]\n')
    assert read_options(inner).select == ("bad-call",)
    (tmp_path / "a" / "pyproject.toml").write_text('[project]\nname = "x"\n')
    assert read_options(inner).select == ("bad-call",), "it says nothing about pytea"
    (tmp_path / "a" / "pyproject.toml").write_text('[tool.pytea]\nselect = ["bad-reshape"]\n')
    assert read_options(inner).select == ("bad-reshape",)
    (tmp_path / "a" / "pytea.toml").write_text('select = ["last-batch"]\n')
    assert read_options(inner).select == ("last-batch",)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('slect = ["a"]', "unknown key 'slect', did you mean 'select'?"),
        ("show_unknown = true", "unknown key 'show_unknown', did you mean 'show-unknown'?"),
        ("x = 1", f"unknown key 'x'; known keys: {KEYS}"),
        ('ignore = ["bad-reshap"]', "'ignore': unknown rule 'bad-reshap', did you mean 'bad-reshape'?"),
        ('per-file-ignores = {"a" = ["x"]}',
         "'per-file-ignores.a': unknown rule 'x'; 'pytea rules' lists them"),
        ('format = "xml"', ("'format' must be 'text' or 'concise' or 'json' or 'sarif' or 'github' "
         "or 'gitlab' or 'junit', but is 'xml'")),
        ("inputs = {x = [2, 1]}", "'inputs.x' must be a range [least, greatest] of two numbers"),
        ('inputs = {x = "1"}', "'inputs.x' must be a number or a range of two numbers, but is a string"),
        ('select = "a"', "'select' must be a list of strings, but is a string"),
        ("ignore = [1]", "'ignore[0]' must be a string, but is an integer"),
        ('show-unknown = "yes"', "'show-unknown' must be true or false, but is a string"),
        ("python = 3.11", "'python' must be a string, but is a number"),
        ('device = "tpu"', "'device' must be 'cpu' or 'cuda', but is 'tpu'"),
        ("entries = {}", "'entries' must be a list of tables, but is a table"),
        ("entries = [1]", "'entries[0]' must be a table with a script, but is an integer"),
        ("entries = [{}]", "'entries[0]' has no script"),
        ('entries = [{scrpt = "a"}]', "unknown key 'entries[0].scrpt', did you mean 'script'?"),
        ("budgets = 3", "'budgets' must be a table of bounds, but is an integer"),
        ("budgets = {step = 3}", "unknown key 'budgets.step', did you mean 'steps'?"),
        ("budgets = {steps = 1.5}", "'budgets.steps' must be an integer, but is a number"),
        ("budgets = {forks = true}", "'budgets.forks' must be an integer, but is a boolean"),
        ("budgets = {forks = 0}", "'budgets.forks' must be from 1 to 1000000000000, but is 0"),
        ('include = "*.py"', "'include' must be a list of strings, but is a string"),
        ("include = [3]", "'include[0]' must be a string, but is an integer"),
        ("cache-dir = '/'", f"unknown key 'cache-dir'; known keys: {KEYS}"),
    ],
)  # fmt: skip
def test_a_mistake_names_file_key_and_remedy(tmp_path: Path, text: str, sentence: str) -> None:
    file = tmp_path / "pytea.toml"
    file.write_text(f"# what is checked\n{text}")
    with pytest.raises(UsageError) as raised:
        read_options(tmp_path)
    assert str(raised.value) == f"{file}:2: {sentence}"


def test_the_place_of_a_budget_is_its_line(tmp_path: Path) -> None:
    (tmp_path / "pytea.toml").write_text("[budgets]\nforks = 3\nsteps = -5\n")
    with pytest.raises(UsageError, match=r"pytea\.toml:3: 'budgets\.steps' must be from 1"):
        read_options(tmp_path)


def test_a_table_for_the_other_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "pytea.toml").write_text("[tool.pytea]\nstrict = true\n")
    with pytest.raises(UsageError, match=r"in pytea\.toml the keys stand without \[tool\.pytea\]"):
        read_options(tmp_path)


def test_the_place_of_a_quoted_key_is_its_line(tmp_path: Path) -> None:
    file = tmp_path / "pytea.toml"
    file.write_text('[per-file-ignores]\n"old/*.py" = []\n"train.py" = ["shape-mismach"]\n')
    with pytest.raises(UsageError) as raised:
        read_options(tmp_path)
    assert str(raised.value).startswith(f"{file}:3: 'per-file-ignores.train.py': unknown rule")


def test_a_broken_file_is_told_where_it_concerns_pytea(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text("[tool.other\n")
    assert read_options(tmp_path) == Options()
    file.write_text("[tool.pytea\n")
    with pytest.raises(UsageError, match="not valid TOML"):
        read_options(tmp_path)


def test_the_table_must_be_a_table(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool]\npytea = 3\n")
    with pytest.raises(UsageError, match=r"tool\.pytea must be a table, but is an integer"):
        read_options(tmp_path)


def test_codes_are_selected_and_ignored() -> None:
    assert Options().reports("a")
    assert not Options(ignore=("a",)).reports("a")
    assert not Options(select=("b",)).reports("a")
    assert not Options(select=("a",), ignore=("a",)).reports("a")


def test_codes_are_ignored_in_some_files(tmp_path: Path) -> None:
    options = Options(per_file_ignores=(("tests/*.py", ("a",)),), project=tmp_path)
    assert not options.reports("a", str(tmp_path / "tests" / "x.py"))
    assert options.reports("b", str(tmp_path / "tests" / "x.py"))
    assert options.reports("a", str(tmp_path / "x.py"))
    by_name = Options(per_file_ignores=(("x.py", ("a",)),))
    assert not by_name.reports("a", str(tmp_path / "deep" / "x.py"))


def test_every_budget_of_the_configuration_is_one_of_the_machine() -> None:
    for name in BUDGETS:
        assert isinstance(getattr(budgets, name.upper().replace("-", "_")), int)


def test_budgets_hold_until_others_are_chosen() -> None:
    usual = budgets.STEPS
    budgets.use_budgets([("steps", 5)])
    assert budgets.STEPS == 5
    budgets.use_budgets([("forks", 5)])
    assert (usual, 5) == (budgets.STEPS, budgets.FORKS)
    budgets.use_budgets([])


def test_a_folder_takes_what_is_included_and_not_excluded() -> None:
    options = Options(include=("*.py", "books/*.ipynb", "src"), exclude=("old",))
    assert options.takes("train.py")
    assert options.takes("books/a.ipynb")
    assert not options.takes("a.ipynb")
    assert not options.takes("src/a.ipynb"), "a folder stands for the Python files in it"
    assert not options.takes("old/train.py")
    assert Options(include=("src",)).takes("src/deep/net.py")
    assert not Options(include=("src",)).takes("train.py")
