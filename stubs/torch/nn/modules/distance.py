"""torch.nn.modules.distance."""

from torch.nn.distance import CosineSimilarity, PairwiseDistance
