"""Lightning: the steps of a module are run as its Trainer would; logging and strategies do nothing."""

__version__ = "2.5.0"

from pytorch_lightning.callbacks import Callback
from pytorch_lightning.datamodule import LightningDataModule
from pytorch_lightning.module import LightningModule
from pytorch_lightning.trainer import Trainer, seed_everything
