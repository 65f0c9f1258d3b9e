"""The numbers that expressions of literals stand for."""

from __future__ import annotations

import ast


def value_of(node: ast.expr) -> int | None:
    """Returns the number that an expression of literals stands for."""
    match node:
        case ast.Constant(value=int(value)) if not isinstance(value, bool):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            inner = value_of(operand)
            return None if inner is None else -inner
        case ast.BinOp(left=left, op=op, right=right):
            a, b = value_of(left), value_of(right)
            if a is None or b is None:
                return None
            return combined(op, a, b)
    return None


def combined(op: ast.operator, a: int, b: int) -> int | None:
    """Returns what an operation makes of two numbers; None for what is not followed."""
    match op:
        case ast.Mult():
            return a * b
        case ast.Add():
            return a + b
        case ast.Sub():
            return a - b
        case ast.FloorDiv() if b:
            return a // b
        case ast.Pow() if 0 <= b <= 8 and abs(a) < 10_000:
            return int(a**b)
    return None
