"""Environments: observations of known size, rewards and ends that are not known."""

import numpy
from _pytea import is_known, random, unknown
from gymnasium.spaces import Box, Discrete

_CLASSIC = {
    "CartPole": ((4,), 2),
    "MountainCar": ((2,), 3),
    "Acrobot": ((6,), 3),
    "LunarLander": ((8,), 4),
    "Pendulum": ((3,), (1,)),
    "MountainCarContinuous": ((2,), (1,)),
    "LunarLanderContinuous": ((8,), (2,)),
    "BipedalWalker": ((24,), (4,)),
    "BipedalWalkerHardcore": ((24,), (4,)),
    "CarRacing": ((96, 96, 3), (3,)),
}


class Env:
    """The base of environments, and what ``make`` gives for those that are known."""

    metadata = {}
    render_mode = None
    spec = unknown("the specification of an environment")
    reward_range = (float("-inf"), float("inf"))

    @property
    def unwrapped(self):
        return self

    def render(self, *args, **kwargs):
        return unknown("a picture of an environment")

    def close(self):
        pass

    def seed(self, seed=None):
        pass

    def reset(self, *, seed=None, options=None):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass


class _Known(Env):
    def __init__(self, observation, action, pairs):
        pixels = len(observation) == 3
        kind = numpy.uint8 if pixels else numpy.float32
        self.observation_space = Box(0, 255 if pixels else 1, observation, kind)
        self.action_space = Discrete(action) if isinstance(action, int) else Box(-1, 1, action)
        self._pairs = pairs
        self._max_episode_steps = unknown("the length of an episode", "int")

    def _observe(self):
        return numpy.empty(self.observation_space.shape, self.observation_space.dtype)

    def reset(self, *, seed=None, options=None):
        return (self._observe(), {}) if self._pairs else unknown("an observation, or a pair")

    def step(self, action):
        if not self._pairs:
            return unknown("a step of an environment")
        return self._observe(), random("float"), random("bool"), random("bool"), {}


class Wrapper(Env):
    def __init__(self, env):
        self.env = env

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.env, name)

    @property
    def unwrapped(self):
        return self.env

    def reset(self, **kwargs):
        return self.env.reset(**kwargs)

    def step(self, action):
        return self.env.step(action)


class ObservationWrapper(Wrapper):
    def reset(self, **kwargs):
        observation, info = self.env.reset(**kwargs)
        return self.observation(observation), info

    def step(self, action):
        observation, reward, terminated, truncated, info = self.env.step(action)
        return self.observation(observation), reward, terminated, truncated, info


class RewardWrapper(Wrapper):
    def step(self, action):
        observation, reward, terminated, truncated, info = self.env.step(action)
        return observation, self.reward(reward), terminated, truncated, info


def make(id, *args, **kwargs):
    return _made(id, kwargs, True)


def make_old(id, *args, **kwargs):
    return _made(id, kwargs, False)


def _made(id, kwargs, pairs):
    name = id.partition("-v")[0] if is_known(id) and isinstance(id, str) else ""
    if name not in _CLASSIC or "continuous" in kwargs:
        return unknown("an environment that is not followed")
    observation, action = _CLASSIC[name]
    return _Known(observation, action, pairs)
