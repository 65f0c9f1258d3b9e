import torch

from denoising_diffusion_pytorch_1d_copy import GaussianDiffusion1D, Unet1D

net = Unet1D(dim=16, dim_mults=(1, 2), channels=4, attn_dim_head=8, attn_heads=2)
diffusion = GaussianDiffusion1D(net, seq_length=16, timesteps=8)
loss = diffusion(torch.rand(2, 4, 16))
loss.backward()
print(loss.item(), diffusion.sample(batch_size=2).shape)
