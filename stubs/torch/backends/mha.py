"""torch.backends.mha."""


def get_fastpath_enabled():
    return True


def set_fastpath_enabled(value):
    pass
