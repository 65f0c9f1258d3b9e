"""scipy.spatial."""
