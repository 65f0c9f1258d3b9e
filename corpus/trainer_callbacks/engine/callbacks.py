from collections import defaultdict

import torch


class Callback:
    def on_fit_begin(self, trainer):
        pass

    def on_batch_end(self, trainer, batch, output):
        pass

    def on_epoch_end(self, trainer, logs):
        pass


class WarmUp(Callback):
    def __init__(self, steps):
        self.steps = steps

    def on_fit_begin(self, trainer):
        self.goal = trainer.optimizer.param_groups[0]["lr"]

    def on_batch_end(self, trainer, batch, output):
        share = min(1.0, (trainer.step + 1) / self.steps)
        for group in trainer.optimizer.param_groups:
            group["lr"] = self.goal * share


class SaveSamples(Callback):
    def __init__(self, every, size):
        self.every, self.size = every, size
        self.samples = torch.zeros(0, 3, size, size)

    def on_batch_end(self, trainer, batch, output):
        if trainer.step % self.every == 0:
            pair = torch.stack([batch["image"][0], output[0].detach()])
            self.samples = torch.cat([self.samples, pair])[-8:]

    def on_epoch_end(self, trainer, logs):
        grid = self.samples.permute(0, 2, 1, 3).reshape(-1, 3, self.size)
        logs["brightness"] = grid.mean(dim=(0, 2))


class History(Callback):
    def __init__(self):
        self.values = defaultdict(list)

    def on_epoch_end(self, trainer, logs):
        for name, value in logs.items():
            self.values[name].append(torch.as_tensor(value))

    def mean(self, name):
        return torch.stack(self.values[name]).mean(dim=0)


class EarlyStopping(Callback):
    def __init__(self, patience):
        self.patience, self.bad, self.best = patience, 0, float("inf")

    def on_epoch_end(self, trainer, logs):
        self.bad = 0 if logs["val_loss"] < self.best else self.bad + 1
        self.best = min(self.best, logs["val_loss"])
        trainer.stop = self.bad >= self.patience
