import torch
from torch.nn import functional as F

from vivit_copy import ViViT

net = ViViT(
    image_size=32,
    image_patch_size=8,
    frames=4,
    frame_patch_size=2,
    num_classes=10,
    dim=32,
    spatial_depth=1,
    temporal_depth=1,
    heads=2,
    mlp_dim=64,
)
batch = torch.randn(2, 3, 4, 32, 32)
labels = torch.randint(0, 10, (2,))
loss = F.cross_entropy(net(batch), labels)
loss.backward()
print(loss.item())
