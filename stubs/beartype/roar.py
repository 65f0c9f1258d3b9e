"""beartype.roar: what beartype raises and warns of."""


class BeartypeException(Exception):
    pass


class BeartypeHintViolation(BeartypeException):
    pass


class BeartypeCallHintViolation(BeartypeHintViolation):
    pass


class BeartypeCallHintParamViolation(BeartypeCallHintViolation):
    pass


class BeartypeCallHintReturnViolation(BeartypeCallHintViolation):
    pass


class BeartypeDoorHintViolation(BeartypeHintViolation):
    pass


class BeartypeDecorHintException(BeartypeException):
    pass


class BeartypeWarning(UserWarning):
    pass


class BeartypeDecorHintPep585DeprecationWarning(BeartypeWarning, DeprecationWarning):
    pass


class BeartypeClawDecorWarning(BeartypeWarning):
    pass
