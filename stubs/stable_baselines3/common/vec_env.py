"""Vectors of environments: ``reset`` gives observations alone, ``step`` four things of all environments."""

import numpy
from _pytea import is_known, unknown
from gymnasium.spaces import Box, Dict


class VecEnv:
    """The base of vectors; an action is taken in two steps, which subclasses define."""

    metadata = {}

    def __init__(self, num_envs, observation_space, action_space):
        self.num_envs = num_envs
        self.observation_space = observation_space
        self.action_space = action_space

    def step(self, actions):
        self.step_async(actions)
        return self.step_wait()

    @property
    def unwrapped(self):
        return self

    def close(self):
        pass

    def seed(self, seed=None):
        return [None] * self.num_envs

    def get_images(self):
        return unknown("pictures of environments")

    def render(self, mode=None):
        return unknown("pictures of environments")

    def get_attr(self, attr_name, indices=None):
        return unknown("an attribute of environments", "list")

    def set_attr(self, attr_name, value, indices=None):
        pass

    def env_method(self, method_name, *method_args, indices=None, **method_kwargs):
        return unknown("what environments return", "list")

    def env_is_wrapped(self, wrapper_class, indices=None):
        return unknown("what environments are wrapped in", "list")


class DummyVecEnv(VecEnv):
    """Environments of the same kind, one beside the other."""

    def __init__(self, env_fns, start_method=None):
        env = env_fns[0]()
        if is_known(env):
            observation_space, action_space = env.observation_space, env.action_space
        else:
            observation_space = unknown("the observations of an environment")
            action_space = unknown("the actions of an environment")
        super().__init__(len(env_fns), observation_space, action_space)

    def _observe(self):
        space = self.observation_space
        if not is_known(space):
            return unknown("the observations of environments")
        if isinstance(space, Dict):
            return {name: self._rows(space.spaces[name]) for name in space.spaces}
        return self._rows(space)

    def _rows(self, space):
        dtype = numpy.asarray(space.sample()).dtype
        return numpy.empty((self.num_envs, *space.shape), dtype)

    def reset(self):
        return self._observe()

    def step_async(self, actions):
        pass

    def step_wait(self):
        count = self.num_envs
        infos = unknown("what environments tell", "list")
        rewards = numpy.empty((count,), numpy.float32)
        return self._observe(), rewards, numpy.empty((count,), bool), infos


class SubprocVecEnv(DummyVecEnv):
    pass


class VecEnvWrapper(VecEnv):
    """A vector around another one."""

    def __init__(self, venv, observation_space=None, action_space=None):
        self.venv = venv
        super().__init__(
            venv.num_envs,
            venv.observation_space if observation_space is None else observation_space,
            venv.action_space if action_space is None else action_space,
        )

    def __getattr__(self, name):
        if name.startswith("_") or name == "venv":
            raise AttributeError(name)
        return getattr(self.venv, name)

    @property
    def unwrapped(self):
        return self.venv.unwrapped

    def reset(self):
        return self.venv.reset()

    def step_async(self, actions):
        self.venv.step_async(actions)

    def step_wait(self):
        return self.venv.step_wait()


class VecMonitor(VecEnvWrapper):
    def __init__(self, venv, filename=None, info_keywords=()):
        super().__init__(venv)


class VecCheckNan(VecEnvWrapper):
    def __init__(self, venv, raise_exception=True, warn_once=True, check_inf=True):
        super().__init__(venv)


class VecTransposeImage(VecEnvWrapper):
    """Puts the channels of pictures first."""

    def __init__(self, venv, skip=False):
        space = venv.observation_space
        if is_known(space) and not skip:
            height, width, channels = space.shape
            space = Box(0, 255, (channels, height, width), space.dtype)
        super().__init__(venv, observation_space=space)
        self.skip = skip

    def _transposed(self, observation):
        return observation if self.skip else numpy.transpose(observation, (0, 3, 1, 2))

    def reset(self):
        return self._transposed(self.venv.reset())

    def step_wait(self):
        observation, rewards, dones, infos = self.venv.step_wait()
        return self._transposed(observation), rewards, dones, infos


class VecNormalize(VecEnvWrapper):
    """Scales observations, which are numbers of single precision then, and rewards."""

    def __init__(self, venv, training=True, norm_obs=True, norm_reward=True, clip_obs=10.0,
                 clip_reward=10.0, gamma=0.99, epsilon=1e-8, norm_obs_keys=None):  # fmt: skip
        super().__init__(venv)
        self.training, self.norm_obs, self.norm_reward = training, norm_obs, norm_reward

    def normalize_obs(self, obs):
        if not self.norm_obs or isinstance(obs, dict):
            return obs
        return obs.astype(numpy.float32)

    def normalize_reward(self, reward):
        return reward

    def reset(self):
        return self.normalize_obs(self.venv.reset())

    def step_wait(self):
        observation, rewards, dones, infos = self.venv.step_wait()
        return self.normalize_obs(observation), rewards, dones, infos
