"""Shapes that comments and docstrings tell."""
