import torch
from torch.nn import functional as F

from twins_svt_copy import TwinsSVT

net = TwinsSVT(
    num_classes=10,
    s1_emb_dim=16,
    s2_emb_dim=24,
    s3_emb_dim=32,
    s4_emb_dim=40,
    s1_local_patch_size=4,
    s1_global_k=2,
    s2_global_k=2,
    s3_global_k=2,
    s4_global_k=2,
    s2_local_patch_size=2,
    s3_local_patch_size=2,
    s4_local_patch_size=2,
    s3_depth=1,
    s4_depth=1,
)
batch = torch.randn(2, 3, 64, 64)
labels = torch.randint(0, 10, (2,))
loss = F.cross_entropy(net(batch), labels)
loss.backward()
print(loss.item())
