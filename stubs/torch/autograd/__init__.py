"""torch.autograd: names come from the files of this folder."""
