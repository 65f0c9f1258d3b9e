"""Triplet losses and CTC."""

from _pytea import require

import torch
import torch.nn.functional as F
from torch.nn.loss import _Loss


class TripletMarginLoss(_Loss):
    def __init__(
        self,
        margin=1.0,
        p=2.0,
        eps=1e-06,
        swap=False,
        size_average=None,
        reduce=None,
        reduction="mean",
    ):
        super().__init__(size_average, reduce, reduction)
        message = f"expected margin to be greater than 0, got {margin} instead"
        require(margin > 0, message, "bad-argument", "ValueError")
        self.margin = margin
        self.p = p
        self.eps = eps
        self.swap = swap

    def forward(self, anchor, positive, negative):
        return F.triplet_margin_loss(
            anchor,
            positive,
            negative,
            margin=self.margin,
            p=self.p,
            eps=self.eps,
            swap=self.swap,
            reduction=self.reduction,
        )


class TripletMarginWithDistanceLoss(_Loss):
    def __init__(self, *, distance_function=None, margin=1.0, swap=False, reduction="mean"):
        super().__init__(size_average=None, reduce=None, reduction=reduction)
        message = f"expected margin to be greater than 0, got {margin} instead"
        require(margin > 0, message, "bad-argument", "ValueError")
        self.distance_function = (
            distance_function if distance_function is not None else torch.nn.PairwiseDistance()
        )
        self.margin = margin
        self.swap = swap

    def forward(self, anchor, positive, negative):
        dims = (anchor.ndim, positive.ndim, negative.ndim)
        text = f"the inputs must have one number of dims, but have {dims}"
        require(dims[0] == dims[1] == dims[2], text, "shape-mismatch", "RuntimeError")
        near = self.distance_function(anchor, positive)
        far = self.distance_function(anchor, negative)
        if self.swap:
            far = torch.minimum(far, self.distance_function(positive, negative))
        loss = torch.clamp_min(self.margin + near - far, 0)
        if self.reduction == "mean":
            return torch.mean(loss)
        if self.reduction not in ("sum", "none"):
            raise ValueError(f"{self.reduction} is not a valid value for reduction")
        return torch.sum(loss) if self.reduction == "sum" else loss


class CTCLoss(_Loss):
    def __init__(self, blank=0, reduction="mean", zero_infinity=False):
        super().__init__(reduction=reduction)
        self.blank = blank
        self.zero_infinity = zero_infinity

    def forward(self, log_probs, targets, input_lengths, target_lengths):
        return F.ctc_loss(
            log_probs,
            targets,
            input_lengths,
            target_lengths,
            self.blank,
            self.reduction,
            self.zero_infinity,
        )
