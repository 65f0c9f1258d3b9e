import torch
from torch.nn import functional as F

from vgg_copy import VGG

net = VGG(cfg=[8, "M", 16, "M", 32, "M"], num_classes=10, mlp_ratio=0.02)
batch = torch.randn(2, 3, 64, 64)
labels = torch.randint(0, 10, (2,))
loss = F.cross_entropy(net(batch), labels)
loss.backward()
print(loss.item())
