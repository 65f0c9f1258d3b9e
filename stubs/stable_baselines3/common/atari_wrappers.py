"""Wrappers of games: only WarpFrame changes the sizes of observations."""

from gymnasium.wrappers import AtariPreprocessing, Wrapper


class WarpFrame(AtariPreprocessing):
    def _shape(self, shape, width=84, height=84):
        return (height, width, 1)


NoopResetEnv = MaxAndSkipEnv = EpisodicLifeEnv = FireResetEnv = ClipRewardEnv = Wrapper
StickyActionEnv = Wrapper
