import torch
from torch.nn import functional as F

from mobile_vit_copy import MobileViT

net = MobileViT(
    (64, 64),
    dims=[24, 32, 40],
    channels=[8, 8, 16, 16, 24, 24, 32, 32, 40, 40, 48],
    num_classes=10,
    depths=(1, 1, 1),
)
batch = torch.randn(2, 3, 64, 64)
labels = torch.randint(0, 10, (2,))
loss = F.cross_entropy(net(batch), labels)
loss.backward()
print(loss.item())
