"""gym: what ``reset`` and ``step`` give depends on the version, which the program's own use tells."""

from gym import spaces, vector, wrappers
from gymnasium.environment import Env, make_old as make
from gymnasium.wrappers import ActionWrapper, ObservationWrapper, RewardWrapper, Wrapper
