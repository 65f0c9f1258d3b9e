"""accelerate: one process, on which everything stays as it is."""

__version__ = "1.10.0"

from accelerate.accelerator import Accelerator, DistributedType, PartialState
