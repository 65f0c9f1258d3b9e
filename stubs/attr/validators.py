"""Validators: what is not known passes."""

from _pytea import is_known


def instance_of(type):
    def check(inst, attribute, value):
        if is_known(value) and not isinstance(value, type):
            raise TypeError(f"{attribute.name!r} must be {type!r} (got {value!r})")

    return check


def in_(options):
    def check(inst, attribute, value):
        if is_known(value) and value not in options:
            raise ValueError(f"{attribute.name!r} must be in {options!r} (got {value!r})")

    return check


def optional(validator):
    checks = list(validator) if isinstance(validator, (list, tuple)) else [validator]

    def check(inst, attribute, value):
        if value is not None:
            for each in checks:
                each(inst, attribute, value)

    return check


def and_(*validators):
    def check(inst, attribute, value):
        for each in validators:
            each(inst, attribute, value)

    return check


def or_(*validators):
    return _passing


def _passing(inst, attribute, value):
    pass


def _bound(sign, holds):
    def bound(limit):
        def check(inst, attribute, value):
            if is_known(value) and not holds(value, limit):
                raise ValueError(f"'{attribute.name}' must be {sign} {limit}: {value}")

        return check

    return bound


lt = _bound("<", lambda a, b: a < b)
le = _bound("<=", lambda a, b: a <= b)
ge = _bound(">=", lambda a, b: a >= b)
gt = _bound(">", lambda a, b: a > b)


def is_callable():
    return _passing


def set_disabled(disabled):
    pass


def get_disabled():
    return False


def _unchecked(*args, **kwargs):
    return _passing


max_len = min_len = matches_re = deep_iterable = deep_mapping = not_ = subclass_of = _unchecked
