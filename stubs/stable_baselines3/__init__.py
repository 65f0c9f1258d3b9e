"""stable_baselines3: its buffers and its wrappers of games; its agents are not followed."""

__version__ = "2.3.0"
