import torch
from torch.nn import functional as F

from scalable_vit_copy import ScalableViT

net = ScalableViT(
    num_classes=10,
    dim=16,
    depth=(1, 1),
    heads=(2, 4),
    reduction_factor=(2, 1),
    window_size=(4, None),
)
batch = torch.randn(2, 3, 32, 32)
labels = torch.randint(0, 10, (2,))
loss = F.cross_entropy(net(batch), labels)
loss.backward()
print(loss.item())
