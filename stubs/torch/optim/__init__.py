"""torch.optim: names come from the files of this folder."""
