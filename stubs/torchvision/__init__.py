"""torchvision."""

__version__ = "0.28.0"


def set_image_backend(backend):
    pass


def get_image_backend():
    return "PIL"


def disable_beta_transforms_warning():
    pass
