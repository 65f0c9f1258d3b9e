import torch
from torch.nn import functional as F

from cvt_copy import CvT

net = CvT(
    num_classes=10,
    s1_emb_dim=16,
    s2_emb_dim=24,
    s3_emb_dim=36,
    s3_depth=1,
    s2_depth=1,
    s2_heads=2,
    s3_heads=3,
)
batch = torch.randn(2, 3, 64, 64)
labels = torch.randint(0, 10, (2,))
loss = F.cross_entropy(net(batch), labels)
loss.backward()
print(loss.item())
