"""numpy.linalg: its functions are operators."""


class LinAlgError(ValueError):
    pass
