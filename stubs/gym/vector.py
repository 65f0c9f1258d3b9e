"""gym.vector."""

from gymnasium.vector import OldVectorEnv as VectorEnv, make_vec_old as make

SyncVectorEnv = AsyncVectorEnv = VectorEnv
