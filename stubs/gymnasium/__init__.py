"""gymnasium: the environments that everybody knows have their sizes, others are not followed."""

__version__ = "1.0.0"

from gymnasium import spaces, vector, wrappers
from gymnasium.environment import Env, make
from gymnasium.vector import make_vec
from gymnasium.wrappers import ActionWrapper, ObservationWrapper, RewardWrapper, Wrapper
