import torch
from torch.nn import functional as F

from mobilenetv2_copy import MobileNetV2

net = MobileNetV2(num_classes=10, width_mult=0.25)
batch = torch.randn(2, 3, 64, 64)
labels = torch.randint(0, 10, (2,))
loss = F.cross_entropy(net(batch), labels)
loss.backward()
print(loss.item())
