"""torchvision.datasets: names come from the files of this folder."""
