"""A convolutional autoencoder with a code of a few numbers."""

import torch
import torch.nn.functional as F
from torch import nn


class Encoder(nn.Module):
    def __init__(self, channels, width, code):
        super().__init__()
        self.first = nn.Conv2d(channels, width, kernel_size=3, stride=2, padding=1)
        self.second = nn.Conv2d(width, width * 2, kernel_size=3, stride=2, padding=1)
        self.norm = nn.BatchNorm2d(width * 2)
        self.code = nn.Linear(width * 2 * 7 * 7, code)

    def forward(self, x):
        x = F.relu(self.first(x))
        x = F.relu(self.norm(self.second(x)))
        return self.code(x.flatten(start_dim=1))


class Decoder(nn.Module):
    def __init__(self, channels, width, code):
        super().__init__()
        self.width = width
        self.grow = nn.Linear(code, width * 2 * 7 * 7)
        self.first = nn.ConvTranspose2d(width * 2, width, kernel_size=4, stride=2, padding=1)
        self.second = nn.ConvTranspose2d(width, channels, kernel_size=4, stride=2, padding=1)

    def forward(self, code):
        x = F.relu(self.grow(code))
        x = x.view(-1, self.width * 2, 7, 7)
        return torch.sigmoid(self.second(F.relu(self.first(x))))


encoder = Encoder(channels=1, width=8, code=16)
decoder = Decoder(channels=1, width=8, code=16)
parameters = [*encoder.parameters(), *decoder.parameters()]
optimizer = torch.optim.SGD(parameters, lr=0.1)
for _ in range(2):
    images = torch.rand(10, 1, 28, 28)
    again = decoder(encoder(images))
    loss = F.mse_loss(again, images)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
codes = encoder(torch.rand(4, 1, 28, 28))
middle = torch.stack([codes[0], codes[1]], dim=0).mean(dim=0, keepdim=True)
print(decoder(middle).shape)
