import torch
from torch.nn import functional as F

from convnext_copy import ConvNeXt

net = ConvNeXt(num_classes=10, depths=(1, 1, 1, 1), dims=(8, 16, 24, 32))
batch = torch.randn(2, 3, 64, 64)
labels = torch.randint(0, 10, (2,))
loss = F.cross_entropy(net(batch), labels)
loss.backward()
print(loss.item())
