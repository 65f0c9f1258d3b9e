"""torch.backends.mkl."""

enabled = True


def is_available():
    return False


def is_built():
    return False
