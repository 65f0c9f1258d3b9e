import torch
from torch.nn import functional as F

from densenet_copy import DenseNet

net = DenseNet(growth_rate=8, block_config=(2, 2), num_init_features=16, num_classes=10)
batch = torch.randn(2, 3, 64, 64)
labels = torch.randint(0, 10, (2,))
loss = F.cross_entropy(net(batch), labels)
loss.backward()
print(loss.item())
