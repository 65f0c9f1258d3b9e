"""secrets."""

import _pytea
from random import SystemRandom, choice


def randbelow(exclusive_upper_bound):
    return _pytea.any_int("randbelow", 0, exclusive_upper_bound - 1)


def randbits(k):
    return _pytea.random("int")


def token_bytes(nbytes=None):
    return _pytea.random("bytes")


def token_hex(nbytes=None):
    return _pytea.random("str")


token_urlsafe = token_hex


def compare_digest(a, b):
    return a == b
