"""lightning.pytorch.loggers."""

from pytorch_lightning.loggers import *
