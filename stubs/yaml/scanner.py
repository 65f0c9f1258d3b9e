"""Errors in the tokens of a text."""

from yaml.error import MarkedYAMLError


class ScannerError(MarkedYAMLError):
    pass
