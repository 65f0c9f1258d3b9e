"""Python source to IR: the only folder that knows LibCST.

Importing this package is cheap: LibCST is loaded when a file is lowered for the first time.
"""

from __future__ import annotations

from pytea.frontend.libcst_loading import load_libcst
from pytea.frontend.reading import decode, read_source
from pytea.frontend.source_error import SourceError
from pytea.ir.code import Code, Module
from pytea.span import SourceFile

__all__ = ["SourceError", "decode", "lower_function", "lower_source", "read_source"]


def lower_source(source: SourceFile, module_name: str, *, recover: bool = False) -> Module:
    """Returns the IR of ``source``; raises SourceError for text that is not Python.

    With ``recover`` the top-level statements that parse on their own are kept, and what does not
    parse is listed in ``Module.faults``.
    """
    # LibCST takes longer to load than a cached module to read.
    load_libcst()
    from pytea.frontend.lowering import lower  # noqa: PLC0415

    return lower(source, module_name, recover=recover)


def lower_function(
    source: SourceFile, line: int, end_line: int, classes: tuple[str, ...]
) -> tuple[Code, int] | None:
    """Returns the code of one function of a file, and the line where its body begins.

    ``line`` is that of ``def``, ``classes`` are the names of the classes around it. None where the
    lines are not exactly one function, or cannot be lowered without the rest of the file.
    """
    load_libcst()
    from pytea.frontend.lone_function import lower_alone  # noqa: PLC0415

    return lower_alone(source, line, end_line, classes)
