"""torch.mps as on a machine without it."""


def is_available():
    return False


def device_count():
    return 0


def manual_seed(seed):
    pass


def synchronize():
    pass


def empty_cache():
    pass
