"""torch.nn.utils: names come from the files of this folder."""
