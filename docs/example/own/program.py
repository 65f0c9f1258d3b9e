import fast_kernels
import torch

x = torch.zeros(8, 64)
y = fast_kernels.gated(x, torch.zeros(32, 64))
torch.nn.Linear(64, 10)(y)
