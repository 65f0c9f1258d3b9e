import torch
from torch.utils.data import DataLoader, random_split
from torchvision import datasets, transforms


def build_transform(cfg, train):
    steps = []
    if train:
        steps += [transforms.RandomCrop(cfg.image_size, padding=2), transforms.RandomHorizontalFlip()]
    steps += [transforms.ToTensor(), transforms.Normalize([0.2860] * cfg.channels, [0.3530] * cfg.channels)]
    return transforms.Compose(steps)


def one_hot_collate(num_classes):
    """Stacks the images and turns the labels into one-hot rows, as soft labels need them."""

    def collate(samples):
        images = torch.stack([image for image, _ in samples])
        labels = torch.tensor([label for _, label in samples])
        return {
            'images': images,
            'labels': labels,
            'soft': torch.eye(num_classes)[labels],
        }

    return collate


def build_loaders(cfg):
    full = datasets.FashionMNIST(cfg.root, train=True, download=True,
                                 transform=build_transform(cfg, train=True))
    test = datasets.FashionMNIST(cfg.root, train=False, transform=build_transform(cfg, train=False))
    n_val = int(len(full) * cfg.val_fraction)
    train, val = random_split(full, [len(full) - n_val, n_val])
    common = dict(batch_size=cfg.batch_size, num_workers=cfg.workers,
                  collate_fn=one_hot_collate(cfg.num_classes))
    return {
        'train': DataLoader(train, shuffle=True, **common),
        'val': DataLoader(val, **common),
        'test': DataLoader(test, **common),
    }
