import torch
import torch.nn.functional as F


class Trainer:
    def __init__(self, model, callbacks=()):
        self.model = model
        self.callbacks = list(callbacks)
        self.optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
        self.step = 0
        self.stop = False

    def emit(self, event, *args):
        for callback in self.callbacks:
            getattr(callback, f"on_{event}")(self, *args)

    def fit(self, train, val, epochs):
        self.emit("fit_begin")
        for _ in range(epochs):
            self.model.train()
            for batch in train:
                output = self.training_step(batch)
                self.emit("batch_end", batch, output)
                self.step += 1
            self.emit("epoch_end", {"val_loss": self.evaluate(val)})
            if self.stop:
                break

    def training_step(self, batch):
        output = self.model(batch["grey"])
        loss = F.l1_loss(output, batch["image"])
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        return output

    @torch.no_grad()
    def evaluate(self, loader):
        self.model.eval()
        total = 0.0
        for batch in loader:
            error = (self.model(batch["grey"]) - batch["image"]) ** 2
            total += error.flatten(1).mean(dim=1).sum().item()
        return total / len(loader.dataset)
