"""REINFORCE with a baseline on a walk that ends after a few steps."""

import torch
from torch import nn
from torch.distributions import Categorical


class ActorCritic(nn.Module):
    def __init__(self, observation, actions, hidden=32):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(observation, hidden), nn.Tanh())
        self.policy = nn.Linear(hidden, actions)
        self.value = nn.Linear(hidden, 1)

    def forward(self, seen):
        hidden = self.body(seen)
        return self.policy(hidden), self.value(hidden).squeeze(-1)


def discounted(rewards, factor=0.9):
    total = torch.zeros(rewards.size(1))
    returns = []
    for reward in rewards.flip(0):
        total = reward + factor * total
        returns.insert(0, total)
    return torch.stack(returns)


walkers, steps = 16, 5
net = ActorCritic(observation=6, actions=3)
optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
state = torch.randn(walkers, 6)
chances, values, rewards = [], [], []
for step in range(steps):
    scores, value = net(state)
    choice = Categorical(logits=scores)
    action = choice.sample()
    chances.append(choice.log_prob(action))
    values.append(value)
    rewards.append((action == 1).float())
    state = state + torch.nn.functional.one_hot(action, 3).float().repeat(1, 2)
returns = discounted(torch.stack(rewards))
values = torch.stack(values)
gain = returns - values.detach()
loss = -(torch.stack(chances) * gain).mean() + nn.functional.mse_loss(values, returns)
optimizer.zero_grad()
loss.backward()
optimizer.step()
print(loss.item())
