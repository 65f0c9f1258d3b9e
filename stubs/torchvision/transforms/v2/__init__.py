"""torchvision.transforms.v2: names come from the files of this folder."""
