"""torch.optim.lr_scheduler: names come from the files of this folder."""
