"""The signatures of a file, as ``pytea shapes`` prints them."""

from __future__ import annotations

import textwrap
from pathlib import Path

from pytea.analysis.library.file import analyze_library
from pytea.config import Options
from pytea.report.signatures import render_signatures

HEAD = "import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n\n\n"


def shown(tmp_path: Path, text: str) -> list[str]:
    """Returns the lines without what is assumed, for a text behind the usual imports."""
    path = tmp_path / "model.py"
    path.write_text(HEAD + textwrap.dedent(text))
    found = analyze_library(path, Options(use_cache=False))
    assert not found.diagnostics
    return [line for line in render_signatures(found) if "assuming" not in line]
