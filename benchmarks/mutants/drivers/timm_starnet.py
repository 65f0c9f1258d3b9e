import torch
from torch.nn import functional as F

from starnet_copy import StarNet

net = StarNet(base_dim=8, depths=(1, 1, 1, 1), num_classes=10)
batch = torch.randn(2, 3, 64, 64)
labels = torch.randint(0, 10, (2,))
loss = F.cross_entropy(net(batch), labels)
loss.backward()
print(loss.item())
