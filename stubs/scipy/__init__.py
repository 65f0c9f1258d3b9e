"""scipy: the functions that training code hands tensors to."""

__version__ = "1.14.0"
