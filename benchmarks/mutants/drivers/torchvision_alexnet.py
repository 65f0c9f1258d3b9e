import torch
from torch.nn import functional as F

from alexnet_copy import AlexNet

net = AlexNet(num_classes=10)
batch = torch.randn(2, 3, 96, 96)
labels = torch.randint(0, 10, (2,))
loss = F.cross_entropy(net(batch), labels)
loss.backward()
print(loss.item())
