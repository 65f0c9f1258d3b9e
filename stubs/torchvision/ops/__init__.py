"""torchvision.ops: names come from the files of this folder."""
