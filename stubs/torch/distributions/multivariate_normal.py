"""torch.distributions.multivariate_normal."""

from torch.distributions.multivariate import MultivariateNormal
