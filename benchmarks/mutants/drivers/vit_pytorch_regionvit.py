import torch
from torch.nn import functional as F

from regionvit_copy import RegionViT

net = RegionViT(dim=(16, 24, 32, 40), depth=(1, 1, 1, 1), window_size=2, num_classes=10)
batch = torch.randn(2, 3, 64, 64)
labels = torch.randint(0, 10, (2,))
loss = F.cross_entropy(net(batch), labels)
loss.backward()
print(loss.item())
