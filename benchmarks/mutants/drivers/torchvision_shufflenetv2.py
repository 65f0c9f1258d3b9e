import torch
from torch.nn import functional as F

from shufflenetv2_copy import ShuffleNetV2

net = ShuffleNetV2([1, 1, 1], [8, 16, 32, 64, 64], num_classes=10)
batch = torch.randn(2, 3, 64, 64)
labels = torch.randint(0, 10, (2,))
loss = F.cross_entropy(net(batch), labels)
loss.backward()
print(loss.item())
