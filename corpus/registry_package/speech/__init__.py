from . import losses, models
from .config import load_config
from .registry import build

__all__ = ["build", "load_config", "losses", "models"]
