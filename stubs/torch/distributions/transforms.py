"""torch.distributions.transforms."""

from torch.distributions.transformed import *
