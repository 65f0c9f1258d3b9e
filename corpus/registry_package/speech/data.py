import torch
from torch.utils.data import DataLoader, Dataset, random_split


class Spectrograms(Dataset):
    def __init__(self, config):
        self.words = torch.arange(config.samples) % config.words
        self.noise = torch.randn(config.samples, config.mels, config.frames)

    def __len__(self):
        return len(self.words)

    def __getitem__(self, index):
        word = self.words[index]
        return self.noise[index] + word, word


def make_loaders(config):
    data = Spectrograms(config)
    held_out = config.samples // 6
    train, val = random_split(data, [config.samples - held_out, held_out])
    return (
        DataLoader(train, batch_size=config.batch_size, shuffle=True),
        DataLoader(val, batch_size=config.batch_size),
    )
