import torch
from torch.nn import functional as F

from max_vit_copy import MaxViT

net = MaxViT(num_classes=10, dim=16, depth=(1, 1), dim_head=8, dim_conv_stem=8, window_size=4)
batch = torch.randn(2, 3, 32, 32)
labels = torch.randint(0, 10, (2,))
loss = F.cross_entropy(net(batch), labels)
loss.backward()
print(loss.item())
