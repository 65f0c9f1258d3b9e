"""gym.spaces."""

from gymnasium.spaces import *
