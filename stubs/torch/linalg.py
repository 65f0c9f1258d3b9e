"""torch.linalg: its functions are operators."""


class LinAlgError(RuntimeError):
    pass
