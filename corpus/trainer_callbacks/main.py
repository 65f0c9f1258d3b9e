"""Colours of synthetic images are restored; a Trainer with callbacks runs the epochs."""

import sys

import torch
from torch.utils.data import DataLoader

from data import GreyImages
from engine import EarlyStopping, History, SaveSamples, Trainer, WarmUp
from model import Restorer

SIZE = 16


def main(epochs):
    torch.manual_seed(0)
    train = DataLoader(GreyImages(90, SIZE), batch_size=16, shuffle=True)
    val = DataLoader(GreyImages(20, SIZE), batch_size=10)
    history = History()
    trainer = Trainer(
        Restorer(width=8),
        callbacks=[WarmUp(steps=4), SaveSamples(every=1, size=SIZE), history, EarlyStopping(2)],
    )
    trainer.fit(train, val, epochs)
    print(history.mean("val_loss"))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
