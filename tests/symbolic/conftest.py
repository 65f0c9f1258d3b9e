"""Every test is its own analysis."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from pytea.symbolic import reset_symbolic

settings.register_profile("pytea", database=None, deadline=None, derandomize=True, max_examples=200)
settings.load_profile("pytea")


@pytest.fixture(autouse=True)
def own_analysis() -> Iterator[None]:
    reset_symbolic()
    yield
    reset_symbolic()
