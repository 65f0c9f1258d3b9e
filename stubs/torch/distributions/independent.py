"""torch.distributions.independent."""

from torch.distributions.multivariate import Independent
