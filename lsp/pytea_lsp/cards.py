"""What an operator is and demands, taken from its stub: signature, shape letters, requirements."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator
from functools import cache

from pytea.stubapi import OPERATORS, Operator
from pytea_lsp.messages import OperatorCard

#: The places where a short name such as ``flatten`` or ``F.relu`` may belong.
_PREFIXES = ("", "torch.Tensor.", "torch.", "torch.nn.functional.", "numpy.ndarray.")
#: What a module class hands its work to.
_CLASS = re.compile(r"nn\.(\w+)\(")
REQUIREMENTS = 8
#: Calls from the stub to functions that require something.
DEPTH = 2


@cache
def card_of(operator: str) -> OperatorCard | None:
    """Returns what is known about an operator under the name that reports give it."""
    if _CLASS.match(operator):
        return None
    stub = _find(operator)
    if stub is None:
        return None
    function = inspect.unwrap(stub.function)
    try:
        parameters = str(inspect.signature(function, eval_str=False))
    except (TypeError, ValueError):
        parameters = "(...)"
    parameters = re.sub(r"'", "", parameters)
    document = (inspect.getdoc(function) or "").partition("\n\n")[0]
    return OperatorCard(operator, parameters, document, _requirements(function))


def _find(operator: str) -> Operator | None:
    name = f"torch.nn.functional.{operator[2:]}" if operator.startswith("F.") else operator
    for prefix in _PREFIXES:
        found = OPERATORS.get(prefix + name)
        if found is not None:
            return found
    return None


def _requirements(function: object) -> tuple[str, ...]:
    """Returns the conditions that a stub, and the stub functions that it calls, require."""
    found = list(_required_by(function, DEPTH))
    return tuple(dict.fromkeys(found))[:REQUIREMENTS]


def _required_by(function: object, depth: int) -> Iterator[str]:
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))  # type: ignore[arg-type]
    except (OSError, TypeError, SyntaxError):
        return
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id == "require" and len(node.args) >= 2:
            yield ast.unparse(node.args[0])
            continue
        called = getattr(function, "__globals__", {}).get(node.func.id)
        if depth and getattr(called, "__module__", "").startswith("pytea._stubs."):
            yield from _required_by(called, depth - 1)
