"""unicodedata."""

import _pytea

unidata_version = "14.0.0"


def normalize(form, unistr):
    return _pytea.call_host("unicodedata.normalize", form, unistr)


def category(chr):
    return _pytea.call_host("unicodedata.category", chr)


def name(chr, default=None):
    return _pytea.unknown("the name of a character", "str")


def lookup(name):
    return _pytea.unknown("a character", "str")


def combining(chr):
    return _pytea.unknown("a fact about a character", "int")


def east_asian_width(chr):
    return _pytea.unknown("a fact about a character", "str")


def is_normalized(form, unistr):
    return normalize(form, unistr) == unistr
