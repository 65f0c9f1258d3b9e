from dataclasses import dataclass, field, replace


@dataclass
class ModelConfig:
    name: str = "conv_net"
    widths: tuple = (16, 32)
    hidden: int = 48
    dropout: float = 0.1


@dataclass
class Config:
    mels: int = 20
    frames: int = 32
    words: int = 6
    samples: int = 120
    batch_size: int = 20
    epochs: int = 4
    lr: float = 1e-3
    seed: int = 0
    loss: str = "smoothed"
    model: ModelConfig = field(default_factory=ModelConfig)


PRESETS = {
    "conv": Config(),
    "recurrent": Config(loss="cross_entropy", model=ModelConfig(name="gru_net", hidden=40)),
}


def load_config(preset):
    return replace(PRESETS[preset])
