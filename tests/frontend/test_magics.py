"""What IPython alone understands: lines and columns stay, names that a magic may make are unknown."""

from __future__ import annotations

import ast

import pytest

from pytea.analysis.entry import analyze_entry
from pytea.config import Options
from pytea.frontend.magics import plain_cell
from pytea.span import SourceFile

STAR = "from _ipython_magic import *"


@pytest.mark.parametrize(
    ("cell", "plain"),
    [
        ("x = 1", "x = 1"),
        ("%matplotlib inline", "pass"),
        ("%time y = f(x)", "if 1: y = f(x)"),
        ("%timeit f(x)", "pass"),
        ("%run setup.py", STAR),
        ("%pylab", STAR),
        ("if x:\n    %run a.py", "if x:\n    pass"),
        ("!ls", "pass"),
        ("!pip install a \\\n  b\nx = 1", "pass\n\nx = 1"),
        ("files = !ls", "files = get_ipython()"),
        ("x?\ny??\n?z\nx.y?  # what", "pass\npass\npass\npass"),
        ("pip install torch\nimport torch", "pass\nimport torch"),
        ("ls = 3\n!ls", "ls = 3\npass"),
        ("y = (a\n%b)\n!ls", "y = (a\n%b)\npass"),
        ('t = """\n%time\n!ls\n"""\n!ls', 't = """\n%time\n!ls\n"""\npass'),
        ("t = 'it''s (' # ( '\n!ls", "t = 'it''s (' # ( '\npass"),
        ("x = 1 + \\\n  2\n!ls", "x = 1 + \\\n  2\npass"),
        ("%%bash\nls -l", "\n"),
        ("\n%%writefile a.py\nx = 1", "\n\n"),
        ("%%time\nx = 1\n!ls", "\nx = 1\npass"),
        ("%%capture out\nx = 1", "\nx = 1"),
        ("%%mine\nx y z", f"{STAR}\n"),
        ("%%html\n<b>", "\n"),
        ("%%", ""),
        ("", ""),
    ],
)
def test_a_cell_as_python(cell: str, plain: str) -> None:
    lines = plain_cell(cell.split("\n"))
    assert "\n".join(lines) == plain
    ast.parse("\n".join(lines))


def test_names_of_notebooks_and_of_magics_are_no_errors(tmp_path) -> None:
    rows = plain_cell("%run setup.py\nnet(3)\ndisplay(net)\nget_ipython().magic('x')".split("\n"))
    file = SourceFile(tmp_path / "a.ipynb", "a.ipynb", "\n".join(rows) + "\n")
    options = Options(use_cache=False)
    assert analyze_entry(file.path, options, source=file).diagnostics == ()
    awaited = SourceFile(file.path, "a.ipynb", "async def f(): return 1\n\nawait f()\n")
    assert analyze_entry(file.path, options, source=awaited).diagnostics == ()
