"""torch.nn.modules.loss."""

from torch.nn.loss import (
    BCELoss,
    BCEWithLogitsLoss,
    CrossEntropyLoss,
    L1Loss,
    MSELoss,
    NLLLoss,
    _Loss,
    _WeightedLoss,
)
