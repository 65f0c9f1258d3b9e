"""torch.utils.data: names come from the files of this folder."""
