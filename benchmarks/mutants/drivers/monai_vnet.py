import torch
from torch.nn import functional as F

from vnet_copy import VNet

net = VNet(
    spatial_dims=2, in_channels=1, out_channels=3, dropout_prob_down=0.5, dropout_prob_up=(0.5, 0.5)
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
