"""Where each LibCST node lies in the text, as offsets.

LibCST stores no positions: they follow from printing the tree. Its own PositionProvider computes
lines and columns for every token and costs twice as much as parsing. Printing into a state that only
counts characters costs a quarter of parsing.
"""

from __future__ import annotations

from types import TracebackType

import libcst as cst

#: id of a node -> offsets of its first character and of the first one after it.
Offsets = dict[int, tuple[int, int]]

#: Nodes without a syntactic position of their own; theirs includes the whitespace inside of them.
_WHOLE = frozenset({cst.LeftParen, cst.RightParen, cst.SubscriptElement, cst.Slice})


class _Mark:
    """Context manager that LibCST enters before and leaves after the text of one node."""

    __slots__ = ("node", "start", "state")

    def __init__(self, state: _CountingState, node: cst.CSTNode) -> None:
        self.state = state
        self.node = node

    def __enter__(self) -> None:
        self.start = self.state.offset

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.state.offsets[id(self.node)] = (self.start, self.state.offset)


class _EndMark(_Mark):
    """A mark of a compound statement, which ends where its last line ends."""

    __slots__ = ("last",)

    def __init__(self, state: _CountingState, node: cst.CSTNode, last: cst.CSTNode) -> None:
        super().__init__(state, node)
        self.last = last

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        offsets = self.state.offsets
        end = offsets.get(id(self.last), (0, self.state.offset))[1]
        offsets[id(self.node)] = (self.start, end)


class _CountingState:
    """Stands in for LibCST's CodegenState."""

    provider: object = None

    def __init__(self, default_indent: str, default_newline: str) -> None:
        self.default_indent = default_indent
        self.default_newline = default_newline
        self.indents: list[int] = []
        self.indentation = 0
        self.offset = 0
        self.offsets: Offsets = {}
        # The module asks whether anything was printed.
        self.tokens = [""]

    def increase_indent(self, value: str) -> None:
        self.indents.append(len(value))
        self.indentation += len(value)

    def decrease_indent(self) -> None:
        self.indentation -= self.indents.pop()

    def add_indent_tokens(self) -> None:
        self.offset += self.indentation

    def add_token(self, value: str) -> None:
        self.offset += len(value)

    def before_codegen(self, node: cst.CSTNode) -> None:
        if type(node) in _WHOLE:
            self.offsets[id(node)] = (self.offset, self.offset)

    def after_codegen(self, node: cst.CSTNode) -> None:
        if type(node) in _WHOLE:
            self.offsets[id(node)] = (self.offsets[id(node)][0], self.offset)

    def pop_trailing_newline(self) -> None:
        """Nothing: no node begins after the end of the text."""

    def record_syntactic_position(
        self,
        node: cst.CSTNode,
        *,
        start_node: cst.CSTNode | None = None,
        end_node: cst.CSTNode | None = None,
    ) -> _Mark:
        if start_node is None and end_node is None:
            return _Mark(self, node)
        return _EndMark(self, node, end_node if end_node is not None else node)


def record_offsets(module: cst.Module) -> Offsets:
    """Returns the offsets of every expression, statement and pattern of ``module``."""
    state = _CountingState(module.default_indent, module.default_newline)
    module._codegen(state)  # type: ignore[arg-type]
    return state.offsets
