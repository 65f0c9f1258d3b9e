"""torch.distributions: names come from the files of this folder."""
