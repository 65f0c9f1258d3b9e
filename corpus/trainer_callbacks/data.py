import torch
from torch.utils.data import Dataset


class GreyImages(Dataset):
    WEIGHTS = torch.tensor([0.3, 0.6, 0.1])

    def __init__(self, count, size):
        self.images = torch.rand(count, 3, size, size)

    def __len__(self):
        return len(self.images)

    def __getitem__(self, index):
        image = self.images[index]
        grey = (image * self.WEIGHTS.view(3, 1, 1)).sum(dim=0, keepdim=True)
        return {"grey": grey, "image": image}
