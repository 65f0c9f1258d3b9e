from .callbacks import Callback, EarlyStopping, History, SaveSamples, WarmUp
from .trainer import Trainer

__all__ = ["Callback", "EarlyStopping", "History", "SaveSamples", "Trainer", "WarmUp"]
