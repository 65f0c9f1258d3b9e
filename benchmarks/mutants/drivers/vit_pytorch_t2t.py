import torch
from torch.nn import functional as F

from t2t_copy import T2TViT

net = T2TViT(dim=32, image_size=32, depth=1, heads=2, mlp_dim=64, num_classes=10)
batch = torch.randn(2, 3, 32, 32)
labels = torch.randint(0, 10, (2,))
loss = F.cross_entropy(net(batch), labels)
loss.backward()
print(loss.item())
