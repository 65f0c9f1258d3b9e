import torch
from torch.nn import functional as F

from unetr_copy import UNETR

net = UNETR(
    in_channels=1,
    out_channels=3,
    img_size=32,
    feature_size=4,
    hidden_size=24,
    mlp_dim=32,
    num_heads=2,
    spatial_dims=2,
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
