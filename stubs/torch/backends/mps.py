"""torch.backends.mps."""

enabled = True


def is_available():
    return False


def is_built():
    return False
