"""omegaconf.errors."""


class OmegaConfBaseException(Exception):
    pass


class ConfigKeyError(OmegaConfBaseException, KeyError):
    pass


class ConfigAttributeError(OmegaConfBaseException, AttributeError):
    pass


class MissingMandatoryValue(OmegaConfBaseException):
    pass


class ReadonlyConfigError(OmegaConfBaseException):
    pass


class ValidationError(OmegaConfBaseException, ValueError):
    pass


class UnsupportedValueType(ValidationError):
    pass


class InterpolationKeyError(OmegaConfBaseException):
    pass
