import torch
from torch.nn import functional as F

from cross_vit_copy import CrossViT

net = CrossViT(
    image_size=48,
    num_classes=10,
    sm_dim=24,
    lg_dim=32,
    sm_patch_size=12,
    lg_patch_size=16,
    sm_enc_heads=2,
    lg_enc_heads=2,
    lg_enc_depth=1,
    depth=1,
    sm_enc_mlp_dim=48,
    lg_enc_mlp_dim=64,
)
batch = torch.randn(2, 3, 48, 48)
labels = torch.randint(0, 10, (2,))
loss = F.cross_entropy(net(batch), labels)
loss.backward()
print(loss.item())
