"""
Keyword spotting on (synthetic) one-second clips.

Two models: M5, which works on the raw waveform, and a small 2d CNN on log-spectrograms.
"""
import argparse
import contextlib
import math
import os
import sys

import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
from torch.utils.data import ConcatDataset, DataLoader, Dataset, Subset
from tqdm import tqdm

LABELS = ['yes', 'no', 'up', 'down', 'left', 'right', 'on', 'off', 'stop', 'go']


class SubsetSC(Dataset):
    """Tones whose pitch depends on the label; some clips are a little shorter than a second."""

    def __init__(self, subset='training', sample_rate=8000):
        sizes = {'training': 1000, 'validation': 128, 'testing': 250}
        if subset not in sizes:
            raise ValueError(f'unknown subset {subset}')
        self.size = sizes[subset]
        self.sample_rate = sample_rate

    def __len__(self):
        return self.size

    def __getitem__(self, n):
        label = LABELS[n % len(LABELS)]
        samples = self.sample_rate if n % 10 else int(0.9 * self.sample_rate)
        t = torch.arange(samples) / self.sample_rate
        waveform = torch.sin(2 * math.pi * 110 * (1 + n % len(LABELS)) * t).unsqueeze(0)
        waveform = waveform + 0.05 * torch.randn_like(waveform)
        return waveform, self.sample_rate, label, n


def label_to_index(word):
    # Return the position of the word in labels
    return torch.tensor(LABELS.index(word))


def index_to_label(index):
    return LABELS[index]


def pad_sequence(batch, length):
    # Make all tensors in a batch the same length by padding with zeros
    batch = [F.pad(item, (0, length - item.size(-1))) for item in batch]
    return torch.stack(batch)


def collate_fn(batch):
    tensors, targets = [], []
    # Gather in lists, and encode labels as indices
    for waveform, sample_rate, label, *_ in batch:
        tensors += [waveform]
        targets += [label_to_index(label)]
    # Group the list of tensors into a batched tensor
    tensors = pad_sequence(tensors, length=8000)
    targets = torch.stack(targets)
    return tensors, targets


class M5(nn.Module):
    def __init__(self, n_input=1, n_output=10, stride=8, n_channel=32):
        super().__init__()
        self.conv1 = nn.Conv1d(n_input, n_channel, kernel_size=80, stride=stride)
        self.bn1 = nn.BatchNorm1d(n_channel)
        self.pool1 = nn.MaxPool1d(4)
        self.conv2 = nn.Conv1d(n_channel, n_channel, kernel_size=3)
        self.bn2 = nn.BatchNorm1d(n_channel)
        self.pool2 = nn.MaxPool1d(4)
        self.conv3 = nn.Conv1d(n_channel, 2 * n_channel, kernel_size=3)
        self.bn3 = nn.BatchNorm1d(2 * n_channel)
        self.pool3 = nn.MaxPool1d(4)
        self.conv4 = nn.Conv1d(2 * n_channel, 2 * n_channel, kernel_size=3)
        self.bn4 = nn.BatchNorm1d(2 * n_channel)
        self.pool4 = nn.MaxPool1d(4)
        self.fc1 = nn.Linear(2 * n_channel, n_output)

    def forward(self, x):
        x = self.conv1(x)
        x = F.relu(self.bn1(x))
        x = self.pool1(x)
        x = self.conv2(x)
        x = F.relu(self.bn2(x))
        x = self.pool2(x)
        x = self.conv3(x)
        x = F.relu(self.bn3(x))
        x = self.pool3(x)
        x = self.conv4(x)
        x = F.relu(self.bn4(x))
        x = F.avg_pool1d(x, x.shape[-1])
        x = x.permute(0, 2, 1)
        x = self.fc1(x)
        return F.log_softmax(x, dim=2)


class LogSpectrogram(nn.Module):
    def __init__(self, n_fft=256, hop_length=128):
        super().__init__()
        self.n_fft = n_fft
        self.hop_length = hop_length
        self.register_buffer('window', torch.hann_window(n_fft))

    @torch.no_grad()
    def forward(self, wav):
        spec = torch.stft(wav.squeeze(1), self.n_fft, self.hop_length, window=self.window,
                          return_complex=True)
        return torch.log(spec.abs() + 1e-6).unsqueeze(1)


class SpecCNN(nn.Module):
    def __init__(self, n_output=10):
        super().__init__()
        self.spec = LogSpectrogram()
        self.conv = nn.Sequential(
            nn.Conv2d(1, 8, 5, stride=2), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(8, 16, 3), nn.BatchNorm2d(16), nn.ReLU(), nn.MaxPool2d(2),
        )
        # 129 x 63 bins -> 63 x 30 -> 31 x 15 -> 29 x 13 -> 14 x 6
        self.fc = nn.Linear(16 * 14 * 6, n_output)

    def forward(self, x):
        x = self.conv(self.spec(x))
        x = x.reshape(x.shape[0], 1, -1)
        return F.log_softmax(self.fc(x), dim=-1)


def build(name):
    models = dict(m5=M5, spec=SpecCNN)
    try:
        return models[name]()
    except KeyError:
        sys.exit(f'unknown model {name}, choose from {", ".join(models)}')


def number_of_correct(pred, target):
    # count number of correct predictions
    return pred.squeeze().eq(target).sum().item()


def get_likely_index(tensor):
    # find most likely label index for each element in the batch
    return tensor.argmax(dim=-1)


def train(model, epoch, log_interval):
    model.train()
    for batch_idx, (data, target) in enumerate(train_loader):
        data = data.to(device)
        target = target.to(device)
        # polarity flip on half of the batch
        half = data.size(0) // 2
        data = torch.cat([-data[:half], data[half:]])
        output = model(data)
        # negative log-likelihood for a tensor of size (batch x 1 x n_output)
        loss = F.nll_loss(output.squeeze(1), target)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if batch_idx % log_interval == 0:
            print(f"Train Epoch: {epoch} [{batch_idx * len(data)}/{len(train_loader.dataset)} "
                  f"({100. * batch_idx / len(train_loader):.0f}%)]\tLoss: {loss.item():.6f}")
        pbar.update(pbar_update)
        # record loss
        losses.append(loss.item())


def test(model, epoch):
    model.eval()
    correct = 0
    for data, target in test_loader:
        data = data.to(device)
        target = target.to(device)
        output = model(data)
        pred = get_likely_index(output)
        correct += number_of_correct(pred, target)
        pbar.update(pbar_update)
    print(f"\nTest Epoch: {epoch}\tAccuracy: {correct}/{len(test_loader.dataset)}\n")


def predict(tensor):
    # Use the model to predict the label of one waveform
    tensor = tensor.to(device)
    tensor = model(tensor.unsqueeze(0))
    tensor = get_likely_index(tensor)
    return index_to_label(tensor.squeeze())


if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument('--model', default='m5')
    ap.add_argument('--batch-size', type=int, default=64)
    ap.add_argument('--epochs', type=int, default=4)
    opts = ap.parse_args()

    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    train_set = ConcatDataset([SubsetSC('training'), SubsetSC('validation')])
    test_set = Subset(SubsetSC('testing'), range(200))
    workers = dict(num_workers=1, pin_memory=True) if device.type == "cuda" else {}
    train_loader = DataLoader(train_set, batch_size=opts.batch_size, shuffle=True,
                              collate_fn=collate_fn, **workers)
    test_loader = DataLoader(test_set, batch_size=opts.batch_size, shuffle=False, drop_last=False,
                             collate_fn=collate_fn, **workers)

    model = build(opts.model).to(device)
    print(model, sum(p.numel() for p in model.parameters() if p.requires_grad))
    optimizer = optim.Adam(model.parameters(), lr=0.01, weight_decay=0.0001)
    scheduler = optim.lr_scheduler.StepLR(optimizer, step_size=20, gamma=0.1)

    losses = []
    pbar_update = 1 / (len(train_loader) + len(test_loader))
    with tqdm(total=opts.epochs) as pbar:
        for epoch in range(1, opts.epochs + 1):
            train(model, epoch, 20)
            test(model, epoch)
            scheduler.step()

    waveform, sample_rate, utterance, *_ = test_set[1]
    print(f"Expected: {utterance}. Predicted: {predict(waveform)}.")
    with contextlib.suppress(FileNotFoundError):
        os.remove('m5.pt')
    torch.save(model.state_dict(), 'm5.pt')
