"""Assertions that torch's tracers can follow."""


def _assert(condition, message):
    assert condition, message
