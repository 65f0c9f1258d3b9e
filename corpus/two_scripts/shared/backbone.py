import torch
import torch.nn as nn


class Patches(nn.Module):
    def __init__(self, channels, patch, dim, size):
        super().__init__()
        self.project = nn.Conv2d(channels, dim, patch, stride=patch)
        self.position = nn.Parameter(torch.zeros(1, (size // patch) ** 2, dim))

    def forward(self, images):
        tokens = self.project(images).flatten(2).transpose(1, 2)
        return tokens + self.position


class Backbone(nn.Module):
    def __init__(self, channels=3, patch=4, dim=32, size=16, depth=2, heads=4):
        super().__init__()
        self.dim, self.patch, self.channels = dim, patch, channels
        self.patches = Patches(channels, patch, dim, size)
        layer = nn.TransformerEncoderLayer(dim, heads, 2 * dim, dropout=0.0, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, depth)

    def forward(self, images, keep=None):
        tokens = self.patches(images)
        if keep is not None:
            tokens = torch.gather(tokens, 1, keep.unsqueeze(2).expand(-1, -1, self.dim))
        return self.encoder(tokens)
