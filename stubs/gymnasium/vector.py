"""Vectors of environments: observations, rewards and ends of all of them in one array each."""

import numpy
from _pytea import is_known, unknown
from gymnasium.environment import Env, make, make_old, reset_result, step_result
from gymnasium.spaces import Box, Discrete, MultiDiscrete


class VectorEnv(Env):
    """Environments of the same kind, one beside the other."""

    _old = False

    def __init__(self, env_fns, *args, **kwargs):
        self._hold(env_fns[0](), len(env_fns))

    def _hold(self, env, count):
        self.num_envs = count
        self._known = is_known(env) and is_known(env.observation_space)
        if not self._known:
            self.single_observation_space = unknown("the observations of an environment")
            self.single_action_space = unknown("the actions of an environment")
            self.observation_space = unknown("the observations of environments")
            self.action_space = unknown("the actions of environments")
            return
        self.single_observation_space = env.observation_space
        self.single_action_space = env.action_space
        self.observation_space = _batched(env.observation_space, count)
        self.action_space = _batched(env.action_space, count)

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return unknown("an attribute of environments")

    def _observe(self):
        if not self._known:
            return unknown("the observations of environments")
        return self.observation_space.sample()

    def reset(self, *, seed=None, options=None):
        return reset_result(self._observe(), self._old)

    def step(self, actions):
        count = self.num_envs
        rewards = numpy.empty((count,))
        return step_result(
            self._observe(), rewards, lambda: numpy.empty((count,), dtype=bool), self._old
        )

    def call(self, *args, **kwargs):
        return unknown("what environments return")


def _batched(space, count):
    if isinstance(space, Discrete):
        return MultiDiscrete([space.n] * count)
    return Box(0, 1, (count, *space.shape), space.dtype)


class OldVectorEnv(VectorEnv):
    """gym's, whose versions differ."""

    _old = True


def make_vec(id, num_envs=1, *args, **kwargs):
    """Returns a vector of environments that gymnasium knows by name."""
    return _vector(VectorEnv, make(id, **kwargs), num_envs)


def make_vec_old(id, num_envs=1, *args, **kwargs):
    return _vector(OldVectorEnv, make_old(id, **kwargs), num_envs)


def _vector(kind, env, count):
    vector = kind.__new__(kind)
    vector._hold(env, count)
    return vector


SyncVectorEnv = AsyncVectorEnv = VectorEnv
