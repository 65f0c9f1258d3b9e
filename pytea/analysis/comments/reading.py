"""Reads the shapes that people write beside their code: ``# (B, 64, H/2, W/2)``, ``# B x C x H``.

A comment is a shape only if all of it reads as one; anything else is prose and says nothing. In
docstrings, ``x: Tensor of shape (B, C)`` tells the shape of a parameter.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator

from pytea.records import immutable

#: Between a name or an earlier shape and the shape that counts.
_ARROW = re.compile(r"->|=>|→|⇒|-->")
_LISTED = re.compile(r"[(\[]\s*([^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*)[)\]](?=$|[\s.,;:])")
#: ``B, N, C`` without parentheses: letters and numbers only.
_LETTERS = re.compile(r"(?:[A-Z][a-z0-9]?|\d+)(?:\s*,\s*(?:[A-Z][a-z0-9]?|\d+))+$")
_TIMES = re.compile(r"\s+[xX×]\s+")
_NAMED = re.compile(r"([A-Za-z_]\w*)(?:\.shape|\.size\(\))?(?:\s*(?::|=+)|(?=\s+\[))\s*(.+)$")
_PREFIX = re.compile(
    r"^(?:output |input |out |in )?(?:shape|size|dims?)\s*(?:[:=]|of|is)?\s*", re.I
)
_TYPE = re.compile(r"^(?:torch\.)?(?:Size|\w*Tensor)\s*(?=[(\[])")
_SHAPED = re.compile(r"\b(?:shape|size|dims?)\b\s*(?:of|is|=|:)?\s*`*([(\[][^()\[\]]*[)\]])", re.I)
_BARE = re.compile(r"`*([(\[][^()\[\]]*[)\]])`*(?:[.,;: ]|$)")
#: One of several in a line: ``tags, mask: (T, B)``, ``hidden (B, R)``, ``x: Tensor of shape (B, C)``.
_GROUP = re.compile(
    r"(\w+(?:\s*,\s*\w+)*)\s*(:|(?=\s[(\[]))\s*(?:\w*Tensor\s+)?(?:of\s+)?(?:shape\s+)?"
    r"([(\[][^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*[)\]])"
)
#: An axis that is no word: ``(float, optional)`` behind a name is no shape.
_SHORT = re.compile(r"(?:[A-Za-z]\w?|[\d\s*/+()-])+")
#: A shape behind a description: ``source points, [B, N, C]``.
_LAST = re.compile(r"[,;:]\s*`*([(\[][^()\[\]]*[)\]])`*\s*\.?\s*$")
_ENTRY = re.compile(r"\s*(?::param\s+|-\s+|\*\s+)?`*(\w+)`*\s*(?:\(([^)]*)\))?\s*:\s*(.*)$")
#: ``boxes (Tensor[N, 4]): the boxes``, also without what stands behind the colon.
_TYPED = re.compile(r"\s*`*(\w+)`*\s*\(\s*(?:torch\.)?\w*Tensor\s*(\[[^\[\]]*\])[^()]*\)\s*(?::|$)")
_RETURNS = re.compile(r"\s*:?returns?:\s*(.*)$", re.I)
_AXIS = (
    ast.Expression, ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Name, ast.Load,
    ast.Constant,
)  # fmt: skip


@immutable()
class ShapeComment:
    """A shape that the text tells, and what it tells it of."""

    #: Where the shape stands.
    line: int
    column: int
    text: str
    #: One text for each dim; "..." for any number of dims, "_" for any size.
    axes: tuple[str, ...]
    #: The lines of the statement that it stands beside.
    first: int = 0
    last: int = 0
    #: The variable or parameter that it names; "" for what the statement gives.
    name: str = ""
    #: Whether it stands in the docstring of the function whose lines are ``first`` to ``last``.
    documents: bool = False


def shape_comments(text: str) -> tuple[ShapeComment, ...]:
    """Returns the shapes in the comments and docstrings of a text; none where it is broken."""
    try:
        tree = ast.parse(text)
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (SyntaxError, ValueError, RecursionError, MemoryError, tokenize.TokenError):
        return ()
    ends = {last: first for first, last in _simple_statements(tree)}
    heads = {node.lineno: _function_lines(node) for node in _functions(tree)}
    leading = {line: _function_lines(node) for node in _functions(tree) for line in _before(node)}
    found = []
    for token in tokens:
        if token.type != tokenize.COMMENT:
            continue
        shown = token.string.lstrip("#").strip()
        line, column = token.start
        if line in leading:
            several = _groups(shown)
            found += [
                ShapeComment(line, column + 1, shown, axes, *leading[line], each, True)
                for each, axes in several
            ]
            if several:
                continue
        read = shape_in(shown)
        if read is None:
            continue
        name, axes = read
        if line in ends:
            found.append(ShapeComment(line, column + 1, shown, axes, ends[line], line, name))
        elif line in leading and name:
            found.append(ShapeComment(line, column + 1, shown, axes, *leading[line], name, True))
        elif name and line in heads:
            found.append(ShapeComment(line, column + 1, shown, axes, *heads[line], name, True))
    for node in _functions(tree):
        found += _documented(node)
    return tuple(sorted(found, key=lambda comment: (comment.line, comment.column)))


#: Words in front of a shape that name no variable of the program: `# TODO: (B, C)`.
_NO_VARIABLES = frozenset({"return", "returns", "out_shape", "in_shape", "TODO"})


def shape_in(text: str) -> tuple[str, tuple[str, ...]] | None:
    """Returns the name and the axes that a comment tells: ``("", ("B", "C"))`` for ``(B, C)``."""
    text = _ARROW.split(text)[-1].strip().rstrip(".;,").strip()
    name = ""
    named = _NAMED.match(text)
    if named is not None:
        name, text = ("" if _PREFIX.fullmatch(named[1] + ":") else named[1]), named[2].strip()
    text = _TYPE.sub("", _PREFIX.sub("", text, count=1))
    if name in _NO_VARIABLES:
        name = ""
    listed = _LISTED.match(text)
    if listed is not None:
        rest = text[listed.end() :].strip()
        if rest and not re.search(r"[A-Za-z]", listed[1]):
            return None
        words = [word.strip() for word in _split(listed[1])]
        if len(words) == 2 and not words[1]:
            words.pop()
        elif len(words) < 2:
            return None
    else:
        is_plain = _LETTERS.match(text) is not None and re.search("[A-Z]", text) is not None
        words = [word.strip() for word in (text.split(",") if is_plain else _TIMES.split(text))]
        if len(words) < 2:
            return None
    axes = tuple(map(_axis, words))
    return None if None in axes else (name, axes)  # type: ignore[return-value]


def _groups(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Returns the names in a text that tells shapes of several, and the shape of each."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for names, colon, shape in _GROUP.findall(text):
        read = shape_in(shape)
        if read is None or not (colon or all(_SHORT.fullmatch(axis) for axis in read[1])):
            continue
        found += [(name.strip(), read[1]) for name in names.split(",")]
    return found if len(found) > 1 else []


def _split(text: str) -> list[str]:
    """Splits at commas outside of parentheses."""
    parts, depth = [""], 0
    for char in text:
        depth += {"(": 1, ")": -1}.get(char, 0)
        if char == "," and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def _axis(word: str) -> str | None:
    """Returns one axis as an expression; None when it is none."""
    if word in ("...", "*", "…"):
        return "..."
    if word in ("?", "-1", "_", "None", ":"):
        return "_"
    try:
        tree = ast.parse(word, mode="eval")
    except (SyntaxError, ValueError):
        return "_" if re.fullmatch(r"[A-Za-z_][\w' ]*", word) else None
    if isinstance(tree.body, ast.Constant) and type(tree.body.value) is not int:
        return None
    for node in ast.walk(tree):
        if not isinstance(node, _AXIS):
            return None
    if isinstance(tree.body, ast.Name) and tree.body.id in ("True", "False"):
        return None
    return word


def _simple_statements(tree: ast.AST) -> Iterator[tuple[int, int]]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Return)):
            yield node.lineno, node.end_lineno or node.lineno


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def _function_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> tuple[int, int]:
    return node.lineno, node.end_lineno or node.lineno


def _before(node: ast.FunctionDef | ast.AsyncFunctionDef) -> range:
    """Returns the lines between the head of a function and its first statement."""
    first = node.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    if documented and len(node.body) > 1:
        return range((first.end_lineno or first.lineno) + 1, node.body[1].lineno)
    return range(node.lineno + 1, first.lineno)


def _documented(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[ShapeComment]:
    """Yields what the docstring of a function says of its parameters and of its result."""
    first = node.body[0]
    if not isinstance(first, ast.Expr) or not isinstance(first.value, ast.Constant):
        return
    if not isinstance(first.value.value, str):
        return
    arguments = node.args
    names = {a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)}
    returning = False
    for offset, line in enumerate(first.value.value.splitlines()):
        several = _groups(line)
        if several and names.issuperset(name for name, _ in several):
            yield from (
                ShapeComment(
                    first.value.lineno + offset, 1, line.strip(), axes, *_function_lines(node),
                    name, True,
                )
                for name, axes in several
            )  # fmt: skip
            continue
        typed = _TYPED.match(line)
        axes = None if typed is None or typed[1] not in names else shape_in(typed[2])
        if typed is not None and axes is not None:
            yield ShapeComment(
                first.value.lineno + offset, line.find(typed[2]) + 1, typed[2], axes[1],
                *_function_lines(node), typed[1], True,
            )  # fmt: skip
            continue
        entry, returns = _ENTRY.match(line), _RETURNS.match(line)
        if returns is not None:
            returning = True
        elif entry is not None and entry[1].lower() in ("args", "arguments", "parameters", "shape"):
            returning = False
        named = entry is not None and entry[1] in names and not returning
        if not named and not returning:
            continue
        assert entry is not None or returning
        said = f"{entry[2] or ''} {entry[3]}" if named and entry is not None else line
        found = _SHAPED.search(said)
        if found is None and named and entry is not None:
            found = _BARE.match(said.strip()) or _BARE.match(entry[3]) or _LAST.search(said)
        read = shape_in(found[1]) if found is not None else None
        if found is None or read is None:
            continue
        name = entry[1] if named and entry is not None else "return"
        column = max(line.find(found[1]), 0) + (first.value.col_offset if not offset else 0)
        yield ShapeComment(
            first.value.lineno + offset, column + 1, found[1], read[1], *_function_lines(node),
            name, True,
        )  # fmt: skip
        returning = returning and named
