"""Declares the marker of tests that need torch."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "truth: runs corpus programs in real torch")
