"""A U-Net of two levels that marks cells in grey pictures."""

import torch
from torch import nn
from torch.nn import functional as F


def double(before, after):
    return nn.Sequential(
        nn.Conv2d(before, after, 3, 1, 1), nn.ReLU(),
        nn.Conv2d(after, after, 3, 1, 1), nn.ReLU(),
    )


class SmallUNet(nn.Module):
    def __init__(self, channels=1, classes=3, width=8):
        super().__init__()
        self.down1 = double(channels, width)
        self.down2 = double(width, width * 2)
        self.bottom = double(width * 2, width * 4)
        self.up2 = nn.ConvTranspose2d(width * 4, width * 2, 2, 2)
        self.join2 = double(width * 4, width * 2)
        self.up1 = nn.ConvTranspose2d(width * 2, width, 2, 2)
        self.join1 = double(width * 2, width)
        self.head = nn.Conv2d(width, classes, 1)

    def forward(self, x):
        one = self.down1(x)
        two = self.down2(F.max_pool2d(one, 2))
        deep = self.bottom(F.max_pool2d(two, 2))
        x = self.join2(torch.cat([self.up2(deep), two], dim=1))
        x = self.join1(torch.cat([self.up1(x), one], dim=1))
        return self.head(x)


def dice(scores, masks, classes=3):
    chances = scores.softmax(dim=1)
    wanted = F.one_hot(masks, classes).permute(0, 3, 1, 2).float()
    common = (chances * wanted).sum(dim=(2, 3))
    total = chances.sum(dim=(2, 3)) + wanted.sum(dim=(2, 3))
    return 1 - (2 * common / total).mean()


net = SmallUNet()
pictures = torch.rand(2, 1, 32, 40)
masks = torch.randint(0, 3, (2, 32, 40))
scores = net(pictures)
loss = F.cross_entropy(scores, masks) + dice(scores, masks)
loss.backward()
hit = (scores.argmax(dim=1) == masks).float().mean()
print(loss.item(), hit.item())
