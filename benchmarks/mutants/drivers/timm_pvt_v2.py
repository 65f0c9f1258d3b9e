import torch
from torch.nn import functional as F

from pvt_v2_copy import PyramidVisionTransformerV2

net = PyramidVisionTransformerV2(
    num_classes=10, embed_dims=(8, 16, 24, 32), depths=(1, 1, 1, 1), num_heads=(1, 2, 3, 4)
)
batch = torch.randn(2, 3, 64, 64)
labels = torch.randint(0, 10, (2,))
loss = F.cross_entropy(net(batch), labels)
loss.backward()
print(loss.item())
