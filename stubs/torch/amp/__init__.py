"""torch.amp: names come from the files of this folder."""
