import torch.nn as nn
import torch.nn.functional as F

from .registry import register

register("cross_entropy")(nn.CrossEntropyLoss)


@register("smoothed")
class SmoothedLoss(nn.Module):
    def __init__(self, words, amount=0.1):
        super().__init__()
        self.words = words
        self.amount = amount

    @classmethod
    def from_config(cls, config):
        return cls(config.words)

    def forward(self, logits, word):
        target = F.one_hot(word, self.words) * (1 - self.amount) + self.amount / self.words
        return -(target * F.log_softmax(logits, dim=1)).sum(dim=1).mean()
