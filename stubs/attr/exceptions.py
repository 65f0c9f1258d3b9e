"""What attrs raises."""


class FrozenError(AttributeError):
    msg = "can't set attribute"
    args = (msg,)


class FrozenInstanceError(FrozenError):
    pass


class FrozenAttributeError(FrozenError):
    pass


class AttrsAttributeNotFoundError(ValueError):
    pass


class NotAnAttrsClassError(ValueError):
    pass


class DefaultAlreadySetError(RuntimeError):
    pass


class UnannotatedAttributeError(RuntimeError):
    pass


class NotCallableError(TypeError):
    pass
