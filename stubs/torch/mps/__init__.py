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


def seed():
    pass


def set_per_process_memory_fraction(fraction):
    pass


def current_allocated_memory():
    return 0


def driver_allocated_memory():
    return 0


def recommended_max_memory():
    return 0
