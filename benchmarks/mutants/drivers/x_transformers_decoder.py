import torch
from x_transformers import Decoder, TransformerWrapper

from autoregressive_wrapper_copy import AutoregressiveWrapper

net = TransformerWrapper(
    num_tokens=100, max_seq_len=32, attn_layers=Decoder(dim=32, depth=2, heads=2, attn_dim_head=16)
)
model = AutoregressiveWrapper(net)
loss = model(torch.randint(0, 100, (2, 17)))
loss.backward()
print(loss.item())
