import torch
from torch.nn import functional as F

from decoder_copy import UnetDecoder

net = UnetDecoder(encoder_channels=(3, 8, 16, 24), decoder_channels=(16, 8, 4), n_blocks=3)
batch = torch.randn(2, 8, 16, 16)
labels = torch.randint(
    0,
    3,
    (
        2,
        32,
        32,
    ),
)
loss = F.cross_entropy(
    net([torch.randn(2, 3, 32, 32), batch, torch.randn(2, 16, 8, 8), torch.randn(2, 24, 4, 4)])[
        :, :3
    ],
    labels,
)
loss.backward()
print(loss.item())
