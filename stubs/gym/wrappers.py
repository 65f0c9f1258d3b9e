"""gym.wrappers."""

from gymnasium.wrappers import *
