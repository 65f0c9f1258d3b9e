import torch
from torch.nn import functional as F

from attentionunet_copy import AttentionUnet

net = AttentionUnet(
    spatial_dims=2, in_channels=1, out_channels=3, channels=(4, 8, 16), strides=(2, 2)
)
batch = torch.randn(2, 1, 32, 32)
labels = torch.randint(
    0,
    3,
    (
        2,
        32,
        32,
    ),
)
loss = F.cross_entropy(net(batch), labels)
loss.backward()
print(loss.item())
