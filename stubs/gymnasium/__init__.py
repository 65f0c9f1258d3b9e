"""gymnasium: the environments that everybody knows have their sizes, others are not followed."""

__version__ = "1.0.0"

from gymnasium.environment import Env, ObservationWrapper, RewardWrapper, Wrapper, make
