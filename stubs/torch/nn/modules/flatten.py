"""torch.nn.modules.flatten."""

from torch.nn.flatten import Flatten, Unflatten
