"""torch.testing: names come from the files of this folder."""
