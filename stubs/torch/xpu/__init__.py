"""torch.xpu as on a machine without it."""


def is_available():
    return False


def device_count():
    return 0


def empty_cache():
    pass
