"""lightning.pytorch: the same classes under another name."""

__version__ = "2.5.0"

from pytorch_lightning import Callback, LightningDataModule, LightningModule, Trainer
from pytorch_lightning import seed_everything
