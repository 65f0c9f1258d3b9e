"""The inputs with which a class is looked at when the command line names none: what it needs."""

from __future__ import annotations

import re
from pathlib import Path

from pytea.analysis.library.file import analyze_library
from pytea.config import Options

#: A shape of numbers and plain names; what stands for any number of dims in front is one dim.
_SHAPE = re.compile(r"\(((?:\*?\w+, ?)*\*?\w+),?\)")


def inferred_inputs(file: Path, made: str, options: Options) -> list[str]:
    """Returns the inputs of ``forward`` as ``--input`` takes them; none where one is not clear.

    A size that hangs on an argument of the constructor is not: its value is not known here.
    """
    name = made.partition("(")[0]
    for signature in analyze_library(file, options).signatures:
        if signature.name == f"{name}.forward":
            shapes = [_SHAPE.fullmatch(shape) for shape in signature.inputs.values()]
            sizes = [match[1].replace("*", "").replace(" ", "") for match in shapes if match]
            taken = {size for text in sizes for size in text.split(",")}
            if len(sizes) == len(shapes) and not taken & set(signature.constructor):
                return sizes
    return []
