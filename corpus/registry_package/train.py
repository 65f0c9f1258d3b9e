"""Keyword spotting on synthetic spectrograms; the model is chosen by name from a registry."""

import argparse

import torch

from speech import build, load_config
from speech.data import make_loaders


def run(config):
    torch.manual_seed(config.seed)
    train_loader, val_loader = make_loaders(config)
    model = build(config.model.name, config)
    loss_fn = build(config.loss, config)
    optimizer = torch.optim.AdamW(model.parameters(), lr=config.lr)
    for epoch in range(config.epochs):
        model.train()
        for spectrogram, word in train_loader:
            loss = loss_fn(model(spectrogram), word)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        model.eval()
        right = 0
        with torch.no_grad():
            for spectrogram, word in val_loader:
                right += (model(spectrogram).argmax(dim=1) == word).sum().item()
        print(f"epoch {epoch}: {right / len(val_loader.dataset):.3f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--preset", default="conv", choices=["conv", "recurrent"])
    parser.add_argument("--epochs", type=int, default=4)
    arguments = parser.parse_args()
    config = load_config(arguments.preset)
    config.epochs = arguments.epochs
    run(config)
