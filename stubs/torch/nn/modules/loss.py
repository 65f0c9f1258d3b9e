"""torch.nn.modules.loss."""

from torch.nn.loss import (
    _Loss,
    _WeightedLoss,
    CrossEntropyLoss,
    NLLLoss,
    MSELoss,
    L1Loss,
    BCELoss,
    BCEWithLogitsLoss,
)
