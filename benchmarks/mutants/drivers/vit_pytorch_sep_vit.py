import torch
from torch.nn import functional as F

from sep_vit_copy import SepViT

net = SepViT(num_classes=10, dim=16, depth=(1, 1), heads=(2, 4), window_size=7, dim_head=8)
batch = torch.randn(2, 3, 56, 56)
labels = torch.randint(0, 10, (2,))
loss = F.cross_entropy(net(batch), labels)
loss.backward()
print(loss.item())
