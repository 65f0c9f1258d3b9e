"""Environments: observations of known size, rewards and ends that are not known."""

import numpy
from _pytea import is_known, random, unknown, unpacked, unpacked_calls
from gymnasium.sizes import sizes_of
from gymnasium.spaces import Box, Discrete


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


def step_items():
    """Returns of how many items the program takes a step of gym, whose versions differ: 4 or 5."""
    counts = [count for count in unpacked_calls("step") if count in (4, 5)]
    if len(counts) == 1:
        return counts[0]
    count = unpacked()
    return count if count in (4, 5) else None


def gives_info(old):
    """Returns whether ``reset`` gives a pair; None where the program does not tell."""
    if not old or unpacked() == 2:
        return True
    items = step_items()
    return None if items is None else items == 5


def reset_result(observation, old):
    """Returns what ``reset`` gives: an observation, and since gym 0.26 what else there is to say."""
    pair = gives_info(old)
    if pair is None:
        return unknown("an observation, or a pair")
    info = unknown("what an environment tells", "dict")
    return (observation, info) if pair else observation


def step_result(observation, reward, ends, old):
    """Returns what ``step`` gives; ``ends`` makes the values that say whether an episode is over."""
    items = step_items() if old else 5
    info = unknown("what an environment tells", "dict")
    if items is None:
        return unknown("a step of an environment")
    if items == 4:
        return observation, reward, ends(), info
    return observation, reward, ends(), ends(), info


class Known(Env):
    """An environment whose spaces are known; ``old``: it is gym's, whose versions differ."""

    def __init__(self, observation, action, old):
        pixels = len(observation) == 3
        kind = numpy.uint8 if pixels else numpy.float32
        self.observation_space = Box(0, 255 if pixels else 1, observation, kind)
        self.action_space = Box(-1, 1, action) if isinstance(action, tuple) else Discrete(action)
        self._old = old
        self._max_episode_steps = unknown("the length of an episode", "int")

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return unknown("an attribute of an environment")

    def _observe(self):
        return self.observation_space.sample()

    def reset(self, *, seed=None, options=None):
        return reset_result(self._observe(), self._old)

    def step(self, action):
        return step_result(self._observe(), random("float"), lambda: random("bool"), self._old)


class Numbered(Known):
    """An environment whose states are numbers."""

    def __init__(self, states, action, old):
        Known.__init__(self, (), action, old)
        self.observation_space = Discrete(states)


def make(id, *args, **kwargs):
    return _made(id, kwargs, False)


def make_old(id, *args, **kwargs):
    return _made(id, kwargs, True)


def _made(id, kwargs, old):
    sizes = sizes_of(id) if is_known(id) and isinstance(id, str) else None
    if sizes is None or "continuous" in kwargs:
        return unknown("an environment that is not followed")
    observation, action = sizes
    if isinstance(observation, int):
        return Numbered(observation, action, old)
    return Known(observation, action, old)
