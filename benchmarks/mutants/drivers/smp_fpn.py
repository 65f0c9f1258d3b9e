import torch
from torch.nn import functional as F

from decoder_copy import FPNDecoder

net = FPNDecoder(
    encoder_channels=(3, 8, 16, 24, 32, 40),
    encoder_depth=5,
    pyramid_channels=16,
    segmentation_channels=32,
)
batch = torch.randn(2, 16, 16, 16)
labels = torch.randint(
    0,
    3,
    (
        2,
        16,
        16,
    ),
)
loss = F.cross_entropy(
    net(
        [
            torch.randn(2, 3, 64, 64),
            torch.randn(2, 8, 32, 32),
            batch,
            torch.randn(2, 24, 8, 8),
            torch.randn(2, 32, 4, 4),
            torch.randn(2, 40, 2, 2),
        ]
    )[:, :3],
    labels,
)
loss.backward()
print(loss.item())
