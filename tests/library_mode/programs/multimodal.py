"""Models with two inputs: CLIP-like towers, question answering, fusion, matching."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from einops import rearrange


class ProjectionHead(nn.Module):
    def __init__(self, embedding_dim, projection_dim=64, dropout=0.1):
        super().__init__()
        self.projection = nn.Linear(embedding_dim, projection_dim)
        self.gelu = nn.GELU()
        self.fc = nn.Linear(projection_dim, projection_dim)
        self.dropout = nn.Dropout(dropout)
        self.layer_norm = nn.LayerNorm(projection_dim)

    def forward(self, x):
        projected = self.projection(x)
        x = self.gelu(projected)
        x = self.fc(x)
        x = self.dropout(x)
        x = x + projected
        return self.layer_norm(x)


class Clip(nn.Module):
    def __init__(self, image_dim, text_dim, temperature=1.0):
        super().__init__()
        self.image_projection = ProjectionHead(image_dim)
        self.text_projection = ProjectionHead(text_dim)
        self.temperature = temperature

    def forward(self, image_features, text_features):
        image_embeddings = self.image_projection(image_features)
        text_embeddings = self.text_projection(text_features)
        logits = (text_embeddings @ image_embeddings.T) / self.temperature
        targets = torch.arange(logits.shape[0])
        return F.cross_entropy(logits, targets)


class FiLM(nn.Module):
    def __init__(self, cond_dim, channels):
        super().__init__()
        self.fc = nn.Linear(cond_dim, channels * 2)

    def forward(self, feature_map, cond):
        gamma, beta = self.fc(cond).chunk(2, dim=1)
        gamma = rearrange(gamma, "b c -> b c 1 1")
        beta = rearrange(beta, "b c -> b c 1 1")
        return (1 + gamma) * feature_map + beta


class BilinearFusion(nn.Module):
    def __init__(self, dim1: int, dim2: int, out_dim: int):
        super().__init__()
        self.bilinear = nn.Bilinear(dim1, dim2, out_dim)
        self.gate = nn.Linear(dim1 + dim2, out_dim)

    def forward(self, a, b):
        return self.bilinear(a, b) * torch.sigmoid(self.gate(torch.cat([a, b], dim=-1)))


class Siamese(nn.Module):
    def __init__(self, emb=32):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(1, 8, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 3), nn.AdaptiveAvgPool2d(1)
        )
        self.fc = nn.Linear(16, emb)
        self.out = nn.Linear(emb, 1)

    def forward_once(self, x):
        return self.fc(self.features(x).flatten(1))

    def forward(self, left, right):
        distance = torch.abs(self.forward_once(left) - self.forward_once(right))
        return self.out(distance).squeeze(1)


class Perceiver(nn.Module):
    def __init__(self, num_latents, latent_dim, input_dim):
        super().__init__()
        self.latents = nn.Parameter(torch.randn(num_latents, latent_dim))
        self.q = nn.Linear(latent_dim, latent_dim)
        self.kv = nn.Linear(input_dim, 2 * latent_dim)

    def forward(self, data):
        b = data.shape[0]
        latents = self.latents.unsqueeze(0).expand(b, -1, -1)
        q = self.q(latents)
        k, v = self.kv(data).chunk(2, dim=-1)
        sim = torch.einsum("b i d, b j d -> b i j", q, k)
        return latents + torch.einsum("b i j, b j d -> b i d", sim.softmax(dim=-1), v)


class TwoTower(nn.Module):
    def __init__(self, n_users, n_items, dim):
        super().__init__()
        self.user_factors = nn.Embedding(n_users, dim)
        self.item_factors = nn.Embedding(n_items, dim)
        self.user_bias = nn.Embedding(n_users, 1)

    def forward(self, user, item):
        dot = (self.user_factors(user) * self.item_factors(item)).sum(-1)
        return dot + self.user_bias(user).squeeze(-1)
