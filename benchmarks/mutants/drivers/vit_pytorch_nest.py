import torch
from torch.nn import functional as F

from nest_copy import NesT

net = NesT(
    image_size=32,
    patch_size=4,
    num_classes=10,
    dim=16,
    heads=2,
    num_hierarchies=2,
    block_repeats=(1, 2),
)
batch = torch.randn(2, 3, 32, 32)
labels = torch.randint(0, 10, (2,))
loss = F.cross_entropy(net(batch), labels)
loss.backward()
print(loss.item())
