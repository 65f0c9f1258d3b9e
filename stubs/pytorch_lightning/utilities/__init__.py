"""pytorch_lightning.utilities: a program has one process."""

from pytorch_lightning.utilities.rank_zero import rank_zero_info, rank_zero_only, rank_zero_warn
