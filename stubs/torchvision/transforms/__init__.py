"""torchvision.transforms: names come from the files of this folder."""
