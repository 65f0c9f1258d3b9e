import torch
from transformers import GPT2Config

from modeling_gpt2_copy import GPT2LMHeadModel

config = GPT2Config(vocab_size=100, n_positions=32, n_embd=24, n_layer=2, n_head=2)
net = GPT2LMHeadModel(config)
words = torch.randint(0, 100, (2, 16))
output = net(input_ids=words, labels=words)
output.loss.backward()
print(output.loss.item(), output.logits.shape)
