"""What the machine does not know: inputs from the command line, the clock, files, chance.

The ``Unknown`` of the tests raises when a stub branches on it or iterates over it, so these
programs also show that stubs do neither.
"""

from __future__ import annotations

import pytest

from tests.stdlib.fake_intrinsics import Stubs, Symbol, Unknown


def run(source: str, *arguments: str, choices: dict[str, bool] | None = None) -> dict[str, object]:
    """Runs a program against the stubs and returns its variables."""
    stubs = Stubs(list(arguments), choices=choices)
    seen: dict[str, object] = {}
    stubs.builtins["keep"] = lambda **values: seen.update(values)
    stubs.run(source, lambda *values, **options: None)
    return seen


PARSER = """
import argparse
p = argparse.ArgumentParser()
p.add_argument("data")
p.add_argument("--epochs", type=int, required=True)
p.add_argument("--depth", type=int, required=True, choices=[18, 34])
p.add_argument("--lr", type=float, required=True)
p.add_argument("--size", type=int, nargs=2, required=True)
p.add_argument("--names", nargs="+", required=True)
p.add_argument("--mode", type=str.upper, required=True)
p.add_argument("--width", type=int, default=64)
a = p.parse_args()
keep(**vars(a))
"""


def test_missing_arguments_become_inputs() -> None:
    seen = run(PARSER)
    assert repr(seen["data"]) == "<unknown str>"
    epochs, depth = seen["epochs"], seen["depth"]
    assert isinstance(epochs, Symbol) and (epochs.name, epochs.low) == ("epochs", 0)
    assert isinstance(depth, Symbol) and (depth.low, depth.high) == (18, 34)
    assert repr(seen["lr"]) == "<unknown float>"
    size = seen["size"]
    assert isinstance(size, list) and [item.name for item in size] == ["size[0]", "size[1]"]
    assert repr(seen["names"]) == "<unknown list>"
    assert isinstance(seen["mode"], Unknown)
    assert seen["width"] == 64


def test_given_arguments_are_values() -> None:
    seen = run(PARSER, "d", "--epochs", "3", "--width", "32")
    assert (seen["data"], seen["epochs"], seen["width"]) == ("d", 3, 32)
    assert isinstance(seen["depth"], Symbol)


def test_wrong_arguments_leave_with_status_2() -> None:
    with pytest.raises(SystemExit) as caught:
        run(PARSER, "d", "--epochs", "many")
    assert caught.value.code == 2


COMMANDS = """
import argparse
p = argparse.ArgumentParser()
s = p.add_subparsers(dest="command", required=True)
t = s.add_parser("train", aliases=["t"])
t.add_argument("--epochs", type=int, default=2)
t.set_defaults(func=1)
e = s.add_parser("eval")
e.add_argument("path")
e.set_defaults(func=2)
keep(**vars(p.parse_args()))
"""


def test_each_subcommand_is_a_run() -> None:
    seen = run(COMMANDS, choices={"the command is train": True})
    assert seen == {"command": "train", "epochs": 2, "func": 1}
    seen = run(COMMANDS, choices={"the command is train": False})
    assert (seen["command"], seen["func"]) == ("eval", 2)
    assert repr(seen["path"]) == "<unknown str>"


def test_without_a_required_subcommand_there_is_the_run_without_one() -> None:
    assert run(COMMANDS.replace(", required=True", ""))["command"] is None


def test_a_required_group_is_unknown() -> None:
    seen = run("""
import argparse
p = argparse.ArgumentParser()
g = p.add_mutually_exclusive_group(required=True)
g.add_argument("--cpu", action="store_true")
g.add_argument("--gpu", type=int)
keep(**vars(p.parse_args()))
""")
    assert repr(seen["cpu"]) == "<unknown bool>"
    assert isinstance(seen["gpu"], Symbol)


def test_a_path_argument_is_a_path() -> None:
    seen = run("""
import argparse
from pathlib import Path
p = argparse.ArgumentParser()
p.add_argument("out", type=Path)
a = p.parse_args()
q = a.out / "x" / "y.pt"
keep(out=a.out, name=q.name, text=str(q.suffix) if False else q.suffix, parent=q.parent, parts=q.parts)
""")
    assert type(seen["out"]).__name__ == type(seen["parent"]).__name__ == "Path"
    assert repr(seen["name"]) == "<unknown str>"


def test_arguments_that_are_not_known() -> None:
    seen = run("""
import argparse, _pytea
p = argparse.ArgumentParser()
p.add_argument("--n", type=int, default=1)
p.add_argument("--v", action="store_true")
keep(**vars(p.parse_args(_pytea.unknown("x", "list"))))
""")
    assert isinstance(seen["n"], Symbol)
    assert repr(seen["v"]) == "<unknown bool>"


UNKNOWNS = {
    "os.environ['HOME']": "str",
    "os.getcwd()": "str",
    "os.listdir('.')": "list",
    "os.path.join(os.getcwd(), 'a', 'b')": "str",
    "os.path.basename(os.getcwd())": "str",
    "os.path.splitext(os.getcwd())[0]": "str",
    "os.path.dirname(os.path.abspath(os.getcwd()))": "str",
    "os.path.expanduser('~/x')": "str",
    "os.path.getsize('x')": "int",
    "time.time()": "float",
    "time.strftime('%Y')": "str",
    "random.random()": "float",
    "random.uniform(0, 1)": "float",
    "random.gauss(0, 1)": "float",
    "random.choice(os.listdir('.'))": "",
    "random.sample(os.listdir('.'), 3)": "list",
    "json.load(open_unknown)": "",
    "json.loads(unknown_text)": "",
    "json.dumps({'t': time.time()})": "str",
    "re.match('a', unknown_text)": "",
    "re.findall('a', unknown_text)": "list",
    "re.sub('a', 'b', unknown_text)": "str",
    "datetime.datetime.now()": "",
    "datetime.datetime.now().strftime('%Y')": "",
    "pathlib.Path(unknown_text).name": "str",
    "str_of(pathlib.Path('a') / unknown_text)": "str",
    "pathlib.Path('a').read_text()": "str",
    "pathlib.Path('a').glob('*')": "list",
    "glob.glob('*.py')": "list",
    "pickle.load(open_unknown)": "",
    "subprocess.check_output(['ls'])": "bytes",
    "subprocess.run(['ls'], capture_output=True, text=True).stdout": "str",
    "hashlib.md5(unknown_bytes).hexdigest()": "str",
    "tempfile.mkdtemp()": "str",
    "socket.gethostname()": "str",
    "platform.node()": "str",
    "uuid.uuid4()._text": "str",
    "traceback.format_exc()": "str",
    "csv.reader(unknown_list)._rows if False else unknown_list": "list",
    "inspect.signature(unknown_text)": "",
    "Color(unknown_text)": "",
    "fixed(unknown_text)": "",
    "configparser_of_file.get('a', 'b')": "str",
    "tomllib.load(open_unknown)": "dict",
    "dataclasses.asdict(unknown_text)": "dict",
}


@pytest.mark.parametrize("expression", UNKNOWNS)
def test_is_unknown_of_a_kind(expression: str) -> None:
    seen = run(f"""
import os, time, random, json, re, datetime, pathlib, glob, pickle, subprocess, hashlib, tempfile
import socket, platform, uuid, traceback, csv, inspect, enum, functools, configparser, tomllib
import dataclasses, _pytea
class Color(enum.Enum):
    RED = 1
@functools.lru_cache
def fixed(x):
    return x.y
str_of = lambda path: path._text
configparser_of_file = configparser.ConfigParser()
configparser_of_file.read("x.ini")
open_unknown = _pytea.unknown("a file")
unknown_text = _pytea.unknown("text", "")
unknown_bytes = _pytea.unknown("data", "bytes")
unknown_list = _pytea.unknown("lines", "list")
keep(value={expression})
""")
    value = seen["value"]
    assert isinstance(value, Unknown)
    assert value.kind == UNKNOWNS[expression]


def test_real_choices_are_asked_for() -> None:
    stubs = Stubs()
    stubs.run(
        "import os, pathlib, sys, importlib.util\n"
        "os.path.exists('x'); os.path.isdir('y'); pathlib.Path('z').is_file()\n"
        "'RANK' in os.environ; importlib.util.find_spec('apex')\n",
        print,
    )
    assert stubs.choices == [
        "a file exists", "a path is a folder", "a path is a file",
        "environment variable RANK is set", "module apex is installed",
    ]  # fmt: skip


def test_the_command_line_is_in_sys_argv() -> None:
    seen = run("import sys\nkeep(argv=sys.argv, path=sys.path)", "--a", "1")
    assert seen == {"argv": ["/proj/train.py", "--a", "1"], "path": ["/proj"]}


def test_random_numbers_take_their_range() -> None:
    drawn: list[tuple[int, int]] = []
    stubs = Stubs()
    intrinsics = vars(stubs.modules["_pytea"])
    intrinsics["any_int"] = lambda name, low, high: drawn.append((low, high)) or low
    stubs.run(
        "import random\n"
        "random.randint(3, 9); random.randrange(5); random.randrange(0, 10, 3)\n"
        "random.choice('abc'); random.getrandbits(4)\n",
        print,
    )
    assert drawn == [(3, 9), (0, 4), (0, 3), (0, 2), (0, 15)]


def test_a_dataclass_takes_unknown_keyword_arguments() -> None:
    stubs = Stubs()
    stubs.run("import dataclasses", print)
    bind = stubs.load("_arguments").bind
    bound = bind("C.__init__", 1, ["a", "b"], ["c"], {"b"}, (1,), Unknown("a file", "dict"))
    assert bound["a"] == 1
    assert isinstance(bound["b"], Unknown) and isinstance(bound["c"], Unknown)
