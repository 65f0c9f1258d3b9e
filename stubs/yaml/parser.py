"""Errors in the grammar of a text."""

from yaml.error import MarkedYAMLError


class ParserError(MarkedYAMLError):
    pass
