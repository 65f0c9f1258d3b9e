"""Networks of reinforcement learning and of tables."""

from __future__ import annotations

from typing import Literal, Optional

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor


class ActorCritic(nn.Module):
    def __init__(self, obs_dim: int, n_actions: int, hidden: int = 64):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(obs_dim, hidden), nn.Tanh(), nn.Linear(hidden, hidden), nn.Tanh())
        self.policy = nn.Linear(hidden, n_actions)
        self.value = nn.Linear(hidden, 1)

    def forward(self, obs: Tensor) -> tuple[Tensor, Tensor]:
        features = self.body(obs)
        return self.policy(features), self.value(features).squeeze(-1)


class DuelingDQN(nn.Module):
    def __init__(self, in_channels=4, num_actions=6):
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, 32, kernel_size=8, stride=4)
        self.conv2 = nn.Conv2d(32, 64, kernel_size=4, stride=2)
        self.conv3 = nn.Conv2d(64, 64, kernel_size=3, stride=1)
        self.advantage = nn.Sequential(nn.Linear(7 * 7 * 64, 128), nn.ReLU(), nn.Linear(128, num_actions))
        self.val = nn.Sequential(nn.Linear(7 * 7 * 64, 128), nn.ReLU(), nn.Linear(128, 1))

    def forward(self, frames):
        x = F.relu(self.conv1(frames / 255.0))
        x = F.relu(self.conv2(x))
        x = F.relu(self.conv3(x))
        x = x.flatten(1)
        adv = self.advantage(x)
        return self.val(x) + adv - adv.mean(1, keepdim=True)


class Critic(nn.Module):
    def __init__(self, state_dim, action_dim):
        super().__init__()
        self.l1 = nn.Linear(state_dim + action_dim, 256)
        self.l2 = nn.Linear(256, 1)

    def forward(self, state, action):
        sa = torch.cat([state, action], 1)
        return self.l2(F.relu(self.l1(sa)))


class TabularNet(nn.Module):
    def __init__(self, n_cont: int, n_cat: int, emb_dim: int, out: int):
        super().__init__()
        self.emb = nn.Embedding(n_cat, emb_dim)
        self.bn_cont = nn.BatchNorm1d(n_cont)
        self.lin1 = nn.Linear(n_cont + emb_dim, 32)
        self.lin2 = nn.Linear(32, out)

    def forward(self, x_cat, x_cont):
        x = torch.cat([self.emb(x_cat), self.bn_cont(x_cont)], 1)
        return self.lin2(F.relu(self.lin1(x)))


class Pooled(nn.Module):
    """Pools a sequence in one of three ways."""

    def __init__(self, dim: int, out: int, mode: Literal["mean", "max", "both"]):
        super().__init__()
        self.mode = mode
        width = 2 * dim if mode == "both" else dim
        self.head = nn.Linear(width, out)

    def forward(self, x: Tensor) -> Tensor:
        if self.mode == "mean":
            pooled = x.mean(dim=1)
        elif self.mode == "max":
            pooled = x.amax(dim=1)
        else:
            pooled = torch.cat([x.mean(dim=1), x.amax(dim=1)], dim=-1)
        return self.head(pooled)


class MoE(nn.Module):
    def __init__(self, dim: int, n_experts: int = 4):
        super().__init__()
        self.gate = nn.Linear(dim, n_experts)
        self.experts = nn.ModuleList([nn.Linear(dim, dim) for _ in range(n_experts)])

    def forward(self, x: Tensor) -> Tensor:
        weights = F.softmax(self.gate(x), dim=-1)
        outputs = torch.stack([expert(x) for expert in self.experts], dim=-2)
        return (weights.unsqueeze(-1) * outputs).sum(dim=-2)


class LoRALinear(nn.Module):
    def __init__(self, in_features: int, out_features: int, rank: int = 4, bias: Optional[bool] = None):
        super().__init__()
        self.base = nn.Linear(in_features, out_features, bias=bool(bias))
        self.lora_A = nn.Parameter(torch.zeros(rank, in_features))
        self.lora_B = nn.Parameter(torch.zeros(out_features, rank))

    def forward(self, x: Tensor) -> Tensor:
        return self.base(x) + x @ self.lora_A.T @ self.lora_B.T
