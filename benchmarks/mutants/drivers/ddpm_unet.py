import torch

from denoising_diffusion_pytorch_copy import GaussianDiffusion, Unet

net = Unet(dim=16, dim_mults=(1, 2), flash_attn=False, attn_dim_head=8, attn_heads=2)
diffusion = GaussianDiffusion(net, image_size=16, timesteps=8)
loss = diffusion(torch.rand(2, 3, 16, 16))
loss.backward()
print(loss.item(), diffusion.sample(batch_size=2).shape)
