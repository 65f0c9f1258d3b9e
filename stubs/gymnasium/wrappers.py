"""Wrappers of environments: those that change observations, and those that change nothing."""

import numpy
from _pytea import is_known, unknown
from gymnasium.environment import Env
from gymnasium.spaces import Box


class Wrapper(Env):
    """Passes everything on to the environment that it holds."""

    def __init__(self, env, *args, **kwargs):
        self.env = env

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.env, name)

    @property
    def unwrapped(self):
        return self.env.unwrapped if is_known(self.env) else self.env

    def reset(self, **kwargs):
        return self.env.reset(**kwargs)

    def step(self, action):
        return self.env.step(action)


class ObservationWrapper(Wrapper):
    """Changes the observations by the method ``observation``."""

    def reset(self, **kwargs):
        result = self.env.reset(**kwargs)
        if not is_known(result):
            return result
        if isinstance(result, tuple):
            return self.observation(result[0]), result[1]
        return self.observation(result)

    def step(self, action):
        result = self.env.step(action)
        if not is_known(result):
            return result
        return (self.observation(result[0]), *result[1:])


class RewardWrapper(Wrapper):
    """Changes the rewards by the method ``reward``."""

    def step(self, action):
        result = self.env.step(action)
        if not is_known(result):
            return result
        return (result[0], self.reward(result[1]), *result[2:])


class ActionWrapper(Wrapper):
    """Changes the actions by the method ``action``."""

    def step(self, action):
        return self.env.step(self.action(action))


class _Viewing(ObservationWrapper):
    """Gives observations of another shape."""

    def __init__(self, env, *args, **kwargs):
        Wrapper.__init__(self, env)
        if not is_known(env) or not is_known(env.observation_space):
            self.observation_space = unknown("the observations of an environment")
            return
        before = env.observation_space
        shape = self._shape(before.shape, *args, **kwargs)
        dtype = self._dtype(before.dtype)
        self.observation_space = Box(0, 255, shape, dtype)

    def _dtype(self, dtype):
        return dtype

    def observation(self, observation):
        space = self.observation_space
        return space.sample() if is_known(space) else unknown("an observation")


class FlattenObservation(_Viewing):
    def _shape(self, shape):
        count = 1
        for size in shape:
            count = count * size
        return (count,)


class GrayscaleObservation(_Viewing):
    def _shape(self, shape, keep_dim=False):
        return (*shape[:2], 1) if keep_dim else shape[:2]


class ResizeObservation(_Viewing):
    def _shape(self, shape, to=84, **kwargs):
        to = kwargs.get("shape", to)
        return ((to, to) if isinstance(to, int) else tuple(to)) + tuple(shape[2:])


class FrameStackObservation(_Viewing):
    def _shape(self, shape, num_stack=4, *args, **kwargs):
        return (kwargs.get("stack_size", num_stack), *shape)


class AtariPreprocessing(_Viewing):
    def _shape(self, shape, noop_max=30, frame_skip=4, screen_size=84, *args,
               grayscale_obs=True, grayscale_newaxis=False, **kwargs):  # fmt: skip
        size = (screen_size, screen_size) if isinstance(screen_size, int) else tuple(screen_size)
        if not grayscale_obs:
            return (*size, 3)
        return (*size, 1) if grayscale_newaxis else size


class TransformObservation(ObservationWrapper):
    def __init__(self, env, f, observation_space=None):
        Wrapper.__init__(self, env)
        self.observation = f
        if observation_space is not None:
            self.observation_space = observation_space


class TransformReward(RewardWrapper):
    def __init__(self, env, f):
        Wrapper.__init__(self, env)
        self.reward = f


class RescaleAction(Wrapper):
    def __init__(self, env, min_action, max_action):
        Wrapper.__init__(self, env)
        space = env.action_space
        self.action_space = Box(min_action, max_action, space.shape) if is_known(space) else space


class NormalizeObservation(ObservationWrapper):
    def observation(self, observation):
        dtype = unknown("the dtype of a normalized observation")
        return numpy.empty(observation.shape, dtype=dtype)


GrayScaleObservation = GrayscaleObservation
FrameStack = FrameStackObservation
RecordEpisodeStatistics = RecordVideo = Monitor = TimeLimit = ClipAction = Wrapper
NormalizeReward = ClipReward = OrderEnforcing = PassiveEnvChecker = Autoreset = Wrapper
AutoResetWrapper = HumanRendering = StepAPICompatibility = Wrapper
