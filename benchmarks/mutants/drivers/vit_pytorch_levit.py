import torch
from torch.nn import functional as F

from levit_copy import LeViT

net = LeViT(
    image_size=64,
    num_classes=10,
    stages=2,
    dim=(32, 48),
    depth=1,
    heads=(2, 3),
    mlp_mult=2,
    dim_key=8,
    dim_value=16,
)
batch = torch.randn(2, 3, 64, 64)
labels = torch.randint(0, 10, (2,))
loss = F.cross_entropy(net(batch), labels)
loss.backward()
print(loss.item())
