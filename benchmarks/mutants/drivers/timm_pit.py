import torch
from torch.nn import functional as F

from pit_copy import PoolingVisionTransformer

net = PoolingVisionTransformer(
    img_size=32,
    patch_size=8,
    stride=4,
    num_classes=10,
    base_dims=(8, 8),
    depth=(1, 1),
    heads=(2, 4),
    mlp_ratio=2.0,
    stem_type="overlap",
)
batch = torch.randn(2, 3, 32, 32)
labels = torch.randint(0, 10, (2,))
loss = F.cross_entropy(net(batch), labels)
loss.backward()
print(loss.item())
