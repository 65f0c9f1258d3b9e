"""The exceptions of shape algebra that is shared with torch, as numpy raises them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pytea.stubapi import Context, StubFailure, SymBool, current, running


class _ValueErrors:
    """A runner whose failures raise ValueError instead of RuntimeError."""

    def __init__(self, inner: Context) -> None:
        self.inner = inner
        self.decide = inner.decide
        self.is_assumed = inner.is_assumed
        self.supposes = inner.supposes
        self.in_last_batch = inner.in_last_batch
        self.wanted_parts = inner.wanted_parts
        self.warn = inner.warn
        self.fresh_size = inner.fresh_size
        self.lenient = inner.lenient

    @property
    def asked(self) -> bool:
        return self.inner.asked

    @asked.setter
    def asked(self, value: bool) -> None:
        self.inner.asked = value

    def require(self, cond: SymBool, failure: StubFailure) -> None:
        self.inner.require(cond, _as_value_error(failure))


def _as_value_error(failure: StubFailure) -> StubFailure:
    exception = "ValueError" if failure.exception == "RuntimeError" else failure.exception
    return StubFailure(failure.message, failure.code, exception)


@contextmanager
def value_errors() -> Iterator[None]:
    """Lets the shape algebra that is shared with torch raise numpy's ValueError."""
    try:
        with running(_ValueErrors(current())):
            yield
    except StubFailure as failure:
        raise _as_value_error(failure) from None
