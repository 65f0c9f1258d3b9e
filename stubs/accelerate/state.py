"""accelerate.state: one process."""

from accelerate.accelerator import AcceleratorState, DistributedType, GradientState, PartialState
