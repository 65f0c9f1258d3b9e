"""A classifier on the pretrained encoder, whose weights are loaded where they are."""

import os
import sys

import torch
import torch.nn as nn

from shared.backbone import Backbone
from shared.data import loader


class Classifier(nn.Module):
    def __init__(self, backbone, classes):
        super().__init__()
        self.backbone = backbone
        self.query = nn.Parameter(torch.zeros(1, 1, backbone.dim))
        self.pool = nn.MultiheadAttention(backbone.dim, 2, batch_first=True)
        self.head = nn.Linear(backbone.dim, classes)

    def forward(self, images):
        tokens = self.backbone(images)
        query = self.query.expand(len(images), -1, -1)
        pooled, _ = self.pool(query, tokens, tokens)
        return self.head(pooled.squeeze(1))


def main(epochs, checkpoint="backbone.pt"):
    torch.manual_seed(0)
    backbone = Backbone()
    if os.path.exists(checkpoint):
        backbone.load_state_dict(torch.load(checkpoint))
    model = Classifier(backbone, classes=4)
    optimizer = torch.optim.AdamW(
        [
            {"params": model.backbone.parameters(), "lr": 1e-4},
            {"params": [*model.pool.parameters(), *model.head.parameters()]},
        ],
        lr=1e-3,
    )
    for _ in range(epochs):
        for images, labels in loader(40):
            loss = nn.functional.cross_entropy(model(images), labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        print(loss.item())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
