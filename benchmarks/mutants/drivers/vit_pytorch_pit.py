import torch
from torch.nn import functional as F

from pit_copy import PiT

net = PiT(image_size=32, patch_size=8, num_classes=10, dim=32, depth=(1, 1), heads=2, mlp_dim=64)
batch = torch.randn(2, 3, 32, 32)
labels = torch.randint(0, 10, (2,))
loss = F.cross_entropy(net(batch), labels)
loss.backward()
print(loss.item())
