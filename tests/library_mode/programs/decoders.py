"""Decoders with rotary positions, experts and copied words; the shapes stand in comments."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn


@dataclass
class ModelArgs:
    dim: int = 128
    n_layers: int = 2
    n_heads: int = 8
    vocab_size: int = 1000
    hidden_dim: int = 256
    max_seq_len: int = 64
    n_experts: int = 4
    top_k: int = 2


def rotate(x: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor) -> torch.Tensor:
    # x: (B, T, H, D), cos, sin: (T, D // 2)
    a, b = x.unflatten(-1, (-1, 2)).unbind(-1)
    cos, sin = cos[None, :, None, :], sin[None, :, None, :]
    return torch.stack((a * cos - b * sin, b * cos + a * sin), dim=-1).flatten(-2)


class RotaryAttention(nn.Module):
    def __init__(self, args: ModelArgs):
        super().__init__()
        self.n_heads = args.n_heads
        self.head_dim = args.dim // args.n_heads
        self.wqkv = nn.Linear(args.dim, 3 * args.n_heads * self.head_dim, bias=False)
        self.wo = nn.Linear(args.n_heads * self.head_dim, args.dim, bias=False)

    def forward(self, x, cos, sin):
        B, T, _ = x.shape
        qkv = self.wqkv(x).view(B, T, 3, self.n_heads, self.head_dim)
        q, k, v = qkv.unbind(2)
        q, k = rotate(q, cos, sin), rotate(k, cos, sin)
        q, k, v = q.transpose(1, 2), k.transpose(1, 2), v.transpose(1, 2)
        out = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        return self.wo(out.transpose(1, 2).reshape(B, T, -1))


class Expert(nn.Module):
    def __init__(self, dim: int, hidden_dim: int):
        super().__init__()
        self.w1 = nn.Linear(dim, hidden_dim, bias=False)
        self.w2 = nn.Linear(hidden_dim, dim, bias=False)
        self.w3 = nn.Linear(dim, hidden_dim, bias=False)

    def forward(self, x):
        return self.w2(F.silu(self.w1(x)) * self.w3(x))


class SparseMoE(nn.Module):
    def __init__(self, dim: int, hidden_dim: int, n_experts: int = 4, top_k: int = 2):
        super().__init__()
        self.top_k = top_k
        self.gate = nn.Linear(dim, n_experts, bias=False)
        self.experts = nn.ModuleList([Expert(dim, hidden_dim) for _ in range(n_experts)])

    def forward(self, x):
        shape = x.shape
        x = x.view(-1, shape[-1])
        weights, indices = torch.topk(self.gate(x), self.top_k)
        weights = F.softmax(weights, dim=-1)
        out = torch.zeros_like(x)
        for i, expert in enumerate(self.experts):
            rows, nth = torch.where(indices == i)
            out[rows] += weights[rows, nth, None] * expert(x[rows])
        return out.view(shape)


class Block(nn.Module):
    def __init__(self, args: ModelArgs):
        super().__init__()
        self.attn = RotaryAttention(args)
        self.moe = SparseMoE(args.dim, args.hidden_dim, args.n_experts, args.top_k)
        self.norm1, self.norm2 = nn.LayerNorm(args.dim), nn.LayerNorm(args.dim)

    def forward(self, x, cos, sin):
        x = x + self.attn(self.norm1(x), cos, sin)
        return x + self.moe(self.norm2(x))


class MixtureDecoder(nn.Module):
    def __init__(self, args: ModelArgs):
        super().__init__()
        self.embed = nn.Embedding(args.vocab_size, args.dim)
        self.blocks = nn.ModuleList([Block(args) for _ in range(args.n_layers)])
        self.norm = nn.LayerNorm(args.dim)
        self.head = nn.Linear(args.dim, args.vocab_size, bias=False)
        angles = torch.rand(args.max_seq_len, args.dim // args.n_heads // 2)
        self.register_buffer("cos", angles.cos())
        self.register_buffer("sin", angles.sin())

    def forward(self, tokens: torch.Tensor, targets: torch.Tensor | None = None):
        batch, T = tokens.shape
        x = self.embed(tokens)
        for block in self.blocks:
            x = block(x, self.cos[:T], self.sin[:T])
        logits = self.head(self.norm(x)).view(batch, T, -1)
        if targets is None:
            return logits
        return F.cross_entropy(logits.view(-1, logits.size(-1)), targets.view(-1))


class LocationAttention(nn.Module):
    def __init__(self, rnn_dim, memory_dim, attn_dim, n_filters=32, kernel=31):
        super().__init__()
        self.query = nn.Linear(rnn_dim, attn_dim, bias=False)
        self.memory = nn.Linear(memory_dim, attn_dim, bias=False)
        self.conv = nn.Conv1d(2, n_filters, kernel, padding=(kernel - 1) // 2, bias=False)
        self.location = nn.Linear(n_filters, attn_dim, bias=False)
        self.v = nn.Linear(attn_dim, 1, bias=False)

    def forward(self, hidden, memory, weights):
        """hidden (B, R), memory (B, T, M), weights (B, 2, T)"""
        loc = self.location(self.conv(weights).transpose(1, 2))
        energies = self.v(torch.tanh(self.query(hidden.unsqueeze(1)) + loc + self.memory(memory)))
        weights = F.softmax(energies.squeeze(-1), dim=1)
        return torch.bmm(weights.unsqueeze(1), memory).squeeze(1), weights


class Biaffine(nn.Module):
    def __init__(self, in_dim: int, hidden: int, n_out: int):
        super().__init__()
        self.head = nn.Sequential(nn.Linear(in_dim, hidden), nn.ReLU())
        self.dep = nn.Sequential(nn.Linear(in_dim, hidden), nn.ReLU())
        self.weight = nn.Parameter(torch.zeros(n_out, hidden + 1, hidden + 1))

    def forward(self, x):
        h, d = self.head(x), self.dep(x)
        h = torch.cat([h, torch.ones_like(h[..., :1])], -1)
        d = torch.cat([d, torch.ones_like(d[..., :1])], -1)
        return torch.einsum("bxi,oij,byj->boxy", d, self.weight, h)


class AdditiveHeads(nn.Module):
    def __init__(self, size, heads):
        super().__init__()
        if size % heads != 0:
            raise ValueError(f"{size} features are no whole number for each of {heads} heads")
        self.heads, self.head_size = heads, size // heads
        self.query, self.score = nn.Linear(size, size), nn.Linear(size, heads)
        self.transform = nn.Linear(size, size)

    def forward(self, x):
        batch, length, _ = x.shape
        query = self.query(x)
        weight = self.score(query).transpose(1, 2).softmax(-1).unsqueeze(2)
        parts = query.reshape(*x.shape[:-1], self.heads, self.head_size).transpose(1, 2)
        pooled = (weight @ parts).transpose(1, 2).reshape(batch, 1, -1)
        return self.transform(query * pooled.repeat(1, length, 1)) + query
