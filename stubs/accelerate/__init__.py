"""accelerate: one process, on which everything stays as it is."""

__version__ = "1.10.0"

from accelerate.accelerator import Accelerator, DistributedType, PartialState


def notebook_launcher(function, args=(), num_processes=None, **kwargs):
    function(*args)


def debug_launcher(function, args=(), num_processes=2):
    function(*args)


def skip_first_batches(dataloader, num_batches=0):
    return dataloader
