import torch
import torch.nn as nn

from .registry import register


class Gate(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.project = nn.Linear(channels, channels)

    def forward(self, x):
        weight = torch.sigmoid(self.project(x.mean(dim=2)))
        return x * weight.unsqueeze(2)


@register("conv_net")
class ConvNet(nn.Module):
    def __init__(self, mels, frames, widths, hidden, words):
        super().__init__()
        layers = []
        channels = mels
        for width in widths:
            layers += [nn.Conv1d(channels, width, 5, padding=2), nn.BatchNorm1d(width), nn.ReLU()]
            layers += [Gate(width), nn.MaxPool1d(2)]
            channels = width
        self.features = nn.Sequential(*layers)
        self.head = nn.Sequential(
            nn.Flatten(),
            nn.Linear(channels * (frames // 2 ** len(widths)), hidden),
            nn.ReLU(),
            nn.Linear(hidden, words),
        )

    @classmethod
    def from_config(cls, config):
        model = config.model
        return cls(config.mels, config.frames, model.widths, model.hidden, config.words)

    def forward(self, x):
        return self.head(self.features(x))


@register("gru_net")
class GRUNet(nn.Module):
    def __init__(self, mels, hidden, words):
        super().__init__()
        self.gru = nn.GRU(mels, hidden, batch_first=True, bidirectional=True)
        self.norm = nn.LayerNorm(2 * hidden)
        self.head = nn.Linear(2 * hidden, words)

    @classmethod
    def from_config(cls, config):
        return cls(config.mels, config.model.hidden, config.words)

    def forward(self, x):
        states, _ = self.gru(x.transpose(1, 2))
        return self.head(self.norm(states).mean(dim=1))
