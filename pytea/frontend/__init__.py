"""Python source to IR: the only folder that knows LibCST.

Importing this package is cheap: LibCST is loaded when a file is lowered for the first time.
"""

from __future__ import annotations

from pytea.frontend.libcst_loading import load_libcst
from pytea.frontend.reading import decode, read_source
from pytea.frontend.source_error import SourceError
from pytea.ir.code import Module
from pytea.span import SourceFile

__all__ = ["SourceError", "decode", "lower_source", "read_source"]


def lower_source(source: SourceFile, module_name: str, *, recover: bool = False) -> Module:
    """Returns the IR of ``source``; raises SourceError for text that is not Python.

    With ``recover`` the top-level statements that parse on their own are kept, and what does not
    parse is listed in ``Module.faults``.
    """
    # LibCST takes longer to load than a cached module to read.
    load_libcst()
    from pytea.frontend.lowering import lower  # noqa: PLC0415

    return lower(source, module_name, recover=recover)
