"""Adaptive softmax."""

from collections import namedtuple

from _pytea import forget_history, require

import torch
import torch.nn.functional as F
from torch.nn.container import ModuleList, Sequential
from torch.nn.linear import Linear
from torch.nn.module import Module

_ASMoutput = namedtuple("_ASMoutput", ["output", "loss"])


class AdaptiveLogSoftmaxWithLoss(Module):
    def __init__(
        self,
        in_features,
        n_classes,
        cutoffs,
        div_value=4.0,
        head_bias=False,
        device=None,
        dtype=None,
    ):
        super().__init__()
        cutoffs = list(cutoffs)
        if len(cutoffs) == 0:
            raise ValueError("cutoffs should be a sequence of length larger than 0")
        if (
            cutoffs != sorted(cutoffs)
            or min(cutoffs) <= 0
            or max(cutoffs) > n_classes - 1
            or (len(set(cutoffs)) != len(cutoffs))
            or any((int(c) != c for c in cutoffs))
        ):
            raise ValueError(
                "cutoffs should be a sequence of unique, positive integers sorted in an increasing order, where each value is between 1 and n_classes-1"
            )
        self.in_features = in_features
        self.n_classes = n_classes
        self.cutoffs = cutoffs + [n_classes]
        self.div_value = div_value
        self.head_bias = head_bias
        self.shortlist_size = self.cutoffs[0]
        self.n_clusters = len(self.cutoffs) - 1
        self.head_size = self.shortlist_size + self.n_clusters
        self.head = Linear(
            self.in_features, self.head_size, bias=self.head_bias, device=device, dtype=dtype
        )
        self.tail = ModuleList()
        for i in range(self.n_clusters):
            hsz = int(self.in_features // self.div_value ** (i + 1))
            osz = self.cutoffs[i + 1] - self.cutoffs[i]
            projection = Sequential(
                Linear(self.in_features, hsz, bias=False, device=device, dtype=dtype),
                Linear(hsz, osz, bias=False, device=device, dtype=dtype),
            )
            self.tail.append(projection)

    def reset_parameters(self):
        self.head.reset_parameters()
        for i2h, h2o in self.tail:
            i2h.reset_parameters()
            h2o.reset_parameters()

    def forward(self, input_, target_):
        require(
            target_.dim() in (0, 1),
            f"0D or 1D target tensor expected, multi-target not supported: got {target_.dim()}D",
        )
        if target_.dim() == 1:
            rows = input_.size(0)
            require(
                rows == target_.size(0),
                "input and target should have the same size in the batch dimension, but are "
                f"{rows} and {target_.size(0)}",
            )
            text = f"1D target tensor expects 2D input tensors, but found {input_.dim()}D"
            require(input_.dim() == 2, text)
        else:
            text = f"0D target tensor expects 1D input tensors, but found {input_.dim()}D"
            require(input_.dim() == 1, text)
        self.head(input_)
        for layers in self.tail:
            layers(input_)
        output = self.head(input_)[..., 0]
        # which clusters are computed with hangs on the numbers in target_
        output = forget_history(output)
        return _ASMoutput(output, (-output).mean())

    def log_prob(self, input):
        head = F.log_softmax(self.head(input), dim=1)
        parts = [head[:, : self.shortlist_size]]
        for i, layers in enumerate(self.tail):
            parts.append(layers(input) + head[:, self.shortlist_size + i].unsqueeze(1))
        return torch.cat(parts, dim=1)

    def predict(self, input):
        return torch.argmax(self.head(input), dim=1)
