"""torch.types: names for annotations."""

import torch

Tensor = torch.Tensor
Device = object
Number = (int, float, bool)
FileLike = object
