"""torch.optim.adamw."""

from torch.optim.adam import Adam, AdamW
