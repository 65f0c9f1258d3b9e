"""stable_baselines3.common."""
