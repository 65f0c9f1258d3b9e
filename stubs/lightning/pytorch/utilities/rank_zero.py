"""lightning.pytorch.utilities.rank_zero."""

from pytorch_lightning.utilities.rank_zero import *
