import torch
from torch.nn import functional as F

from crossformer_copy import CrossFormer

net = CrossFormer(
    dim=(32, 48, 64, 80),
    depth=(1, 1, 1, 1),
    global_window_size=(4, 2, 2, 1),
    local_window_size=2,
    num_classes=10,
)
batch = torch.randn(2, 3, 64, 64)
labels = torch.randint(0, 10, (2,))
loss = F.cross_entropy(net(batch), labels)
loss.backward()
print(loss.item())
