"""Filters for ``asdict``."""


def include(*what):
    return lambda attribute, value: type(value) in what or attribute in what or attribute.name in what


def exclude(*what):
    chosen = include(*what)
    return lambda attribute, value: not chosen(attribute, value)
