import torch
from torch.nn import functional as F

from convmixer_copy import ConvMixer

net = ConvMixer(dim=32, depth=2, kernel_size=3, patch_size=4, num_classes=10)
batch = torch.randn(2, 3, 32, 32)
labels = torch.randint(0, 10, (2,))
loss = F.cross_entropy(net(batch), labels)
loss.backward()
print(loss.item())
