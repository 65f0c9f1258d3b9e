"""gym: spaces are known; what ``reset`` and ``step`` give depends on the version, and is not."""

from gymnasium.environment import (
    Env, ObservationWrapper, RewardWrapper, Wrapper, make_old as make,
)  # fmt: skip
