"""Constraints are not followed."""

from _pytea import unknown


class Constraint:
    is_discrete = False
    event_dim = 0


def __getattr__(name):
    return unknown("a constraint of a distribution")
