import logging
from collections import defaultdict

import torch
import torch.nn.functional as F

logger = logging.getLogger(__name__)


class Meter:
    """Weighted running means by name."""

    def __init__(self):
        self.total = defaultdict(float)
        self.weight = defaultdict(int)

    def update(self, n, **values):
        for name, value in values.items():
            self.total[name] += float(value) * n
            self.weight[name] += n

    def __getitem__(self, name):
        return self.total[name] / max(self.weight[name], 1)


def smooth(soft, amount):
    return soft * (1 - amount) + amount / soft.size(-1)


class EMA:
    """Exponential moving average of the weights."""

    def __init__(self, model, decay=0.99):
        self.decay = decay
        self.shadow = {k: v.detach().clone() for k, v in model.state_dict().items()}

    @torch.no_grad()
    def update(self, model):
        for key, value in model.state_dict().items():
            if value.dtype.is_floating_point:
                self.shadow[key].mul_(self.decay).add_(value, alpha=1 - self.decay)
            else:
                self.shadow[key].copy_(value)


class Trainer:
    def __init__(self, model, loaders, cfg, device):
        self.model = model
        self.loaders = loaders
        self.cfg = cfg
        self.device = device
        self.ema = EMA(model)
        decay, no_decay = [], []
        for param in model.parameters():
            (decay if param.ndim > 1 else no_decay).append(param)
        self.optimizer = torch.optim.AdamW(
            [{'params': decay, 'weight_decay': cfg.optim.weight_decay},
             {'params': no_decay, 'weight_decay': 0.0}],
            lr=cfg.optim.lr, betas=cfg.optim.betas)
        self.scheduler = torch.optim.lr_scheduler.OneCycleLR(
            self.optimizer, max_lr=cfg.optim.lr,
            total_steps=cfg.optim.epochs * len(loaders['train']))

    def to_device(self, batch):
        return {name: tensor.to(self.device, non_blocking=True) for name, tensor in batch.items()}

    def train_epoch(self):
        self.model.train()
        meter = Meter()
        for batch in map(self.to_device, self.loaders['train']):
            logits = self.model(batch['images'])
            targets = smooth(batch['soft'], self.cfg.label_smoothing)
            loss = torch.sum(-targets * F.log_softmax(logits, dim=-1), dim=-1).mean()
            self.optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.cfg.optim.clip)
            self.optimizer.step()
            self.scheduler.step()
            self.ema.update(self.model)
            meter.update(logits.size(0), loss=loss)
        return meter

    @torch.no_grad()
    def evaluate(self, split='val'):
        self.model.eval()
        meter = Meter()
        for batch in map(self.to_device, self.loaders[split]):
            logits = self.model(batch['images'])
            loss = F.cross_entropy(logits, batch['labels'])
            hits = logits.argmax(-1) == batch['labels']
            meter.update(logits.size(0), loss=loss, accuracy=hits.float().mean())
        return meter

    def fit(self):
        best = 0.0
        for epoch in range(self.cfg.optim.epochs):
            train = self.train_epoch()
            val = self.evaluate('val')
            logger.info('epoch %d: train %.4f, val %.4f, accuracy %.4f',
                        epoch, train['loss'], val['loss'], val['accuracy'])
            if val['accuracy'] >= best:
                best = val['accuracy']
                torch.save({'model': self.model.state_dict(), 'ema': self.ema.shadow}, self.cfg.output)
        test = self.evaluate('test')
        logger.info('test accuracy %.4f', test['accuracy'])
        return best
