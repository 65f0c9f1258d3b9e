"""Tests of the interpreted standard library, with CPython's own library as the judge."""
