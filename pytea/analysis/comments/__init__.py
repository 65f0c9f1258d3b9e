"""Shapes that comments and docstrings tell."""

#: The rule that judges them.
CODE = "shape-comment"
