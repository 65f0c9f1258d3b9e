"""Masked image modelling: the encoder sees a part of the patches, the decoder restores all."""

import sys

import torch
import torch.nn as nn
import torch.nn.functional as F

from shared.backbone import Backbone
from shared.data import loader


class MaskedAutoencoder(nn.Module):
    def __init__(self, backbone, ratio=0.5):
        super().__init__()
        self.backbone, self.ratio = backbone, ratio
        self.mask_token = nn.Parameter(torch.zeros(1, 1, backbone.dim))
        self.decoder = nn.Linear(backbone.dim, backbone.patch**2 * backbone.channels)

    def targets(self, images):
        return F.unfold(images, self.backbone.patch, stride=self.backbone.patch).transpose(1, 2)

    def forward(self, images):
        target = self.targets(images)
        batch, count, _ = target.shape
        kept = int(count * (1 - self.ratio))
        order = torch.rand(batch, count).argsort(dim=1)
        encoded = self.backbone(images, keep=order[:, :kept])
        full = self.mask_token.repeat(batch, count, 1)
        index = order[:, :kept].unsqueeze(2).expand(-1, -1, self.backbone.dim)
        full = full.scatter(1, index, encoded)
        return F.mse_loss(self.decoder(full), target)


def main(epochs):
    torch.manual_seed(0)
    backbone = Backbone()
    model = MaskedAutoencoder(backbone)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    for _ in range(epochs):
        for images, _ in loader(60):
            loss = model(images)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        print(loss.item())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
