"""A small image classification project."""
from .config import Config
from .model import build_model

__version__ = '0.1.0'
__all__ = ['Config', 'build_model']
