import dataclasses
from dataclasses import dataclass, field
from typing import List, Optional, Tuple


@dataclass
class DataConfig:
    root: str = './data'
    image_size: int = 28
    channels: int = 1
    num_classes: int = 10
    batch_size: int = 96
    val_fraction: float = 0.1
    workers: int = 0


@dataclass
class ModelConfig:
    name: str = 'gridmix'
    in_channels: int = 1
    dim: int = 32
    depth: int = 2
    kernel_size: int = 5
    patch_size: int = 4
    widths: List[int] = field(default_factory=lambda: [16, 32, 64])
    dropout: float = 0.1
    se_reduction: Optional[int] = 4


@dataclass
class OptimConfig:
    lr: float = 3e-3
    weight_decay: float = 1e-2
    epochs: int = 5
    clip: float = 1.0
    betas: Tuple[float, float] = (0.9, 0.99)


@dataclass
class Config:
    data: DataConfig = field(default_factory=DataConfig)
    model: ModelConfig = field(default_factory=ModelConfig)
    optim: OptimConfig = field(default_factory=OptimConfig)
    seed: int = 0
    output: str = 'model.pt'
    label_smoothing: float = 0.1


def small():
    return Config()


def staged():
    cfg = Config()
    cfg.model = dataclasses.replace(cfg.model, name='stagenet', dropout=0.2)
    return cfg


PRESETS = {'small': small, 'staged': staged}


def apply_overrides(cfg, overrides):
    """Sets dotted keys, e.g. ``optim.lr=0.1``; values take the type of the default."""
    for item in overrides:
        key, _, text = item.partition('=')
        *parents, leaf = key.split('.')
        node = cfg
        for name in parents:
            node = getattr(node, name)
        if not hasattr(node, leaf):
            raise KeyError(f'no such option: {key}')
        setattr(node, leaf, type(getattr(node, leaf))(text))
    return cfg
