"""Pictures and captions meet in one space: a small CLIP."""

import torch
from torch import nn
from torch.nn import functional as F


class PictureTower(nn.Module):
    def __init__(self, width, out):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, width, kernel_size=5, stride=2, padding=2),
            nn.GroupNorm(num_groups=4, num_channels=width),
            nn.SiLU(),
            nn.Conv2d(width, width * 2, kernel_size=3, stride=2, padding=1),
            nn.SiLU(),
            nn.AdaptiveAvgPool2d(1),
        )
        self.project = nn.Linear(width * 2, out, bias=False)

    def forward(self, pictures):
        return self.project(self.features(pictures).flatten(1))


class TextTower(nn.Module):
    def __init__(self, words, width, heads, out, length):
        super().__init__()
        self.words = nn.Embedding(words, width)
        self.places = nn.Parameter(torch.zeros(1, length, width))
        layer = nn.TransformerEncoderLayer(width, nhead=heads, dim_feedforward=width * 2, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, num_layers=2)
        self.project = nn.Linear(width, out, bias=False)

    def forward(self, words):
        x = self.words(words) + self.places[:, : words.shape[1]]
        x = self.encoder(x, src_key_padding_mask=words == 0)
        return self.project(x.mean(dim=1))


pictures = torch.rand(6, 3, 32, 32)
captions = torch.randint(1, 90, (6, 11))
left = F.normalize(PictureTower(16, 24)(pictures), dim=-1)
right = F.normalize(TextTower(90, 32, 4, 24, 16)(captions), dim=-1)
scale = nn.Parameter(torch.tensor(2.0))
scores = scale.exp() * left @ right.t()
labels = torch.arange(len(scores))
loss = (F.cross_entropy(scores, labels) + F.cross_entropy(scores.t(), labels)) / 2
loss.backward()
best = scores.topk(k=3, dim=1).indices
print((best == labels.unsqueeze(1)).any(dim=1).float().mean().item())
