"""Finds random ellipses in noisy pictures: a small U-Net, plain PyTorch."""
import argparse
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, Dataset, random_split
from tqdm import tqdm


class Ellipses(Dataset):
    """Every picture shows one ellipse; the mask is 1 inside of it."""

    def __init__(self, count=900, side=100, noise=0.1):
        self.count = count
        self.side = side
        self.noise = noise
        self.rng = np.random.RandomState(3)

    def __len__(self):
        return self.count

    def __getitem__(self, idx):
        n = self.side
        rows, cols = np.mgrid[0:n, 0:n]
        center_r, center_c = self.rng.randint(n // 4, 3 * n // 4, size=2)
        a, b = self.rng.randint(n // 8, n // 4, size=2)
        inside = ((rows - center_r) / a) ** 2 + ((cols - center_c) / b) ** 2 < 1
        picture = self.noise * self.rng.randn(n, n, 3)
        picture[inside] += self.rng.rand(3)
        picture = np.transpose(picture, (2, 0, 1)).astype(np.float32)
        return {
            'image': torch.from_numpy(picture),
            'mask': torch.from_numpy(inside.astype(np.int64)),
        }


def conv_pair(cin, cout):
    layers = []
    for c in (cin, cout):
        layers += [nn.Conv2d(c, cout, 3, padding=1, bias=False), nn.BatchNorm2d(cout), nn.ReLU()]
    return nn.Sequential(*layers)


def fit_to(x, like):
    """Zero-pads x at the right and at the bottom up to the height and width of like."""
    dh = like.shape[-2] - x.shape[-2]
    dw = like.shape[-1] - x.shape[-1]
    return F.pad(x, (0, dw, 0, dh))


class Decoder(nn.Module):
    def __init__(self, deep, skip, mode):
        super().__init__()
        if mode == 'transposed':
            self.grow = nn.ConvTranspose2d(deep, skip, kernel_size=2, stride=2)
            joined = 2 * skip
        else:
            self.grow = nn.Upsample(scale_factor=2, mode=mode, align_corners=False)
            joined = deep + skip
        self.refine = conv_pair(joined, skip)

    def forward(self, x, skip):
        x = fit_to(self.grow(x), skip)
        return self.refine(torch.cat((skip, x), 1))


class SegmentationNet(nn.Module):
    def __init__(self, in_channels=3, classes=2, widths=(8, 16, 32, 64), mode='transposed'):
        super().__init__()
        self.classes = classes
        sizes = [in_channels, *widths]
        self.encoders = nn.ModuleList([conv_pair(a, b) for a, b in zip(sizes, sizes[1:])])
        self.decoders = nn.ModuleList()
        for i in range(len(widths) - 1, 0, -1):
            self.decoders.append(Decoder(widths[i], widths[i - 1], mode))
        self.head = nn.Conv2d(widths[0], classes, 1)

    def forward(self, x):
        skips = []
        for i, encoder in enumerate(self.encoders):
            if i > 0:
                x = F.max_pool2d(x, 2)
            x = encoder(x)
            skips.append(x)
        skips.pop()  # the deepest one is x itself
        for decoder in self.decoders:
            x = decoder(x, skips.pop())
        return self.head(x)


def soft_dice(probs, truth, smooth=1.0):
    """probs and truth are (N, C, H, W)"""
    both = (probs * truth).sum(dim=(2, 3))
    total = probs.sum(dim=(2, 3)) + truth.sum(dim=(2, 3))
    return 1 - ((2 * both + smooth) / (total + smooth)).mean()


def channels_first_one_hot(mask, classes):
    return F.one_hot(mask, classes).permute(0, 3, 1, 2).float()


def segmentation_loss(logits, mask, classes):
    if classes == 1:
        loss = F.binary_cross_entropy_with_logits(logits.squeeze(1), mask.float())
        return loss + soft_dice(logits.sigmoid(), mask.unsqueeze(1).float())
    loss = F.cross_entropy(logits, mask)
    return loss + soft_dice(logits.softmax(dim=1), channels_first_one_hot(mask, classes))


class IoU:
    """Intersection over union of the foreground, collected over batches."""

    def __init__(self):
        self.inter, self.union = 0, 0

    def add(self, predicted, mask):
        predicted, mask = predicted.bool(), mask.bool()
        self.inter += (predicted & mask).sum().item()
        self.union += (predicted | mask).sum().item()

    def value(self):
        return self.inter / max(self.union, 1)


@torch.inference_mode()
def validate(net, loader, device):
    was_training = net.training
    net.eval()
    iou = IoU()
    for batch in loader:
        logits = net(batch['image'].to(device))
        if net.classes == 1:
            predicted = logits.squeeze(1) > 0
        else:
            predicted = logits.argmax(dim=1)
        iou.add(predicted.cpu(), batch['mask'])
    net.train(was_training)
    return iou.value()


def train(net, device, opts):
    data = Ellipses()
    n_val = len(data) // 10
    seeded = torch.Generator().manual_seed(0)
    train_part, val_part = random_split(data, [len(data) - n_val, n_val], generator=seeded)
    train_loader = DataLoader(train_part, opts.batch_size, shuffle=True)
    val_loader = DataLoader(val_part, opts.batch_size)

    optimizer = torch.optim.RMSprop(net.parameters(), lr=opts.lr, momentum=0.9)
    plateau = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, mode='max', patience=3)
    best = 0.0
    for epoch in range(opts.epochs):
        net.train()
        began, seen, running = time.time(), 0, 0.0
        with tqdm(total=len(train_part), desc=f'epoch {epoch + 1}', unit='img') as bar:
            for batch in train_loader:
                image, mask = batch['image'].to(device), batch['mask'].to(device)
                loss = segmentation_loss(net(image), mask, net.classes)
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                nn.utils.clip_grad_norm_(net.parameters(), 1.0)
                optimizer.step()
                seen += image.shape[0]
                running += loss.item() * image.shape[0]
                bar.update(image.shape[0])
                bar.set_postfix(loss=running / seen)

        score = validate(net, val_loader, device)
        plateau.step(score)
        print(f'epoch {epoch + 1}: loss {running / seen:.4f}, IoU {score:.4f}, '
              f'{time.time() - began:.0f}s')
        if score >= best:
            best = score
            folder = Path(opts.out)
            folder.mkdir(parents=True, exist_ok=True)
            torch.save({'net': net.state_dict(), 'iou': score}, folder / 'best.pth')


if __name__ == '__main__':
    p = argparse.ArgumentParser(description='Segment ellipses')
    p.add_argument('--epochs', type=int, default=8)
    p.add_argument('--batch-size', type=int, default=8)
    p.add_argument('--lr', type=float, default=1e-4)
    p.add_argument('--classes', type=int, default=2, help='1: sigmoid, otherwise softmax')
    p.add_argument('--bilinear', action='store_true', help='upsample instead of deconvolution')
    p.add_argument('--out', default='checkpoints')
    opts = p.parse_args()

    torch.manual_seed(0)
    device = torch.device('cuda' if torch.cuda.is_available() else 'cpu')
    net = SegmentationNet(classes=opts.classes, mode='bilinear' if opts.bilinear else 'transposed')
    net.to(device)
    print(sum(p.numel() for p in net.parameters()), 'parameters on', device)
    train(net, device, opts)
