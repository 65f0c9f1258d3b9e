import torch
from transformers import ViTConfig

from modeling_vit_copy import ViTForImageClassification

config = ViTConfig(
    hidden_size=24,
    num_hidden_layers=2,
    num_attention_heads=2,
    intermediate_size=48,
    image_size=32,
    patch_size=8,
    num_labels=10,
)
net = ViTForImageClassification(config)
output = net(pixel_values=torch.randn(2, 3, 32, 32), labels=torch.randint(0, 10, (2,)))
output.loss.backward()
print(output.loss.item(), output.logits.shape)
