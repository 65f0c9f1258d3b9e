"""Buffers of steps in an environment: what is sampled has the sizes of its spaces."""

from collections import namedtuple

import torch
from _pytea import is_known, unknown
from gymnasium.spaces import Discrete

ReplayBufferSamples = namedtuple(
    "ReplayBufferSamples", ["observations", "actions", "next_observations", "dones", "rewards"]
)


class ReplayBuffer:
    """Holds steps; ``sample`` gives a batch of them, with one column for rewards and ends."""

    def __init__(self, buffer_size, observation_space, action_space, device="auto", n_envs=1,
                 optimize_memory_usage=False, handle_timeout_termination=True):  # fmt: skip
        self.buffer_size = buffer_size
        self.observation_space = observation_space
        self.action_space = action_space
        self.device = "cpu" if device == "auto" else device
        self.n_envs = n_envs

    def add(self, *args, **kwargs):
        pass

    def size(self):
        return unknown("how many steps a buffer holds", "int")

    def sample(self, batch_size, env=None):
        observation, action = self.observation_space, self.action_space
        if not is_known(observation) or not is_known(action):
            return unknown("steps in an environment that is not followed")
        device = self.device
        return ReplayBufferSamples(
            _rows(observation, batch_size, device),
            _rows(action, batch_size, device),
            _rows(observation, batch_size, device),
            torch.empty(batch_size, 1, device=device),
            torch.empty(batch_size, 1, device=device),
        )


def _rows(space, count, device):
    if isinstance(space, Discrete):
        return torch.empty(count, 1, dtype=torch.int64, device=device)
    sample = torch.as_tensor(space.sample(), device=device)
    return sample.new_empty((count, *space.shape))
