"""torch.distributions.dirichlet."""

from torch.distributions.multivariate import Dirichlet
