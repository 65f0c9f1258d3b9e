"""torch.distributions.transformed_distribution."""

from torch.distributions.transformed import TransformedDistribution
